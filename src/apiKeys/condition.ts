import type { StoredKey } from '../keyring/apiKey.ts';
import type { KeyState } from '../keyring/state.ts';

/** Roles that see *Manage Postman Keys* (facts 2.2). */
const dashboardRoles = ['admin', 'superadmin', 'super-admin', 'super_admin', 'team-admin'];

/** Whether the secret has to be pasted again. */
export function isLost(state: KeyState): boolean {
  return state === 'missing' || state === 'unreadable';
}

export function isAdministrator(key: StoredKey | undefined): boolean {
  return key?.account?.roles.some((role) => dashboardRoles.includes(role.toLowerCase())) ?? false;
}
