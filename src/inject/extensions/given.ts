import type { BodyOptions } from '../../api.ts';
import { badRequest, isApiError } from './failure.ts';
import { sendable } from './masked.ts';
import { pathWith } from './query.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request of another extension's, taken apart at once: its objects may say something else the next time. */
export interface Given {
  readonly method: Method;
  readonly path: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/** @throws PostmanApiError of kind `badRequest`, whatever was given */
export function given(method: Method, path: unknown, options: BodyOptions | null | undefined): Given {
  try {
    // Plain JavaScript may say null.
    const { body, query, signal = new AbortController().signal } = options ?? {};
    if (!(signal instanceof AbortSignal)) throw badRequest('its signal is no AbortSignal');
    const hasBody = method !== 'GET' && method !== 'DELETE';
    return { method, path: pathWith(path, query), body: hasBody ? sendable(body) : undefined, signal };
  } catch (error) {
    throw isApiError(error) ? error : badRequest('its options cannot be read');
  }
}
