import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { mustBeOn } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { noneActive, setActive, untrusted } from '../refusals.ts';
import type { AllTerminals } from './allTerminals.ts';

type Asking = Pick<Inject, 'activeKey' | 'prompts' | 'settings'>;

/** Gives every new terminal of this workspace the active key, once the person knows what that means. */
export function useInAllTerminals(
  { activeKey, prompts, settings }: Asking,
  allTerminals: () => Promise<AllTerminals>,
): Command {
  return async () => {
    mustBeOn('allTerminals', settings);
    if (!vscode.workspace.isTrusted) throw untrusted();
    if (!activeKey.current) throw new KnownProblem(noneActive, setActive);
    await prompts.confirm(
      'Use the active key in all new terminals of this workspace?',
      `Every program that you start in one can read it in ${settings.variableName}, tasks included. ` +
        'When VS Code keeps terminals over a restart, it writes their environment, and so the key, to its own files, ' +
        'unless you set terminal.integrated.enablePersistentSessions to false. The Postman Terminal and pmkey leave ' +
        'no such trace.',
      'Use in All Terminals',
    );
    void prompts.tell(await (await allTerminals()).turnOn());
  };
}

/** Takes it away again. */
export function stopAllTerminals(
  { prompts }: Pick<Inject, 'prompts'>,
  allTerminals: () => Promise<AllTerminals>,
): Command {
  return async () => {
    await (await allTerminals()).turnOff();
    void prompts.tell('New terminals no longer have the key. Close those that were opened with it.');
  };
}
