import { later, stableMoment, stableUuid } from './ids.ts';
import type { Collection, Person, Workspace } from './model.ts';

/** Shorthands of the seeds: what a seed does not care about is drawn from the names. */
export function person(
  id: number,
  fullName: string,
  roles: readonly string[],
  shown: { username?: string } = {},
): Person {
  const username = shown.username ?? fullName.toLowerCase().replaceAll(' ', '-');
  return {
    id,
    sub: stableUuid(`person ${id}`),
    username,
    email: `${username.replaceAll('-', '.')}@example.com`,
    fullName,
    avatar: id % 3 === 0 ? null : `https://example.com/avatars/${username}.png`,
    roles,
    joinedAt: stableMoment(`person ${id}`),
  };
}

export function workspace(
  row: number,
  given: Pick<Workspace, 'name' | 'about' | 'visibility' | 'createdBy'> & { members?: readonly number[] },
): Workspace {
  const label = `workspace ${row} of ${given.createdBy}`;
  const createdAt = stableMoment(label);
  return { id: stableUuid(label), row, members: [], ...given, createdAt, updatedAt: later(createdAt, label) };
}

export function collection(
  number: number,
  given: Pick<Collection, 'name' | 'subject' | 'ownerId' | 'workspaceId'> & Partial<Collection>,
): Collection {
  const label = `collection ${number} of ${given.workspaceId}`;
  const createdAt = stableMoment(label);
  return {
    id: stableUuid(label),
    description: `Requests about ${given.subject}, with examples of how to call them.`,
    isPublic: false,
    ...given,
    createdAt,
    updatedAt: later(createdAt, label),
  };
}
