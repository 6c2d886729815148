import type { MiddlewareHandler } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { uidOf } from '../world/access.ts';
import { collectionAnswer } from './collections.ts';
import { answer, collectionNotFound, invalidAccessKey, notOfThisKey, rateLimited } from './problems.ts';
import { perUser, rateHeaders, retryAfterSeconds, retryHeaders } from './rateLimits.ts';

/**
 * `GET /collections/<uid>?access_key=`: a living key opens its one collection, whoever asks, and lives on for another
 * sixty days. At any other collection it is refused, and that does not count as a use.
 */
export function openByAccessKey(postman: LocalPostman): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const secret = c.req.query('access_key');
    if (secret === undefined) {
      await next();
      return undefined;
    }
    const { accessKeys, clock, limits, world } = postman;
    const now = clock.now();
    const key = accessKeys.find(secret, now);
    if (key === undefined) return answer(c, invalidAccessKey);
    const allowance = limits.take(`access key ${key.id}`, perUser, now);
    const wait = allowance.allowed ? {} : retryHeaders(retryAfterSeconds(allowance, now));
    for (const [name, value] of Object.entries({ ...rateHeaders(allowance, now), ...wait })) {
      c.header(name, value);
    }
    if (!allowance.allowed) return answer(c, rateLimited);
    const asked = c.req.param('collectionId');
    if (asked !== key.collectionUid) return answer(c, notOfThisKey);
    accessKeys.use(secret, now);
    postman.save();
    const collection = world.collections.find((one) => uidOf(one) === asked);
    return collection === undefined ? answer(c, collectionNotFound) : collectionAnswer(c, collection);
  };
}
