import { Hono } from 'hono';
import * as v from 'valibot';
import { originOf } from '../api/origin.ts';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import {
  exposeKey,
  issueAccessKey,
  NotHere,
  somebody,
  somebodyEver,
  someCollection,
} from './accessKeyDoors.ts';
import { jsonBody } from './jsonBody.ts';

const moment = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);
const who = v.union([v.string(), v.number()]);
const NewAccessKey = v.object({ user: v.optional(who), collection: v.optional(v.string()) });
const Change = v.object({
  expiresAt: v.optional(moment),
  lastUsedAt: v.optional(v.nullable(moment)),
  inactive: v.optional(v.boolean()),
  deletedAt: v.optional(v.nullable(moment)),
});
const NewName = v.object({
  collection: v.optional(v.string()),
  name: v.pipe(v.string(), v.maxLength(20_000)),
});
const Presence = v.object({ user: who, present: v.boolean() });
const FoundKey = v.object({
  key: v.pipe(v.string(), v.maxLength(200)),
  workspace: v.optional(v.string()),
  location: v.optional(v.string()),
});

/** The doors to access keys and to what the team's lists say of them. */
export function accessKeyControls(postman: LocalPostman): Hono<SandboxEnv> {
  const { accessKeys } = postman;
  const app = new Hono<SandboxEnv>();
  app.onError((error, c) => {
    if (error instanceof NotHere) return c.text(`${error.message}\n`, 404);
    throw error;
  });

  app.get('/access-keys', (c) =>
    c.json({ keys: accessKeys.all().map((key) => ({ ...key, hash: undefined })) }),
  );
  app.post('/access-keys', async (c) => {
    const asked = await jsonBody(c, NewAccessKey);
    return c.json(issueAccessKey(postman, originOf(c), asked), 201);
  });
  app.patch('/access-keys/:id', async (c) => {
    const { expiresAt, lastUsedAt, inactive, deletedAt } = await jsonBody(c, Change);
    const changed = accessKeys.set(c.req.param('id'), {
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
      ...(inactive === undefined ? {} : { inactive }),
      ...(deletedAt === undefined ? {} : { deletedAt }),
    });
    postman.save();
    return changed ? c.body(null, 204) : c.text('No such access key.\n', 404);
  });
  app.delete('/access-keys/:id', (c) =>
    postman.deleteAccessKey(c.req.param('id')) ? c.body(null, 204) : c.text('No such access key.\n', 404),
  );

  app.post('/names', async (c) => {
    const { collection, name } = await jsonBody(c, NewName);
    postman.rename(someCollection(postman, collection), name);
    return c.body(null, 204);
  });
  app.post('/presence', async (c) => {
    const { user, present } = await jsonBody(c, Presence);
    if (present) postman.restorePerson(somebodyEver(postman, user));
    else postman.removePerson(somebody(postman, user));
    return c.body(null, 204);
  });
  app.post('/exposures', async (c) => {
    exposeKey(postman, await jsonBody(c, FoundKey));
    return c.body(null, 204);
  });
  return app;
}
