import type { AuditAction } from '../world/auditActions.ts';

/** What somebody did, as the audit log keeps it. */
export interface Trail {
  readonly id: number;
  readonly at: number;
  readonly action: AuditAction;
  /** The person's id; they may have left since. */
  readonly actor: number;
  /** What it was done to: the name of a key, a collection. Never a secret. */
  readonly subject: string;
}

const kept = 5000;
const firstWritten = 1_000_000;

/** The trails of this sandbox: the planted ones of earlier times, and what was done here since. */
export class AuditLog {
  #planted: readonly Trail[] = [];
  #written: Trail[] = [];

  write(trail: Omit<Trail, 'id'>): void {
    const id = (this.#written.at(-1)?.id ?? firstWritten) + 1;
    this.#written = [...this.#written.slice(1 - kept), { id, ...trail }];
  }

  /** Oldest first. */
  all(): Trail[] {
    return [...this.#planted, ...this.#written].sort((a, b) => a.at - b.at);
  }

  written(): readonly Trail[] {
    return this.#written;
  }

  plant(seeded: readonly Trail[]): void {
    this.#planted = seeded;
    this.#written = [];
  }

  restore(written: readonly Trail[]): void {
    this.#written = [...written];
  }
}
