import { createEmitter, type Disposable, type Event } from './emitter.ts';

/** How far a server's clock is ahead of this computer's, in milliseconds. */
export interface Skew {
  readonly region: string;
  readonly milliseconds: number;
}

/** Less than this is the way of the network and the whole seconds of the `Date` header. */
const tolerance = 5 * 60 * 1000;

/**
 * The time by which keys live and die: the server's, since it decides. Where this computer's clock is more than five
 * minutes off, its answers tell by how much.
 */
export class Clock implements Disposable {
  readonly #skews = new Map<string, number>();
  readonly #skewed = createEmitter<Skew>();

  /** Fires when a server's clock turns out to be more than five minutes from this computer's, or no longer is. */
  readonly onDidSkew: Event<Skew> = this.#skewed.event;

  /** Milliseconds since 1970, in the region of that id. */
  now(region: string): number {
    return Date.now() + (this.#skews.get(region) ?? 0);
  }

  /** Takes in what an answer's `Date` header said when it came at `receivedAt`. */
  note(region: string, serverTime: number, receivedAt: number): void {
    const difference = serverTime - receivedAt;
    const skew = Math.abs(difference) > tolerance ? difference : 0;
    const known = this.#skews.get(region) ?? 0;
    if (Math.abs(skew - known) <= tolerance) return;
    this.#skews.set(region, skew);
    this.#skewed.fire({ region, milliseconds: skew });
  }

  dispose(): void {
    this.#skewed.dispose();
  }
}
