/** Headers of an answer, by whatever spelling the server used. */
export type ResponseHeaders = Readonly<Record<string, string>>;

const spelling = (name: string): string => name.toLowerCase().replaceAll('-', '');

/** The value of a header, found whatever its case and hyphens: Postman writes `Retry-After` and `RetryAfter`. */
export function headerOf(headers: ResponseHeaders, name: string): string | undefined {
  const wanted = spelling(name);
  return Object.entries(headers)
    .find(([key]) => spelling(key) === wanted)?.[1]
    .trim();
}

/** The server's clock when it answered, in Unix milliseconds; `undefined` without a readable `Date` header. */
export function serverTime(headers: ResponseHeaders): number | undefined {
  return httpDate(headerOf(headers, 'Date'));
}

/** An HTTP date in Unix milliseconds; `undefined` for anything else, numbers included, which `Date` would take for years. */
export function httpDate(text: string | undefined): number | undefined {
  if (text === undefined || !/^[a-z]{3,9},? .*\d:\d\d/i.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** The number that `text` starts with, as in `300`, `1.5 s` and `300;w=60`; `undefined` for anything else. */
export function amountOf(text: string | undefined): number | undefined {
  const digits = /^\d{1,15}(\.\d+)?(?=\s*([,;s]|$))/i.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** Seconds until a reset that is given as seconds from now, or as a Unix time in seconds or milliseconds. */
export function secondsUntilReset(text: string | undefined, now: number): number | undefined {
  const amount = amountOf(text);
  if (amount === undefined) return undefined;
  if (amount < 1e9) return amount;
  return Math.max(0, (amount < 1e11 ? amount * 1000 : amount) - now) / 1000;
}
