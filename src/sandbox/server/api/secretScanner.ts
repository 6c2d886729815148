import { Hono } from 'hono';
import type { Context, MiddlewareHandler } from 'hono';
import type { SandboxEnv } from '../env.ts';
import { secretTypes } from '../keys/exposures.ts';
import type { Exposure } from '../keys/exposures.ts';
import { limitBody } from '../limitBody.ts';
import type { LocalPostman } from '../localPostman.ts';
import { isAdmin } from '../world/access.ts';
import type { Visibility } from '../world/model.ts';
import { offsetCursor, offsetOf } from './auditLog.ts';
import { authenticate, limitCalls } from './authenticate.ts';
import { originOf } from './origin.ts';
import {
  answer,
  badScannerRequest,
  scannerFiltersExclusive,
  scannerNotAdmin,
  scannerNotBought,
  scannerUnauthorized,
} from './problems.ts';
import type { Problem } from './problems.ts';
import { readFilter } from './secretFilter.ts';
import type { SecretFilter } from './secretFilter.ts';

interface Range {
  readonly start: number;
  readonly limit: number;
  readonly from: number;
  readonly to: number;
}

/** The query of both lists, or the name of the parameter that is no good. */
function rangeOf({ limit = '10', cursor, since, until }: Record<string, string>): Range | string {
  if (!/^[1-9]\d{0,2}$/.test(limit)) return 'limit';
  const start = offsetOf(cursor);
  if (start === undefined) return 'cursor';
  const from = since === undefined ? 0 : Date.parse(since);
  const to = until === undefined ? Infinity : Date.parse(until);
  if (Number.isNaN(from) || from > to) return 'since';
  if (Number.isNaN(to)) return 'until';
  return { start, limit: Number(limit), from, to };
}

function pageOf<T>(all: readonly T[], { start, limit }: Range): { page: T[]; nextCursor: string | null } {
  const end = start + limit;
  return { page: all.slice(start, end), nextCursor: end < all.length ? offsetCursor(end) : null };
}

/** Postman's list of visibilities for this has no word for a workspace shared with partners. */
function visibilityOf(visibility: Visibility | undefined): string {
  return visibility === undefined || visibility === 'partner' ? 'private' : visibility;
}

function inRange({ from, to }: Range): (one: Exposure) => boolean {
  return ({ at }) => at >= from && at <= to;
}

function matches(filter: SecretFilter, visibility: string): (one: Exposure) => boolean {
  const { resolved, secretTypes: types, statuses, workspaceIds, resources, workspaceVisibilities } = filter;
  return (one) =>
    (resolved === undefined || resolved === (one.resolution !== 'ACTIVE')) &&
    (types === undefined || types.includes(secretTypes[one.secretType])) &&
    (statuses === undefined || statuses.some((status) => status === one.resolution)) &&
    (workspaceIds === undefined || workspaceIds.includes(one.workspaceId)) &&
    (resources === undefined || resources.some((resource) => resource.ids?.includes(one.collectionUid))) &&
    (workspaceVisibilities === undefined || workspaceVisibilities.some((one) => one === visibility));
}

async function detected(c: Context<SandboxEnv>, postman: LocalPostman): Promise<Response> {
  const filter = readFilter(await c.req.text());
  if (filter === undefined) return answer(c, badScannerRequest('body'));
  if (filter.workspaceIds !== undefined && filter.resources !== undefined) {
    return answer(c, scannerFiltersExclusive);
  }
  const range = rangeOf(c.req.query());
  if (typeof range === 'string') return answer(c, badScannerRequest(range));
  const visibility = (one: Exposure): string =>
    visibilityOf(postman.world.workspaces.find(({ id }) => id === one.workspaceId)?.visibility);
  const found = postman.exposures
    .filter(inRange(range))
    .filter((one) => matches(filter, visibility(one))(one));
  const secrets = [...Map.groupBy(found, ({ secretId }) => secretId).values()].reverse();
  const { page, nextCursor } = pageOf(secrets, range);
  return c.json({
    meta: {
      limit: range.limit,
      nextCursor,
      ...(c.req.query('include') === 'meta.total' ? { total: secrets.length } : {}),
    },
    data: page.flatMap(([first, ...more]) =>
      first === undefined
        ? []
        : {
            detectedAt: new Date(first.at).toISOString(),
            secretType: first.secretType,
            workspaceVisibility: visibility(first),
            secretHash: first.hash,
            workspaceId: first.workspaceId,
            ...(filter.resources === undefined
              ? {}
              : { resourceType: 'collection', resourceId: first.collectionUid }),
            secretId: first.secretId,
            obfuscatedSecret: first.obfuscated,
            resolution: first.resolution,
            occurrences: 1 + more.length,
          },
    ),
  });
}

function locations(c: Context<SandboxEnv>, postman: LocalPostman, secretId: string): Response {
  const query = c.req.query();
  const range = rangeOf(query);
  if (typeof range === 'string') return answer(c, badScannerRequest(range));
  const { workspaceId, resourceType, cursor = '' } = query;
  if (workspaceId === undefined) return answer(c, badScannerRequest('workspaceId'));
  const all = postman.exposures.filter((one) => one.secretId === secretId && one.workspaceId === workspaceId);
  const [first] = all;
  if (first === undefined) return answer(c, badScannerRequest('secretId'));
  const found = all
    .filter(inRange(range))
    .filter(() => resourceType === undefined || resourceType === 'collection');
  const { page, nextCursor } = pageOf(found, range);
  return c.json({
    data: page.map(({ leakedBy, location, collectionUid, at }) => ({
      isResourceDeleted: false,
      leakedBy,
      location,
      occurrences: 1,
      parentResourceId: collectionUid,
      resourceId: collectionUid,
      resourceType: 'collection',
      detectedAt: new Date(at).toISOString(),
      url: `${originOf(c)}/collection/${collectionUid}`,
    })),
    meta: {
      activityFeed: [],
      cursor,
      limit: range.limit,
      nextCursor,
      obfuscatedSecret: first.obfuscated,
      secretHash: first.hash,
      secretType: first.secretType,
      total: found.length,
    },
  });
}

function refusalFor({ accounts, world }: LocalPostman, isReader: boolean): Problem | undefined {
  if (world.team === null || accounts.plan !== 'enterprise') return scannerNotBought;
  return isReader ? undefined : scannerNotAdmin;
}

/** For the admins of a team on the Enterprise plan with the add-on, which here come together. */
export function scannerRoutes(postman: LocalPostman): Hono<SandboxEnv> {
  const known = authenticate(postman, scannerUnauthorized);
  const calls = limitCalls(postman);
  const readers: MiddlewareHandler<SandboxEnv> = async (c, next) => {
    const refusal = refusalFor(postman, isAdmin(c.get('person')));
    if (refusal !== undefined) return answer(c, refusal);
    await next();
    return undefined;
  };

  const app = new Hono<SandboxEnv>();
  app.get('/secret-types', known, calls, readers, (c) => {
    const data = Object.entries(secretTypes).map(([name, id]) => ({ name, id, type: 'DEFAULT' }));
    return c.json({ data, meta: { total: data.length } });
  });
  app.post('/detected-secrets-queries', limitBody(64 * 1024), known, calls, readers, async (c) =>
    detected(c, postman),
  );
  app.get('/detected-secrets/:secretId/locations', known, calls, readers, (c) =>
    locations(c, postman, c.req.param('secretId')),
  );
  return app;
}
