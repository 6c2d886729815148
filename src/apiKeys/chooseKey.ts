import * as vscode from 'vscode';
import { iconless } from '../host/iconless.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import { isKeyId, rowOf } from './row.ts';

type Choosing = Pick<Parts, 'keyring' | 'activeKey' | 'lives' | 'prompts'>;

/**
 * The key a command is about: the row it was run on, else the one that is picked.
 * @param fits which keys the list offers
 * @throws Cancelled, KnownProblem when there is none; KeyringProblem `gone` for a row whose key was deleted
 */
export async function chooseKey(
  parts: Choosing,
  argument: unknown,
  title: string,
  fits: (key: StoredKey) => boolean = () => true,
): Promise<StoredKey> {
  return keyOf(parts, argument) ?? pickKey(parts, title, fits);
}

/** The key a command uses: the row it was run on, else the active one, else the one that is picked. */
export async function keyToUse(parts: Choosing, argument: unknown, title: string): Promise<StoredKey> {
  return keyOf(parts, argument) ?? parts.activeKey.current ?? pickKey(parts, title, () => true);
}

function keyOf({ keyring }: Choosing, argument: unknown): StoredKey | undefined {
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  const { id } = argument;
  if (typeof id !== 'string' || !isKeyId(id)) return undefined;
  const key = keyring.find(id);
  // Never another key in its place: it may be of another account.
  if (!key) throw new KeyringProblem('gone');
  return key;
}

async function pickKey(
  { keyring, activeKey, lives, prompts }: Choosing,
  title: string,
  fits: (key: StoredKey) => boolean,
): Promise<StoredKey> {
  const { keys } = keyring;
  if (keys.length === 0) {
    throw new KnownProblem(
      'There is no API key in the keyring yet.',
      ...[
        ['Generate API Key', 'generate'],
        ['Add Existing Key', 'add'],
      ].map(([label = '', verb = '']) => ({
        title: label,
        run: () => vscode.commands.executeCommand(`postmanKeyring.apiKeys.${verb}`),
      })),
    );
  }
  const choices = keys.filter(fits).map((key) => {
    const row = rowOf(key, activeKey.current?.id === key.id, lives.of(key), lives.nowOf(key));
    return {
      label: `$(${row.icon}) ${iconless(row.label)}`,
      description: iconless(`${row.description} · ${row.owner}`),
      value: key,
    };
  });
  if (choices.length === 0) throw new KnownProblem('No key needs this now.');
  return prompts.pick(choices, { title, placeHolder: 'Choose an API key' });
}
