import { Hono } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { deleteAccessKey, listAccessKeys } from './accessKeys.ts';
import { auditRoutes } from './auditLog.ts';
import { authenticate, limitCalls } from './authenticate.ts';
import { getCollection, listCollections } from './collections.ts';
import { echo } from './echo.ts';
import { environmentRoutes } from './environments.ts';
import { me } from './me.ts';
import { openByAccessKey } from './openByAccessKey.ts';
import { heavyList } from './rateLimits.ts';
import { scannerRoutes } from './secretScanner.ts';
import { getUser, listUsers } from './users.ts';
import { getWorkspace, listWorkspaces } from './workspaces.ts';

export function apiRoutes(postman: LocalPostman): Hono<SandboxEnv> {
  const known = authenticate(postman);
  const calls = limitCalls(postman);
  const listCalls = (name: string): typeof calls => limitCalls(postman, { name, limit: heavyList });

  const app = new Hono<SandboxEnv>();
  app.get('/me', known, calls, (c) => c.json(me(postman, c.get('person'))));
  app.get('/users', known, calls, (c) => listUsers(c, postman.world));
  app.get('/users/:userId', known, calls, (c) => getUser(c, postman.world, c.req.param('userId')));
  app.get('/workspaces', known, listCalls('workspaces'), (c) => listWorkspaces(c, postman.world));
  app.get('/workspaces/:workspaceId', known, listCalls('workspace'), (c) =>
    getWorkspace(c, postman, c.req.param('workspaceId')),
  );
  app.get('/collections', known, listCalls('collections'), (c) => listCollections(c, postman.world));
  app.get('/collections/:collectionId', openByAccessKey(postman), known, calls, (c) =>
    getCollection(c, postman.world, c.req.param('collectionId')),
  );
  app.get('/collection-access-keys', known, calls, (c) => listAccessKeys(c, postman));
  app.delete('/collection-access-keys/:keyId', known, calls, (c) =>
    deleteAccessKey(c, postman, c.req.param('keyId')),
  );
  app.route('/', environmentRoutes(postman));
  app.route('/', auditRoutes(postman));
  app.route('/', scannerRoutes(postman));
  app.all('/echo/*', echo);
  return app;
}
