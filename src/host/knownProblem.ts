/** A button that leads out of a problem. */
export interface WayOut {
  readonly title: string;
  readonly run: () => unknown;
}

/** A problem with a sentence for the person, and the ways out of it. */
export class KnownProblem extends Error {
  override readonly name = 'KnownProblem';
  readonly waysOut: readonly WayOut[];

  constructor(message: string, ...waysOut: WayOut[]) {
    super(message);
    this.waysOut = waysOut;
  }
}

/** The person changed their mind: the command ends and nothing is said. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
