import type { AccessKey } from './accessKey.ts';
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
  /** The JSON as it came, so it may hold credentials (environments do): mask it before it is shown. None where it is empty. */
  readonly body: unknown;
  readonly bytes: number;
  readonly rateLimit: RateLimit;
  readonly serverDate: Date | undefined;
}

/** What a call is made with: an API key, or the access key of one collection. */
export type Credential = ApiKey | AccessKey;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Starts with one `/`, may have a query, never has a key in it. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** For a POST: it changes nothing, so it may be tried again as a GET may. */
  readonly onlyReads?: boolean;
}

/** One call of the API. Rejects with a `PostmanProblem`. */
export type Ask = (key: Credential, region: Region, call: Call, signal: AbortSignal) => Promise<Answer>;

/** Calls that go to pinned hosts alone, are tried again where that is sensible, and end as soon as they are cancelled. */
export function createAsk(options: ClientOptions): Ask {
  return async (key, region, call, signal) => {
    const host = hostOf(region);
    if (!mayReceiveKeys(region, options.customAddress())) throw notPinned(host);
    const url = addressOf(region.api, call.path, host);
    const json = jsonFor(call.body, host);
    const attempt = async () => answerTo({ ...call, url, json, key, region, signal }, options);
    // A second POST or PATCH might do something a second time.
    const mayRepeat = call.onlyReads ?? !/^(POST|PATCH)$/.test(call.method);
    const patience = mayRepeat ? options : { ...options, isSingle: true };
    return unlessCancelled(signal, host, async () => retrying(attempt, signal, patience));
  };
}

/** Host and port of a region's API, for sentences. */
export function hostOf(region: Region): string {
  return plainText(URL.parse(region.api)?.host ?? region.label, 100);
}

interface Attempt extends Call {
  readonly url: URL;
  readonly json: string | undefined;
  readonly key: Credential;
  readonly region: Region;
  readonly signal: AbortSignal;
}

async function answerTo(attempt: Attempt, options: ClientOptions): Promise<Answer> {
  const { method, url, key, region } = attempt;
  const { log, onServerTime } = options;
  const reply = await replyTo(attempt, options);
  const outcome = 'failed' in reply ? `${reply.failed} (${reply.code})` : String(reply.status);
  log?.(`${method} ${loggedPath(url)} ${outcome} ${reply.elapsedMs} ms`);
  if ('failed' in reply) throw problemOfFailure(reply, url.host);
  const receivedAt = Date.now();
  const time = serverTime(reply.headers);
  if (time !== undefined) onServerTime?.(region, time, receivedAt);
  if (reply.status < 200 || reply.status > 299) {
    throw problemFrom({ ...reply, host: url.host, receivedAt, isOfLink: 'lastFour' in key });
  }
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

async function replyTo({ method, url, key, json, signal }: Attempt, options: ClientOptions) {
  const { deadlineMs = 15_000, connectMs = 5_000 } = options;
  // A file of its own in the package: axios loads with the first request and not with the editor.
  const { send } = await import('./transport.ts');
  return send({
    url: url.href,
    method,
    headers: {
      Accept: 'application/json',
      'User-Agent': 'keyring-for-postman',
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
    },
    secret: key.secret,
    ...(json !== undefined && { body: json }),
    signal,
    deadlineMs,
    connectMs,
  });
}

/** Once for all tries: a body may change while one waits, or be none that can be sent. */
function jsonFor(body: unknown, host: string): string | undefined {
  if (body === undefined) return undefined;
  try {
    const json: unknown = JSON.stringify(body);
    if (typeof json === 'string') return json;
  } catch {
    // It leads back into itself, say.
  }
  const message = `Nothing was sent to ${host}: the body cannot be written as JSON.`;
  throw new PostmanProblem({ kind: 'badRequest', host, message });
}

function jsonOf({ text, status }: Reply, host: string): unknown {
  // A 204 has none; a POST that worked may say so with a 200, 201 or 202 alone.
  if (text.trim() === '') return undefined;
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
