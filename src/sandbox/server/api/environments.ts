import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { NoSuchPlace, uidOfEnvironment } from '../state/environments.ts';
import { workspacesOf } from '../world/access.ts';
import { mayEdit } from '../world/environments.ts';
import type { Environment } from '../world/environments.ts';
import type { Workspace } from '../world/model.ts';
import { authenticate, limitCalls } from './authenticate.ts';
import { readEnvironment, readPatch } from './environmentBody.ts';
import {
  answer,
  badPatch,
  environmentForbidden,
  environmentNotFound,
  environmentNotThere,
  forbidden,
  lengthRequired,
  payloadTooLarge,
} from './problems.ts';

type Ctx = Context<SandboxEnv>;

const mostBytes = 30 * 1024 * 1024;

export function environmentRoutes(postman: LocalPostman): Hono<SandboxEnv> {
  const known = authenticate(postman);
  const calls = limitCalls(postman);
  const app = new Hono<SandboxEnv>();
  app.get('/environments', known, calls, (c) => list(c, postman));
  app.post('/environments', known, calls, withLength, async (c) => create(c, postman));
  app.get('/environments/:id', known, calls, (c) => getOne(c, postman));
  app.patch('/environments/:id', known, calls, withLength, async (c) => patch(c, postman));
  return app;
}

const withLength: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  const length = c.req.header('Content-Length');
  if (length === undefined) return answer(c, lengthRequired);
  if (Number(length) > mostBytes) return answer(c, payloadTooLarge);
  await next();
  return undefined;
};

function homeOf(c: Ctx, { world }: LocalPostman, id: string | undefined): Workspace | undefined {
  return workspacesOf(world, c.get('person')).find((workspace) => workspace.id === id);
}

function found(c: Ctx, postman: LocalPostman): Environment | undefined {
  const environment = postman.environments.get(c.req.param('id') ?? '');
  return environment && homeOf(c, postman, environment.workspaceId) && environment;
}

function shown(environment: Environment): object {
  const { id, name, ownerId, createdAt, updatedAt, values } = environment;
  return { id, name, owner: String(ownerId), createdAt, updatedAt, values };
}

/** An unknown workspace has an empty list, and so has one that is not yours. */
function list(c: Ctx, postman: LocalPostman): Response {
  const workspace = c.req.query('workspace');
  const environments = postman.environments.all().flatMap((environment) => {
    const home = homeOf(c, postman, environment.workspaceId);
    if (!home || (workspace !== undefined && home.id !== workspace)) return [];
    const { id, name, ownerId, createdAt, updatedAt } = environment;
    const uid = uidOfEnvironment(environment);
    const isPublic = home.visibility === 'public';
    return [{ id, name, createdAt, updatedAt, owner: String(ownerId), uid, isPublic }];
  });
  return c.json({ environments });
}

function getOne(c: Ctx, postman: LocalPostman): Response {
  const environment = found(c, postman);
  if (!environment) return answer(c, environmentNotFound);
  const isPublic = homeOf(c, postman, environment.workspaceId)?.visibility === 'public';
  return c.json({ environment: { ...shown(environment), isPublic } });
}

async function create(c: Ctx, postman: LocalPostman): Promise<Response> {
  const person = c.get('person');
  const home = homeOf(c, postman, c.req.query('workspace')) ?? ownWorkspace(c, postman);
  if (!home || !mayEdit(person, home)) return answer(c, forbidden);
  const body = readEnvironment(await c.req.text());
  if ('problem' in body) return answer(c, body.problem);
  const environment = postman.environments.create(
    { ...body, ownerId: person.id, workspaceId: home.id },
    postman.clock.now(),
  );
  const { id, name } = environment;
  return c.json({ environment: { id, name, uid: uidOfEnvironment(environment) } });
}

/** Without a workspace it is the oldest personal one of one's own. */
function ownWorkspace(c: Ctx, { world }: LocalPostman): Workspace | undefined {
  if (c.req.query('workspace') !== undefined) return undefined;
  return world.workspaces.find(
    ({ createdBy, visibility }) => visibility === 'personal' && createdBy === c.get('person').id,
  );
}

async function patch(c: Ctx, postman: LocalPostman): Promise<Response> {
  const environment = found(c, postman);
  if (!environment) return answer(c, environmentNotThere);
  const home = homeOf(c, postman, environment.workspaceId);
  if (!home || !mayEdit(c.get('person'), home)) return answer(c, environmentForbidden);
  const body = readPatch(await c.req.text());
  if ('problem' in body) return answer(c, body.problem);
  try {
    const changed = postman.environments.patch(environment, body.operations, postman.clock.now());
    return c.json({ environment: { ...shown(changed), uid: uidOfEnvironment(changed) } });
  } catch (error) {
    if (!(error instanceof NoSuchPlace)) throw error;
    return answer(c, badPatch('Cannot perform the operation at a path that does not exist'));
  }
}
