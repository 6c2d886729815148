/** Limits of Postman's rate-limits page: 300 calls a minute for a user, ten in ten seconds for the heavy lists. */
export interface Limit {
  readonly calls: number;
  readonly seconds: number;
}

export const perUser: Limit = { calls: 300, seconds: 60 };
export const heavyList: Limit = { calls: 10, seconds: 10 };

export interface Allowance {
  readonly limit: Limit;
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetAt: number;
}

interface Window {
  readonly until: number;
  readonly calls: number;
}

/** Fixed windows that open with their first call. */
export class RateLimits {
  readonly #windows = new Map<string, Window>();

  take(bucket: string, limit: Limit, now: number): Allowance {
    const open = this.#windows.get(bucket);
    // A clock that was moved back would leave a window open for longer than its length.
    const current = open !== undefined && now < open.until && open.until - now <= limit.seconds * 1000;
    const window = current
      ? { until: open.until, calls: open.calls + 1 }
      : { until: now + limit.seconds * 1000, calls: 1 };
    this.#windows.set(bucket, window);
    return {
      limit,
      allowed: window.calls <= limit.calls,
      remaining: Math.max(0, limit.calls - window.calls),
      resetAt: window.until,
    };
  }

  clear(): void {
    this.#windows.clear();
  }
}

export function retryAfterSeconds(allowance: Allowance, now: number): number {
  return Math.max(1, Math.ceil((allowance.resetAt - now) / 1000));
}

/** Every spelling that Postman's pages name. */
export function rateHeaders(allowance: Allowance, now: number): Record<string, string> {
  const limit = String(allowance.limit.calls);
  const remaining = String(allowance.remaining);
  const reset = String(Math.ceil(allowance.resetAt / 1000));
  return {
    RateLimit: `limit=${limit}, remaining=${remaining}, reset=${retryAfterSeconds(allowance, now)}`,
    'RateLimit-Policy': `${limit};w=${allowance.limit.seconds}`,
    'RateLimit-Limit': limit,
    'RateLimit-Remaining': remaining,
    'RateLimit-Reset': reset,
    'X-RateLimit-Limit': limit,
    'X-RateLimit-Remaining': remaining,
    'X-RateLimit-Reset': reset,
  };
}

export function retryHeaders(seconds: number): Record<string, string> {
  const value = String(seconds);
  return { 'Retry-After': value, RetryAfter: value, 'X-RateLimit-RetryAfter': value };
}

export function monthHeaders(limit: number, usage: number): Record<string, string> {
  const remaining = String(Math.max(0, limit - usage));
  return {
    'RateLimit-Limit-Month': String(limit),
    'RateLimit-Remaining-Month': remaining,
    'X-RateLimit-Limit-Month': String(limit),
    'X-RateLimit-Remaining-Month': remaining,
  };
}
