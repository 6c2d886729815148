/** Time as the sandbox tells it: the real clock (or a test's), moved by an offset. */
export class Clock {
  #offset = 0;
  readonly #base: () => number;

  constructor(base: () => number = Date.now) {
    this.#base = base;
  }

  now(): number {
    return this.#base() + this.#offset;
  }

  get offset(): number {
    return this.#offset;
  }

  advance(ms: number): void {
    this.#offset += ms;
  }

  set(time: number): void {
    this.#offset = time - this.#base();
  }

  restore(offset: number): void {
    this.#offset = offset;
  }

  reset(): void {
    this.#offset = 0;
  }
}
