import type { Parts } from '../host/parts.ts';
import type { Activity } from './activity.ts';
import type { HandOut } from './handOut.ts';

/** What every way in stands on: the shared parts, the one place that hands out keys, and the log of who took which. */
export interface Inject extends Parts {
  readonly handOut: HandOut;
  readonly activity: () => Promise<Activity>;
}
