import { Hono } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { authenticate, limitCalls } from './authenticate.ts';
import { getCollection, listCollections } from './collections.ts';
import { me } from './me.ts';
import { heavyList } from './rateLimits.ts';
import { getUser, listUsers } from './users.ts';
import { getWorkspace, listWorkspaces } from './workspaces.ts';

export function apiRoutes(postman: LocalPostman): Hono<SandboxEnv> {
  const { world } = postman;
  const known = authenticate(postman);
  const calls = limitCalls(postman);
  const listCalls = (name: string): typeof calls => limitCalls(postman, { name, limit: heavyList });

  const app = new Hono<SandboxEnv>();
  app.get('/me', known, calls, (c) => c.json(me(postman, c.get('person'))));
  app.get('/users', known, calls, (c) => listUsers(c, world));
  app.get('/users/:userId', known, calls, (c) => getUser(c, world, c.req.param('userId')));
  app.get('/workspaces', known, listCalls('workspaces'), (c) => listWorkspaces(c, world));
  app.get('/workspaces/:workspaceId', known, listCalls('workspace'), (c) =>
    getWorkspace(c, world, c.req.param('workspaceId')),
  );
  app.get('/collections', known, listCalls('collections'), (c) => listCollections(c, world));
  app.get('/collections/:collectionId', known, calls, (c) =>
    getCollection(c, world, c.req.param('collectionId')),
  );
  return app;
}
