import type { Memento } from '../../keyring/activeKey.ts';

/** In the workspace's state, which no file of the workspace can write. */
export const slot = 'allTerminals';

/** Whether the person wanted the key in all terminals of this workspace. */
export function isWantedInAll(workspaceState: Memento): boolean {
  return workspaceState.get(slot) === true;
}
