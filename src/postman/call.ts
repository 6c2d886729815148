import { addressOf, loggedPath } from './apiPath.ts';
import { unlessCancelled } from './cancellation.ts';
import type { ApiKey } from './credential.ts';
import { problemFrom } from './errorAnswer.ts';
import { problemOfFailure } from './failure.ts';
import { serverTime } from './headers.ts';
import { plainText } from './plainText.ts';
import { PostmanProblem } from './problem.ts';
import { rateLimitOf, type RateLimit } from './rateLimit.ts';
import { mayReceiveKeys, type Region } from './region.ts';
import { retrying, type Patience } from './retry.ts';
import type { Reply } from './transport.ts';

export interface ClientOptions extends Patience {
  /** The API address that the user set, read at every request; `undefined` when there is none. */
  readonly customAddress: () => string | undefined;
  /** Told of every try: method, address, outcome, milliseconds. Never a header or the value of a query. */
  readonly log?: ((line: string) => void) | undefined;
  /** Told what the server's clock said, in Unix milliseconds, and when the answer came by this computer's. */
  readonly onServerTime?: ((region: Region, serverTime: number, receivedAt: number) => void) | undefined;
  /** For tests: milliseconds until a try is given up (15,000), and until its connection is (5,000). */
  readonly deadlineMs?: number | undefined;
  readonly connectMs?: number | undefined;
}

/** An answer of Postman's with a status of 200 to 299. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly elapsedMs: number;
  /** The JSON as it came, so it may hold credentials (environments do): mask it before it is shown. */
  readonly body: unknown;
  readonly bytes: number;
  readonly rateLimit: RateLimit;
  readonly serverDate: Date | undefined;
}

/** One GET of `path`. Rejects with a `PostmanProblem`. */
export type Get = (key: ApiKey, region: Region, path: string, signal: AbortSignal) => Promise<Answer>;

/** A GET that goes to pinned hosts alone, is tried again where that is sensible, and ends as soon as it is cancelled. */
export function createGet(options: ClientOptions): Get {
  return async (key, region, path, signal) => {
    const host = hostOf(region);
    if (!mayReceiveKeys(region, options.customAddress())) throw notPinned(host);
    const url = addressOf(region.api, path, host);
    const attempt = async () => answerTo(url, key, region, signal, options);
    return unlessCancelled(signal, host, async () => retrying(attempt, signal, options));
  };
}

/** Host and port of a region's API, for sentences. */
export function hostOf(region: Region): string {
  return plainText(URL.parse(region.api)?.host ?? region.label, 100);
}

async function answerTo(
  url: URL,
  key: ApiKey,
  region: Region,
  signal: AbortSignal,
  options: ClientOptions,
): Promise<Answer> {
  const { log, onServerTime, deadlineMs = 15_000, connectMs = 5_000 } = options;
  // A file of its own in the package: axios loads with the first request and not with the editor.
  const { send } = await import('./transport.ts');
  const headers = { Accept: 'application/json', 'User-Agent': 'keyring-for-postman' };
  const reply = await send({
    url: url.href,
    method: 'GET',
    headers,
    secret: key.secret,
    signal,
    deadlineMs,
    connectMs,
  });
  const outcome = 'failed' in reply ? `${reply.failed} (${reply.code})` : String(reply.status);
  log?.(`GET ${loggedPath(url)} ${outcome} ${reply.elapsedMs} ms`);
  if ('failed' in reply) throw problemOfFailure(reply, url.host);
  const receivedAt = Date.now();
  const time = serverTime(reply.headers);
  if (time !== undefined) onServerTime?.(region, time, receivedAt);
  if (reply.status < 200 || reply.status > 299) throw problemFrom({ ...reply, host: url.host, receivedAt });
  return {
    status: reply.status,
    statusText: plainText(reply.statusText, 60),
    elapsedMs: reply.elapsedMs,
    body: jsonOf(reply, url.host),
    bytes: reply.bytes,
    rateLimit: rateLimitOf(reply.headers, receivedAt),
    serverDate: time === undefined ? undefined : new Date(time),
  };
}

function jsonOf({ text, status }: Reply, host: string): unknown {
  if (status === 204) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const what = text.trimStart().startsWith('<')
      ? 'a web page instead of data: a proxy or a sign-in page may stand in between'
      : 'something that is no JSON';
    throw new PostmanProblem({ kind: 'unreadable', host, status, message: `${host} answered with ${what}.` });
  }
}

function notPinned(host: string): PostmanProblem {
  const message = `Nothing was sent to ${host}: it is neither Postman, nor this computer, nor the address in your settings.`;
  return new PostmanProblem({ kind: 'notPinned', host, message });
}
