/** What the exit code says when no program was run; a program's own is passed on as it is. */
export const exitCodes = { usage: 2, refused: 3, unreachable: 4, notExecutable: 126, notFound: 127 };

/** A sentence for the person at the terminal, and the exit code that goes with it. */
export class Problem extends Error {
  constructor(what, sentence) {
    super(sentence);
    this.exitCode = exitCodes[what];
  }
}
