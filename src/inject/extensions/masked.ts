import { maskCredentials } from '../../postman/credential.ts';
import { hasMaskedKey } from '../requests/masks.ts';
import { badRequest } from './failure.ts';

/** The same JSON with every key of Postman's in it masked: `PMAK-[secret]`. An environment may hold one. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskCredentials(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(masked);
  const counts = new Map<string, number>();
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => {
      const shown = maskCredentials(name);
      const count = (counts.get(shown) ?? 0) + 1;
      counts.set(shown, count);
      return [count === 1 ? shown : `${shown} (${count})`, masked(one)];
    }),
  );
}

/**
 * A body as it is now, whatever becomes of the object while the request waits.
 * @throws PostmanApiError for one that would write a mask over the key that is behind it
 */
export function sendable(body: unknown): unknown {
  if (body === undefined) return undefined;
  const json = jsonOf(body);
  if (json === undefined) throw badRequest('the body cannot be written as JSON');
  if (hasMaskedKey(json)) {
    throw badRequest(
      'in the body stands “[secret]”, which stands for a key in Postman’s answers, and would take its place. ' +
        'Leave that part out, or write the key itself',
    );
  }
  return JSON.parse(json);
}

function jsonOf(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    // It leads back into itself, say.
    return undefined;
  }
}
