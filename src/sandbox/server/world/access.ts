import type { Collection, Person, Workspace, World } from './model.ts';

const outsideRoles = ['guest', 'partner'];
const adminRoles = ['admin', 'super-admin'];

/** Guests and partners: people of another house, who see less. */
export function isOutsider(person: Person): boolean {
  return person.roles.some((role) => outsideRoles.includes(role));
}

export function isAdmin(person: Person): boolean {
  return person.roles.some((role) => adminRoles.includes(role));
}

export function findPerson(world: World, who: string): Person | undefined {
  return world.people.find((person) =>
    [String(person.id), person.username, person.email, person.fullName].includes(who),
  );
}

export function canSee(person: Person, workspace: Workspace): boolean {
  if (workspace.createdBy === person.id) return true;
  switch (workspace.visibility) {
    case 'personal':
      return false;
    case 'team':
      return !isOutsider(person);
    case 'private':
    case 'partner':
      return workspace.members.includes(person.id);
    case 'public':
      return true;
  }
}

export function workspacesOf(world: World, person: Person): Workspace[] {
  return world.workspaces.filter((workspace) => canSee(person, workspace));
}

export function collectionsOf(world: World, person: Person): Collection[] {
  const visible = new Set(workspacesOf(world, person).map((workspace) => workspace.id));
  return world.collections.filter((collection) => visible.has(collection.workspaceId));
}

export function uidOf(collection: Collection): string {
  return `${collection.ownerId}-${collection.id}`;
}
