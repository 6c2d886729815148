import type { WayOut } from '../../host/knownProblem.ts';
import type { SharedDocuments } from './documents.ts';
import type { OpenedCollections } from './opened.ts';
import type { SharedView } from './sharedView.ts';

/** What the commands on shared collections have in common. */
export interface Shared {
  readonly opened: OpenedCollections;
  readonly view: Pick<SharedView, 'reveal'>;
  readonly documents: Pick<SharedDocuments, 'showRequest' | 'showJson'>;
  /** Leads to *Open Shared Collection*. */
  readonly openAnother: WayOut;
}
