import type { Parts } from '../host/parts.ts';
import type { Contents } from './contents.ts';

/** The shared parts, and those of this capability: built when they are first asked for, one of each. */
export interface AccessKeyParts extends Parts {
  /** What the view shows of both: listed and kept keys as rows, filtered, sorted, grouped. */
  readonly contents: () => Promise<Contents>;
}
