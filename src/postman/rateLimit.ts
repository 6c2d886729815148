import { amountOf, headerOf, secondsUntilReset, serverTime, type ResponseHeaders } from './headers.ts';

/** What is left of the limits, as far as the answer tells. */
export interface RateLimit {
  readonly limit?: number;
  readonly remaining?: number;
  /** Seconds until `remaining` is full again. */
  readonly resetSeconds?: number;
  readonly limitMonth?: number;
  readonly remainingMonth?: number;
}

/**
 * The limits told by an answer that came at `now` (Unix milliseconds). Postman documents several sets of
 * headers and which one a call sends is unknown, so each part is taken from the first that has it.
 */
export function rateLimitOf(headers: ResponseHeaders, now: number): RateLimit {
  const one = (name: string) =>
    headerOf(headers, `RateLimit-${name}`) ?? headerOf(headers, `X-RateLimit-${name}`);
  const parts = partsOf(headerOf(headers, 'RateLimit') ?? '');
  const policy = headerOf(headers, 'RateLimit-Policy');
  const reset = parts.get('reset') ?? parts.get('t') ?? one('Reset');
  return withoutGaps({
    limit: amountOf(parts.get('limit') ?? one('Limit') ?? policy),
    remaining: amountOf(parts.get('remaining') ?? parts.get('r') ?? one('Remaining')),
    resetSeconds: secondsUntilReset(reset, serverTime(headers) ?? now),
    limitMonth: amountOf(one('Limit-Month')),
    remainingMonth: amountOf(one('Remaining-Month')),
  });
}

/** `limit=300, remaining=2, reset=9`, or `"default";r=2;t=9` as newer drafts of the standard have it. */
function partsOf(text: string): Map<string, string> {
  return new Map(
    Array.from(text.matchAll(/([a-z]+)\s*=\s*([\d.]+)/gi), ([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
}

type Gappy = { readonly [Name in keyof RateLimit]: RateLimit[Name] | undefined };

function withoutGaps(limits: Gappy): RateLimit {
  return Object.fromEntries(Object.entries(limits).filter(([, amount]) => amount !== undefined));
}
