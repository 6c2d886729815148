import type { Parts } from '../host/parts.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import * as vscode from 'vscode';
import type { StoredKey } from '../keyring/apiKey.ts';
import { rowOf } from './row.ts';

type Choosing = Pick<Parts, 'keyring' | 'activeKey' | 'prompts'>;

/** The key a command is about: the row it was run on, else the one that is picked. */
export async function chooseKey(parts: Choosing, argument: unknown, title: string): Promise<StoredKey> {
  return keyOf(parts, argument) ?? pickKey(parts, title);
}

/** The key a command uses: the row it was run on, else the active one, else the one that is picked. */
export async function keyToUse(parts: Choosing, argument: unknown, title: string): Promise<StoredKey> {
  return keyOf(parts, argument) ?? parts.activeKey.current ?? pickKey(parts, title);
}

function keyOf({ keyring }: Choosing, argument: unknown): StoredKey | undefined {
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  return typeof argument.id === 'string' ? keyring.find(argument.id) : undefined;
}

async function pickKey({ keyring, activeKey, prompts }: Choosing, title: string): Promise<StoredKey> {
  const { keys } = keyring;
  if (keys.length === 0) {
    throw new KnownProblem(
      'There is no API key in the keyring yet.',
      ...[
        {
          title: 'Generate API Key',
          run: () => vscode.commands.executeCommand('postmanKeyring.apiKeys.generate'),
        },
        {
          title: 'Add Existing Key',
          run: () => vscode.commands.executeCommand('postmanKeyring.apiKeys.add'),
        },
      ],
    );
  }
  const choices = keys.map((key) => {
    const row = rowOf(key, activeKey.current?.id === key.id, Date.now());
    return {
      label: `$(${row.icon}) ${iconless(row.label)}`,
      description: iconless(`${row.description} · ${row.owner}`),
      value: key,
    };
  });
  return prompts.pick(choices, { title, placeHolder: 'Choose an API key' });
}

/** Labels of quick picks turn `$(name)` into an icon, which a name from outside must not. */
export function iconless(text: string): string {
  return text.replaceAll('$(', '$ (');
}
