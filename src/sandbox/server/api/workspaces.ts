import type { Context } from 'hono';
import { createHash } from 'node:crypto';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { uidOfEnvironment } from '../state/environments.ts';
import { uidOf, workspacesOf } from '../world/access.ts';
import type { Workspace, World } from '../world/model.ts';
import {
  answer,
  badWorkspacesRequest,
  invalidElementType,
  invalidWorkspaceType,
  missingElementId,
  workspaceNotFound,
} from './problems.ts';
import type { Problem } from './problems.ts';

const visibilities = ['personal', 'team', 'private', 'public', 'partner'];
const elementTypes = ['collection', 'specification'];

function scimId(userId: number): string {
  return createHash('sha256').update(`scim ${userId}`).digest('hex').slice(0, 48);
}

function typeOf(workspace: Workspace): string {
  return workspace.visibility === 'personal' ? 'personal' : 'team';
}

function listed(workspace: Workspace, withScim: boolean): object {
  const { id, name, visibility, createdBy, about, createdAt, updatedAt } = workspace;
  const scim = withScim ? { scim: { createdBy: scimId(createdBy) } } : {};
  return {
    id,
    name,
    type: typeOf(workspace),
    visibility,
    createdBy: String(createdBy),
    about,
    ...scim,
    createdAt,
    updatedAt,
  };
}

function objection(query: Record<string, string>): Problem | undefined {
  const { type, elementType, elementId, limit, cursor } = query;
  if (type !== undefined && !visibilities.includes(type)) return invalidWorkspaceType;
  if (elementType !== undefined && !elementTypes.includes(elementType)) return invalidElementType;
  if (elementType !== undefined && elementId === undefined) return missingElementId;
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) {
    return badWorkspacesRequest('The limit parameter must be a positive number.');
  }
  if (Number(limit ?? 1) > 100) return badWorkspacesRequest('The limit parameter must not exceed 100.');
  if (cursor !== undefined && rowOf(cursor) === undefined) return badWorkspacesRequest('Invalid cursor');
  return undefined;
}

function cursorOf(workspace: Workspace): string {
  return Buffer.from(String(workspace.row)).toString('base64');
}

function rowOf(cursor: string): number | undefined {
  const row = Buffer.from(cursor, 'base64').toString('utf8');
  return /^\d{1,9}$/.test(row) ? Number(row) : undefined;
}

function filtered(world: World, all: Workspace[], query: Record<string, string>): Workspace[] {
  const { type, createdBy, elementType, elementId } = query;
  const home = world.collections.find((collection) => uidOf(collection) === elementId)?.workspaceId;
  const creators = createdBy?.split(',');
  return all.filter(
    (workspace) =>
      (type === undefined || workspace.visibility === type) &&
      (creators === undefined || creators.includes(String(workspace.createdBy))) &&
      (elementType === undefined || (elementType === 'collection' && workspace.id === home)),
  );
}

export function listWorkspaces(c: Context<SandboxEnv>, world: World): Response {
  const query = c.req.query();
  const problem = objection(query);
  if (problem !== undefined) return answer(c, problem);
  const { limit, cursor, include } = query;
  const from = cursor === undefined ? 0 : (rowOf(cursor) ?? 0);
  const rest = filtered(world, workspacesOf(world, c.get('person')), query).filter(({ row }) => row >= from);
  const page = limit === undefined ? rest : rest.slice(0, Number(limit));
  const workspaces = page.map((workspace) => listed(workspace, include === 'scim'));
  if (limit === undefined) return c.json({ workspaces });
  const next = rest[page.length];
  return c.json({ workspaces, meta: { nextCursor: next === undefined ? '' : cursorOf(next) } });
}

export function getWorkspace(c: Context<SandboxEnv>, postman: LocalPostman, workspaceId: string): Response {
  const { world } = postman;
  const workspace = workspacesOf(world, c.get('person')).find(({ id }) => id === workspaceId);
  if (workspace === undefined) return answer(c, workspaceNotFound);
  const include = c.req.query('include')?.split(',') ?? [];
  const { id, name, about, visibility, createdAt, updatedAt } = workspace;
  const createdBy = String(workspace.createdBy);
  const scim = { createdBy: scimId(workspace.createdBy), updatedBy: scimId(workspace.createdBy) };
  const collections = world.collections
    .filter((collection) => collection.workspaceId === id)
    .map((collection) => ({ id: collection.id, name: collection.name, uid: uidOf(collection) }));
  const environments = postman.environments
    .all()
    .filter((environment) => environment.workspaceId === id)
    .map((one) => ({ id: one.id, name: one.name, uid: uidOfEnvironment(one) }));
  return c.json({
    workspace: {
      id,
      name,
      type: typeOf(workspace),
      description: about,
      visibility,
      createdBy,
      updatedBy: createdBy,
      createdAt,
      updatedAt,
      about,
      // Null says Postman's text for a workspace of no team, a string says its schema: left out.
      ...(include.includes('team') && world.team !== null ? { team: String(world.team.id) } : {}),
      collections,
      environments,
      mocks: [],
      monitors: [],
      apis: [],
      specs: [],
      ...(include.includes('scim') ? { scim } : {}),
    },
  });
}
