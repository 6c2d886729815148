import type { Disposable } from '../keyring/emitter.ts';

/** Work that may be left for a while wherever it yields. */
export type Pieces<T> = Generator<undefined, T, undefined>;

/** Milliseconds after which others come in, as soon as a piece is done: a quarter of a frame. */
export const turn = 4;
/** Work on fewer items is one piece. */
const itemsOfPiece = 250;

/** All of it at once. */
export function atOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Turn by turn, so that whoever asks for something meanwhile is answered. Work of one piece is done before this returns.
 * @returns stops it
 */
export function byTurns<T>(work: Pieces<T>, finish: (result: T) => void): Disposable {
  let next: NodeJS.Immediate | undefined;
  const goOn = (): void => {
    const end = performance.now() + turn;
    do {
      const step = work.next();
      if (step.done === true) {
        finish(step.value);
        return;
      }
    } while (performance.now() < end);
    next = setImmediate(goOn);
  };
  goOn();
  return {
    dispose: () => {
      clearImmediate(next);
    },
  };
}

/** `items.map(to)` in pieces. */
export function* mapped<T, U>(items: readonly T[], to: (item: T, index: number) => U): Pieces<U[]> {
  const all: U[] = [];
  for (const item of items) {
    all.push(to(item, all.length));
    if (all.length % itemsOfPiece === 0) yield;
  }
  return all;
}

/** The end of a piece, where work on so many items is one. */
export function* pause({ length }: readonly unknown[]): Pieces<void> {
  if (length >= itemsOfPiece) yield;
}
