import * as v from 'valibot';
import { FaultRule } from './fault.ts';
import type { Fault, FaultInput } from './fault.ts';

export interface ArmedFault {
  readonly id: number;
  readonly fault: Fault;
  /** How many matching requests have come by. */
  readonly seen: number;
}

const webPaths = [
  '/settings',
  '/manage-postman-keys',
  '/manage-public',
  '/collection',
  '/workspace',
  '/session',
  '/assets',
  '/echo',
];

function isWebPage(path: string): boolean {
  return path === '/' || webPaths.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return fault.path === undefined ? !isWebPage(path) : path.startsWith(fault.path);
}

/** The faults switched on now; the first that matches a request is the one that strikes. */
export class Faults {
  #armed: ArmedFault[] = [];
  #count = 0;

  add(input: FaultInput): number {
    const fault = v.parse(FaultRule, input);
    this.#count += 1;
    this.#armed.push({ id: this.#count, fault, seen: 0 });
    return this.#count;
  }

  list(): readonly ArmedFault[] {
    return this.#armed;
  }

  remove(id: number): void {
    this.#armed = this.#armed.filter((armed) => armed.id !== id);
  }

  clear(): void {
    this.#armed = [];
  }

  strike(method: string, path: string): Fault | undefined {
    for (const armed of this.#armed) {
      if (!matches(armed.fault, method, path)) continue;
      const seen = armed.seen + 1;
      const skip = armed.fault.skip ?? 0;
      const last = armed.fault.times === undefined ? Infinity : skip + armed.fault.times;
      this.#armed = this.#armed
        .map((other) => (other.id === armed.id ? { ...other, seen } : other))
        .filter((other) => other.id !== armed.id || seen < last);
      if (seen > skip) return armed.fault;
    }
    return undefined;
  }
}
