import * as vscode from 'vscode';
import { iconless } from '../../host/iconless.ts';
import { Cancelled } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { KeyringProblem } from '../../keyring/problem.ts';
import { shortMask } from '../../keyring/shortMask.ts';
import { wordOf } from '../../keyring/words.ts';
import type { Inject } from '../parts.ts';
import { labelOf } from './labels.ts';
import type { Session, Sessions } from './sessions.ts';

type Parts = Pick<Inject, 'keyring' | 'lives' | 'prompts'>;

const title = 'Sign In with a Postman API Key';

/**
 * Begins the session of a key: one of the keyring, or one that the person generates or adds now.
 * @param wanted the id of the key that the editor means already
 * @throws vscode.CancellationError, KeyringProblem
 */
export async function signIn(
  parts: Parts,
  sessions: Pick<Sessions, 'signIn'>,
  wanted: string | undefined,
): Promise<Session> {
  try {
    const id = parts.keyring.keys.some((key) => key.id === wanted) ? wanted : await ask(parts);
    const session = id === undefined ? undefined : await sessions.signIn(id);
    if (!session) throw new KeyringProblem('gone');
    return session;
  } catch (error) {
    throw error instanceof Cancelled ? new vscode.CancellationError() : error;
  }
}

type Way = { readonly id: string } | { readonly command: string };

async function ask(parts: Parts): Promise<string> {
  const { keyring, lives, prompts } = parts;
  const keys = keyring.keys.map((key): Choice<Way> => ({
    label: `$(key) ${labelOf(key)}`,
    description: iconless([wordOf(lives.of(key)), shortMask(key.masked), ...ownerOf(key)].join(' · ')),
    value: { id: key.id },
  }));
  const others: (Choice<Way> | vscode.QuickPickItem)[] = [
    ...(keys.length > 0 ? [{ label: '', kind: vscode.QuickPickItemKind.Separator }] : []),
    { label: '$(add) Generate API Key…', value: { command: 'postmanKeyring.apiKeys.generate' } },
    { label: '$(clippy) Add Existing Key…', value: { command: 'postmanKeyring.apiKeys.add' } },
  ];
  const way = await prompts.pick<Way>([...keys, ...others], { title, placeHolder: 'Choose an API key' });
  return 'id' in way ? way.id : newKey(parts, way.command);
}

/** What the label keeps to itself, for the eyes of the person alone. */
function ownerOf({ account }: StoredKey): string[] {
  return [account?.email ?? '', account?.teamName ?? ''].filter((text) => text !== '');
}

/** The key that comes with a command. Not all that a command says afterwards is waited for. */
async function newKey({ keyring }: Parts, command: string): Promise<string> {
  const before = new Set(keyring.keys.map(({ id }) => id));
  const added = (): StoredKey | undefined => keyring.keys.find(({ id }) => !before.has(id));
  const { promise: came, resolve } = Promise.withResolvers<undefined>();
  const subscription = keyring.onDidChange(() => {
    if (added()) resolve(undefined);
  });
  try {
    await Promise.race([came, vscode.commands.executeCommand(command)]);
    const key = added();
    // The command has said already what went wrong.
    if (!key) throw new Cancelled();
    return key.id;
  } finally {
    subscription.dispose();
  }
}
