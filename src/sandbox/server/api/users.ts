import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import { isOutsider } from '../world/access.ts';
import type { Person, World } from '../world/model.ts';
import { answer, badRequest, forbidden, inadequatePermissions, notFound } from './problems.ts';

function teamUser({ id, fullName, username, email, roles, joinedAt }: Person): object {
  return { id, name: fullName, username, email, roles, joinedAt };
}

export function listUsers(c: Context<SandboxEnv>, world: World): Response {
  if (world.team === null) return answer(c, forbidden);
  if (isOutsider(c.get('person'))) return answer(c, inadequatePermissions);
  // No seed has user groups, and Postman answers an unknown group with an empty list.
  const inGroup = c.req.query('groupId') === undefined ? world.people : [];
  return c.json({ data: inGroup.map(teamUser) });
}

export function getUser(c: Context<SandboxEnv>, world: World, userId: string): Response {
  if (!/^\d{1,15}$/.test(userId)) return answer(c, badRequest);
  if (world.team === null) return answer(c, forbidden);
  if (isOutsider(c.get('person'))) return answer(c, inadequatePermissions);
  const person = world.people.find((one) => one.id === Number(userId));
  return person === undefined ? answer(c, notFound) : c.json(teamUser(person));
}
