import { Hono } from 'hono';
import type { Context, MiddlewareHandler } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import type { Trail } from '../state/auditLog.ts';
import { isAdmin } from '../world/access.ts';
import { auditActions } from '../world/auditActions.ts';
import { authenticate, limitCalls } from './authenticate.ts';
import { answer, badAuditRequest, invalidAuditAction, noAuditLog } from './problems.ts';
import type { Problem } from './problems.ts';

const retention = 180 * 86_400_000;
const date = /^\d{4}-\d{2}-\d{2}$/;

function trailOf(postman: LocalPostman, trail: Trail): object {
  const { team } = postman.world;
  const { id, action, actor, subject, at } = trail;
  const person = postman.personEver(actor);
  const name = person?.fullName ?? String(actor);
  const user =
    person === undefined
      ? { id: actor }
      : { id: actor, name, username: person.username, email: person.email };
  return {
    id,
    ip: `192.0.2.${actor % 256}`,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Postman/11',
    action,
    timestamp: new Date(at).toISOString(),
    message: `${name}: ${auditActions[action]} (${subject})`,
    data: {
      actor: { ...user, active: postman.person(actor) !== undefined },
      user,
      ...(team === null ? {} : { team: { id: team.id, name: team.name } }),
      variables: { subject },
    },
  };
}

function objection({ action, since, until, limit, cursor }: Record<string, string>): Problem | undefined {
  if (action !== undefined && !/^[a-z_]+(?:\.[a-z_]+)+$/.test(action)) return invalidAuditAction;
  if (limit !== undefined && !(/^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= 300)) {
    return badAuditRequest('The limit must be a number from 1 to 300.');
  }
  for (const day of [since, until]) {
    if (day !== undefined && !(date.test(day) && Date.parse(day) > 0)) {
      return badAuditRequest('A date must be of the form YYYY-MM-DD.');
    }
  }
  if (offsetOf(cursor) === undefined) return badAuditRequest('Invalid cursor');
  return undefined;
}

/** Where a page starts; nothing for a cursor that is none. */
export function offsetOf(cursor = ''): number | undefined {
  if (cursor === '') return 0;
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export function offsetCursor(offset: number): string {
  return Buffer.from(String(offset)).toString('base64');
}

function logs(c: Context<SandboxEnv>, postman: LocalPostman): Response {
  const query = c.req.query();
  const problem = objection(query);
  if (problem !== undefined) return answer(c, problem);
  const { userId, action, since, until, limit = '50', cursor } = query;
  const from = Math.max(postman.clock.now() - retention, since === undefined ? 0 : Date.parse(since));
  const to = until === undefined ? Infinity : Date.parse(until);
  const found = postman.audit
    .all()
    .filter(
      (trail) =>
        trail.at >= from &&
        trail.at < to &&
        (action === undefined || trail.action === action) &&
        (userId === undefined || String(trail.actor) === userId),
    );
  if ((query['orderBy'] ?? query['order_by']) !== 'asc') found.reverse();
  const start = offsetOf(cursor) ?? 0;
  const end = start + Number(limit);
  return c.json({
    trails: found.slice(start, end).map((trail) => trailOf(postman, trail)),
    nextCursor: end < found.length ? offsetCursor(end) : '',
  });
}

/** For the admins of a team on the Enterprise plan; everyone else is refused. */
export function auditRoutes(postman: LocalPostman): Hono<SandboxEnv> {
  const known = authenticate(postman);
  const calls = limitCalls(postman);
  const readers: MiddlewareHandler<SandboxEnv> = async (c, next) => {
    const { accounts, world } = postman;
    const may = world.team !== null && accounts.plan === 'enterprise' && isAdmin(c.get('person'));
    if (!may) return answer(c, noAuditLog);
    await next();
    return undefined;
  };

  const app = new Hono<SandboxEnv>();
  app.get('/audit-actions', known, calls, readers, (c) =>
    c.json(Object.entries(auditActions).map(([name, displayName]) => ({ name, displayName }))),
  );
  app.get('/audit/logs', known, calls, readers, (c) => logs(c, postman));
  return app;
}
