import { headerOf, httpDate, secondsUntilReset, serverTime, type ResponseHeaders } from './headers.ts';
import { rateLimitOf } from './rateLimit.ts';

/** Nothing waits longer: what is over a month is a mistake of the server's, or of a clock. */
const longest = 31 * 24 * 60 * 60;

/**
 * How long Postman asks to wait, in whole seconds, never less than 1, from an answer that came at `now`
 * (Unix milliseconds). `undefined` when it says nothing that can be read.
 */
export function retryAfter(headers: ResponseHeaders, now: number): number | undefined {
  const clock = serverTime(headers) ?? now;
  const asked = ['Retry-After', 'X-RateLimit-RetryAfter'].map((name) =>
    waitOf(headerOf(headers, name), clock),
  );
  const seconds = [...asked, rateLimitOf(headers, now).resetSeconds].find(
    (wait) => wait !== undefined && wait <= longest,
  );
  return seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds));
}

function waitOf(text: string | undefined, clock: number): number | undefined {
  const date = httpDate(text);
  return date === undefined ? secondsUntilReset(text, clock) : Math.max(0, date - clock) / 1000;
}
