import { createTurns } from '../../host/turns.ts';
import { changeBetween } from './change.ts';
import type { TimelineData, TimelineSource } from './data.ts';
import { timelineOf, type MessageToPage } from './messages.ts';

/** Tells the page what there is. */
export interface Teller {
  /** All of it, to a page that knows nothing. Throws what the source throws. */
  readonly tellAll: () => Promise<void>;
  /** What is new since the last time. */
  readonly tellNews: () => void;
}

/** One telling at a time; changes that come meanwhile are told together, with the next one. */
export function createTeller(
  source: Pick<TimelineSource, 'data'>,
  post: (message: MessageToPage) => Promise<void>,
): Teller {
  let told: TimelineData | undefined;
  let isWaiting = false;

  const inTurn = createTurns(1);
  return {
    tellAll: async () =>
      inTurn(async () => {
        told = timelineOf(await source.data());
        await post({ type: 'state', data: told });
      }),
    tellNews: () => {
      if (isWaiting) return;
      isWaiting = true;
      const telling = inTurn(async () => {
        isWaiting = false;
        // A page that knows nothing yet asks by itself.
        if (!told) return;
        const data = timelineOf(await source.data());
        const change = changeBetween(told, data);
        told = data;
        await post({ type: 'change', change });
      });
      // A failure is a passing one: the page keeps what it shows, and the next change tries again.
      telling.catch(() => undefined);
    },
  };
}
