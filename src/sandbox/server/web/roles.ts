import { isAdmin } from '../world/access.ts';
import type { Person } from '../world/model.ts';

/** Who decides what the team shows to the world. */
export function managesPublic(person: Person): boolean {
  return person.roles.some((role) => role === 'community-manager' || role === 'super-admin');
}

/** A team-mate's collection access key is an admin's to delete. */
export function mayDelete(person: Person, key: { readonly userId: number }): boolean {
  return key.userId === person.id || isAdmin(person);
}
