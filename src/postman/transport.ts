import { isUtf8 } from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import { parseAccessKey } from './accessKey.ts';
import { parseApiKey } from './credential.ts';
import { failureOfCode, type Failure } from './failure.ts';
import type { ResponseHeaders } from './headers.ts';
import type { Secret } from './secret.ts';

export interface Request {
  /** Whole and already pinned: it goes where it says. */
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  /** An API key, sent as `X-Api-Key`, or a collection access key, sent as `access_key` in the query: Postman knows no other way. */
  readonly secret: Secret;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Milliseconds until all of the answer has to be here. */
  readonly deadlineMs: number;
  /** Milliseconds until there has to be a connection. */
  readonly connectMs: number;
}

export interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: ResponseHeaders;
  readonly text: string;
  /** Length of the body, unpacked. */
  readonly bytes: number;
  readonly elapsedMs: number;
}

const largestAnswer = 10 * 1024 * 1024;

/**
 * Sends one request and reads the whole answer, whatever its status. Never rejects: failures come back as
 * data, since this file is a bundle of its own in which an error class would be another one, and since an
 * error of axios carries the key.
 */
export async function send(request: Request): Promise<Reply | Failure> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const ending = endingOf(request);
  try {
    const credentialed = withSecret(request);
    if (credentialed === undefined) return { failed: 'badRequest', code: 'grammar', elapsedMs: elapsed() };
    const response = await axios.request<Buffer>({
      ...credentialed,
      method: request.method,
      data: request.body,
      signal: ending.signal,
      adapter: 'http',
      transport: nodeModule(request.url, ending.connected),
      maxRedirects: 0,
      allowAbsoluteUrls: false,
      // VS Code patches node's own modules for its proxy and certificate settings.
      proxy: false,
      responseType: 'arraybuffer',
      maxContentLength: largestAnswer,
      validateStatus: null,
    });
    const { status, statusText, data } = response;
    // Strict where the text will be believed; an error page may be in any encoding.
    if (status < 300 && !isUtf8(data)) {
      return { failed: 'unreadable', code: 'not UTF-8', elapsedMs: elapsed() };
    }
    return {
      status,
      statusText,
      headers: textHeaders(response.headers),
      text: new TextDecoder().decode(data),
      bytes: data.length,
      elapsedMs: elapsed(),
    };
  } catch (error) {
    return { ...failureOf(error, ending.ended()), elapsedMs: elapsed() };
  } finally {
    ending.dispose();
  }
}

/** Address and headers with the secret where its own grammar says; `undefined` for what is no key, byte for byte. */
function withSecret({ url, headers, secret }: Request) {
  const key = secret.reveal();
  // Node would drop stray characters of a header value in silence and send another key.
  if (parseApiKey(key)?.secret.reveal() === key) return { url, headers: { ...headers, 'X-Api-Key': key } };
  if (parseAccessKey(key)?.secret.reveal() !== key) return undefined;
  const address = new URL(url);
  address.searchParams.set('access_key', key);
  return { url: address.href, headers: { ...headers } };
}

/** The caller's signal, the deadline and the time to connect as one signal, which tells what ended it. */
function endingOf({ signal, deadlineMs, connectMs }: Request) {
  const controller = new AbortController();
  let ended: Pick<Failure, 'failed' | 'code'> | undefined;
  const end = (failed: 'cancelled' | 'timeout', code: string): void => {
    ended ??= { failed, code };
    controller.abort();
  };
  const cancel = () => {
    end('cancelled', 'signal');
  };
  const deadline = setTimeout(end, deadlineMs, 'timeout', 'deadline');
  const connecting = setTimeout(end, connectMs, 'timeout', 'connect');
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    ended: () => ended,
    connected: () => {
      clearTimeout(connecting);
    },
    dispose: () => {
      clearTimeout(deadline);
      clearTimeout(connecting);
      signal.removeEventListener('abort', cancel);
    },
  };
}

/**
 * Node's module for the address, which tells when there is a connection: axios's own `timeout` ends slow
 * answers too. `request` is looked up at the call and without an agent, where VS Code's patch is met.
 */
function nodeModule(url: string, connected: () => void) {
  const secure = url.startsWith('https:');
  return {
    request: (
      options: https.RequestOptions,
      onResponse: (response: http.IncomingMessage) => void,
    ): http.ClientRequest => {
      const request = (secure ? https : http).request(options, onResponse);
      request.once('socket', (socket) => {
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connected);
        else connected();
      });
      return request;
    },
  };
}

function textHeaders(headers: Readonly<Record<string, unknown>>): ResponseHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function failureOf(
  error: unknown,
  ended: Pick<Failure, 'failed' | 'code'> | undefined,
): Pick<Failure, 'failed' | 'code'> {
  if (ended) return ended;
  if (!(error instanceof Error)) return { failed: 'offline', code: 'unknown' };
  if (error.message.startsWith('maxContentLength')) return { failed: 'tooLarge', code: 'length' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  // What axios calls a bad response while it reads is an answer that broke off.
  if (code === axios.AxiosError.ERR_BAD_RESPONSE) return { failed: 'offline', code: 'ECONNRESET' };
  return { failed: failureOfCode(code), code };
}
