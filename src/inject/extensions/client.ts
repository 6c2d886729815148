import type { BodyOptions, PostmanAnswer, RequestClient, RequestOptions } from '../../api.ts';
import type { PostmanClient } from '../../postman/client.ts';
import type { Handed } from '../handOut.ts';
import { apiErrorOf, isTold } from './failure.ts';
import { pagesOf } from './pages.ts';
import { pathWith } from './query.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Parts {
  readonly client: Pick<PostmanClient, 'request'>;
  /** The key, for one request. */
  readonly key: () => Promise<Handed>;
  /** Told of what is no fault of the request's. */
  readonly log: { error(what: string, error: unknown): void };
}

/** Requests for another extension, which sees answers and never the key. */
export function createRequestClient({ client, key, log }: Parts): RequestClient {
  const send = async (method: Method, path: string, options?: BodyOptions): Promise<PostmanAnswer> => {
    // Plain JavaScript may say null.
    const { body, query, signal } = options ?? {};
    try {
      const whole = pathWith(path, query);
      const handed = await key();
      const answer = await client.request(handed.key, handed.region, { method, path: whole, body }, signal);
      const { rateLimit, serverDate, status } = answer;
      return { status, data: answer.body, rateLimit, ...(serverDate && { date: serverDate }) };
    } catch (error) {
      if (!isTold(error)) log.error('A request of another extension', error);
      throw apiErrorOf(error);
    }
  };
  const get = async (path: string, options?: RequestOptions): Promise<PostmanAnswer> =>
    send('GET', path, withoutBody(options));
  // Nothing in it can be replaced under those who share it.
  return Object.freeze({
    get,
    post: async (path: string, options?: BodyOptions) => send('POST', path, options),
    put: async (path: string, options?: BodyOptions) => send('PUT', path, options),
    patch: async (path: string, options?: BodyOptions) => send('PATCH', path, options),
    delete: async (path: string, options?: RequestOptions) => send('DELETE', path, withoutBody(options)),
    pages: (path: string, options?: RequestOptions) => pagesOf(get, path, options),
  });
}

function withoutBody(options?: RequestOptions): RequestOptions {
  return { query: options?.query, signal: options?.signal };
}
