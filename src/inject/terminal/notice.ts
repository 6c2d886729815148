import type { State } from './following.ts';

/** The line over the API Keys view for as long as new terminals are to have the key. */
export function noticeOf(state: State, name: string | undefined, variableName: string): string {
  if (name === undefined) return 'New terminals are to have the active key, and no key is active.';
  if (state === 'none') return `New terminals do not have “${name}”: the editor does not have its secret.`;
  if (state === 'taking') return `“${name}” is being read for the new terminals of this workspace.`;
  if (state === 'failed')
    return `New terminals do not have “${name}”: it could not be had. The log says why.`;
  return `New terminals of this workspace have “${name}” in ${variableName}.`;
}
