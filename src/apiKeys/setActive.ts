import * as vscode from 'vscode';
import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { chooseKey } from './chooseKey.ts';

/** Chooses the key that is used when nobody says which: for this workspace, or everywhere. */
export function setActive(parts: Parts): Command {
  const { activeKey, prompts } = parts;
  return async (argument) => {
    const key = await chooseKey(parts, argument, 'Set Active API Key');
    const inWorkspace =
      vscode.workspace.workspaceFolders !== undefined &&
      (await prompts.pick(
        [
          { label: '$(folder) In this workspace', description: 'other workspaces keep theirs', value: true },
          { label: '$(globe) Everywhere', description: 'unless a workspace chose another', value: false },
        ],
        { title: `Use “${key.name}”`, placeHolder: 'Where should this key be used?' },
      ));
    await (inWorkspace ? activeKey.useInWorkspace(key.id) : activeKey.useEverywhere(key.id));
  };
}
