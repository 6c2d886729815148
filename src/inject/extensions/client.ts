import type { BodyOptions, PostmanAnswer, RequestClient, RequestOptions } from '../../api.ts';
import { createTurns } from '../../host/turns.ts';
import { unlessCancelled } from '../../postman/cancellation.ts';
import type { PostmanClient } from '../../postman/client.ts';
import type { Handed } from '../handOut.ts';
import { apiErrorOf, isTold } from './failure.ts';
import { given, type Given, type Method } from './given.ts';
import { masked } from './masked.ts';
import { pagesOf } from './pages.ts';

/** Requests of one client at a time: each has a connection of its own, and a process has not many thousands. */
const most = 10;

interface Parts {
  readonly client: Pick<PostmanClient, 'request'>;
  /** The key, for one request. */
  readonly key: () => Promise<Handed>;
  /** Told of what is no fault of the request's. */
  readonly log: { error(what: string, error: unknown): void };
}

/** Requests for another extension, which sees answers and never the key. */
export function createRequestClient({ client, key, log }: Parts): RequestClient {
  const turn = createTurns(most);
  const answerTo = async ({ signal, ...call }: Given): Promise<PostmanAnswer> => {
    const { key: secret, region } = await key();
    const { body, rateLimit, serverDate, status } = await client.request(secret, region, call, signal);
    return { status, data: masked(body), rateLimit, ...(serverDate && { date: serverDate }) };
  };
  const send = async (method: Method, path: string, options?: BodyOptions): Promise<PostmanAnswer> => {
    try {
      const call = given(method, path, options);
      return await unlessCancelled(call.signal, 'Postman', async () => turn(async () => answerTo(call)));
    } catch (error) {
      if (!isTold(error)) log.error('A request of another extension', error);
      throw apiErrorOf(error);
    }
  };
  const get = async (path: string, options?: RequestOptions) => send('GET', path, options);
  // Nothing in it can be replaced under those who share it.
  return Object.freeze({
    get,
    post: async (path: string, options?: BodyOptions) => send('POST', path, options),
    put: async (path: string, options?: BodyOptions) => send('PUT', path, options),
    patch: async (path: string, options?: BodyOptions) => send('PATCH', path, options),
    delete: async (path: string, options?: RequestOptions) => send('DELETE', path, options),
    pages: (path: string, options?: RequestOptions) => pagesOf(get, path, options),
  });
}
