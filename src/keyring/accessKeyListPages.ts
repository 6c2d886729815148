import type { AccessKeyPage } from '../postman/accessKeys.ts';
import { PostmanProblem } from '../postman/problem.ts';
import type { Pacing } from './accessKeyListPacing.ts';

export interface PageSource {
  /** Host and port, for sentences. */
  readonly host: string;
  readonly ask: (cursor: string) => Promise<AccessKeyPage>;
  readonly pacing: Pacing;
  readonly signal: AbortSignal;
  readonly onWait: (seconds: number | undefined) => void;
  /** How many rows of the pages so far were revoked since this was last asked. */
  readonly revoked: () => number;
}

/** 20,000 keys: a list with more of them has no end. */
const mostPages = 2000;
const rowsOfPage = 10;
const mostTries = 3;

/**
 * The pages of the list, one after the other, never faster than the limit allows.
 * @throws PostmanProblem, also for a list that leads back to where it was
 */
export async function* accessKeyPages(source: PageSource): AsyncGenerator<AccessKeyPage, void> {
  const trail = [''];
  const passed = new Set(trail);
  for (let asked = 0; asked < mostPages; asked++) {
    const page = await patiently(source, trail.at(-1) ?? '');
    yield page;
    const revoked = source.revoked();
    if (revoked > 0) {
      // Cursors count rows: what follows has moved up, and its first rows onto pages that are behind.
      const back = Math.min(1 + Math.ceil(revoked / rowsOfPage), trail.length - 1);
      for (const cursor of trail.splice(trail.length - back)) passed.delete(cursor);
      continue;
    }
    if (page.nextCursor === '') return;
    if (passed.has(page.nextCursor)) break;
    passed.add(page.nextCursor);
    trail.push(page.nextCursor);
  }
  throw leadsNowhere(source.host);
}

/** One page. A pause that is asked for is made, and the page asked for again. */
async function patiently({ ask, pacing, ...rest }: PageSource, cursor: string): Promise<AccessKeyPage> {
  const { host, signal, onWait } = rest;
  for (let tries = 1; ; tries++) {
    await pacing.turn(host, signal, onWait);
    try {
      const page = await ask(cursor);
      pacing.note(page.rateLimit);
      return page;
    } catch (error) {
      if (!(error instanceof PostmanProblem) || tries === mostTries) throw error;
      if (error.kind === 'rateLimited')
        pacing.note({ remaining: 0, resetSeconds: error.retryAfterSeconds ?? 10 });
      // The client of the list asks once, so that every wait shows: a stumble is worth a second try at once.
      else if (error.kind !== 'server' && error.kind !== 'offline') throw error;
    }
  }
}

function leadsNowhere(host: string): PostmanProblem {
  const message = `${host} answered with a list that goes round in circles: only its beginning is shown.`;
  return new PostmanProblem({ kind: 'unreadable', host, message });
}
