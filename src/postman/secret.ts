const inspectSymbol = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value that never prints: string conversion, JSON and `util.inspect` all show `[secret]`.
 * `reveal()` is the one way to it, so a search for that word finds every place where a key is used.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspectSymbol](): string {
    return '[secret]';
  }
}
