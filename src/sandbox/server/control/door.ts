import { Hono } from 'hono';
import * as v from 'valibot';
import type { SandboxEnv } from '../env.ts';
import { FaultRule } from '../faults/fault.ts';
import type { LocalPostman } from '../localPostman.ts';
import { limitBody } from '../limitBody.ts';
import { onlyOwnPages } from '../loopback.ts';
import { configure } from '../sandbox.ts';
import { plans } from '../state/accounts.ts';
import { accessKeyControls } from './accessKeyControls.ts';
import { jsonBody } from './jsonBody.ts';

const ClockMove = v.union([
  v.object({ advanceSeconds: v.pipe(v.number(), v.finite()) }),
  v.object({ set: v.pipe(v.string(), v.isoTimestamp()) }),
  v.object({ reset: v.literal(true) }),
]);
const FaultRules = v.union([
  v.array(FaultRule),
  v.pipe(
    FaultRule,
    v.transform((rule) => [rule]),
  ),
]);
const NewKey = v.object({
  user: v.optional(v.union([v.string(), v.number()])),
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)), 'Issued by the sandbox'),
});
const Settings = v.object({
  regenerateKeepsOldKey: v.optional(v.boolean()),
  monthlyUsage: v.optional(v.pipe(v.number(), v.minValue(0))),
  monthlyLimit: v.optional(v.pipe(v.number(), v.minValue(0))),
  allowAccessKeys: v.optional(v.boolean()),
  plan: v.optional(v.picklist(plans)),
  pageSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
});

/** The doors behind the scenes. Their header makes a browser ask first, and nobody here says yes (no CORS). */
export function controlDoor(postman: LocalPostman): Hono<SandboxEnv> {
  const { clock, faults, keys, log } = postman;
  const time = (): object => ({
    now: new Date(clock.now()).toISOString(),
    offsetSeconds: clock.offset / 1000,
  });

  const app = new Hono<SandboxEnv>();
  app.use(onlyOwnPages, limitBody(64 * 1024));
  app.use(async (c, next) => {
    if (c.req.header('X-Sandbox-Control') !== '1') {
      return c.text('Refused: the control door wants the header X-Sandbox-Control: 1.\n', 403);
    }
    c.header('Cache-Control', 'no-store');
    await next();
    return undefined;
  });

  app.get('/clock', (c) => c.json(time()));
  app.post('/clock', async (c) => {
    const move = await jsonBody(c, ClockMove);
    if ('advanceSeconds' in move) clock.advance(move.advanceSeconds * 1000);
    else if ('set' in move) clock.set(Date.parse(move.set));
    else clock.reset();
    postman.save();
    return c.json(time());
  });

  app.get('/faults', (c) => c.json({ faults: faults.list() }));
  app.put('/faults', async (c) => {
    const rules = await jsonBody(c, FaultRules);
    faults.clear();
    for (const rule of rules) faults.add(rule);
    return c.json({ faults: faults.list() });
  });
  app.post('/faults', async (c) => {
    for (const rule of await jsonBody(c, FaultRules)) faults.add(rule);
    return c.json({ faults: faults.list() });
  });
  app.delete('/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });

  app.get('/requests', (c) => c.json({ requests: log.list() }));
  app.delete('/requests', (c) => {
    log.clear();
    return c.body(null, 204);
  });

  app.get('/people', (c) => c.json({ people: postman.world.people }));
  app.get('/keys', (c) =>
    c.json({ keys: keys.all().map((key) => ({ ...key, hash: undefined, tail: undefined })) }),
  );
  app.post('/keys', async (c) => {
    const { user, name } = await jsonBody(c, NewKey);
    const person = postman.person(user);
    if (person === undefined) return c.text('Nobody in this sandbox is called that.\n', 404);
    return c.json(postman.issueKey(person, name), 201);
  });
  app.post('/keys/:id/revoke', (c) =>
    postman.revokeKey(c.req.param('id')) ? c.body(null, 204) : c.text('No such key.\n', 404),
  );

  app.route('/', accessKeyControls(postman));

  app.put('/settings', async (c) => {
    configure(postman, await jsonBody(c, Settings));
    postman.save();
    return c.body(null, 204);
  });
  app.post('/reset', (c) => {
    postman.reset();
    return c.body(null, 204);
  });
  return app;
}
