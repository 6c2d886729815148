import type { MiddlewareHandler } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { answer, invalidApiKey, rateLimited, serviceLimitExhausted } from './problems.ts';
import { monthHeaders, perUser, rateHeaders, retryAfterSeconds, retryHeaders } from './rateLimits.ts';
import type { Limit } from './rateLimits.ts';

/** Who is calling, by the key alone. */
export function authenticate(postman: LocalPostman, refusal = invalidApiKey): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const key = postman.keys.use(c.req.header('X-Api-Key') ?? '', postman.clock.now());
    const person = key && postman.world.people.find((one) => one.id === key.userId);
    if (person === undefined) return answer(c, refusal);
    postman.save();
    c.set('person', person);
    await next();
    return undefined;
  };
}

/** The monthly quota of the team, the person's calls in a minute and, for the heavy lists, the ten in ten seconds. */
export function limitCalls(
  postman: LocalPostman,
  own?: { name: string; limit: Limit },
): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const { accounts, limits, clock } = postman;
    const now = clock.now();
    const user = String(c.get('person').id);
    if (accounts.monthlyUsage >= accounts.monthlyLimit) return answer(c, serviceLimitExhausted);
    const general = limits.take(user, perUser, now);
    const special = own && limits.take(`${user} ${own.name}`, own.limit, now);
    const tightest = special && (general.allowed || !special.allowed) ? special : general;
    for (const [name, value] of Object.entries(rateHeaders(tightest, now))) c.header(name, value);
    if (!tightest.allowed) {
      const wait = retryHeaders(retryAfterSeconds(tightest, now));
      for (const [name, value] of Object.entries(wait)) c.header(name, value);
      return answer(c, rateLimited);
    }
    accounts.monthlyUsage += 1;
    const month = monthHeaders(accounts.monthlyLimit, accounts.monthlyUsage);
    for (const [name, value] of Object.entries(month)) c.header(name, value);
    await next();
    return undefined;
  };
}
