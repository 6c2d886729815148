import * as vscode from 'vscode';
import type { Command } from '../host/commands.ts';
import { iconless } from '../host/iconless.ts';
import type { Parts } from '../host/parts.ts';
import type { Choice } from '../host/prompts.ts';
import { isLost } from './condition.ts';
import { rowOf } from './row.ts';

type Action = readonly [command: string, argument?: { readonly id: string }];

/** The keys and what can be done, in one list: what the status bar opens. */
export function showKeys({ activeKey, keyring, lives, prompts }: Parts): Command {
  return async () => {
    const active = activeKey.current;
    const keys = keyring.keys.map((key): Choice<Action> => {
      const life = lives.of(key);
      const row = rowOf(key, key.id === active?.id, life, lives.nowOf(key));
      const missing = isLost(life.state);
      return {
        label: `$(${row.icon}) ${iconless(row.label)}`,
        description: iconless(`${row.description} · ${row.owner}`),
        value: [missing ? 'pasteAgain' : 'setActive', { id: key.id }],
      };
    });
    const action = (icon: string, label: string, ...value: Action): Choice<Action> => ({
      label: `$(${icon}) ${label}`,
      value,
    });
    const separator = (label: string): vscode.QuickPickItem => ({
      label,
      kind: vscode.QuickPickItemKind.Separator,
    });
    const ofActive = active
      ? [
          separator(`“${active.name}”`),
          action('play', 'Send Request…', 'sendRequest', { id: active.id }),
          action('verified', 'Verify', 'verify', { id: active.id }),
          action('copy', 'Copy Key', 'copyKey', { id: active.id }),
          action('sync', 'Regenerate…', 'regenerate', { id: active.id }),
        ]
      : [];
    const [command, argument] = await prompts.pick<Action>(
      [
        separator('Use another key'),
        ...keys,
        ...ofActive,
        separator('Keyring'),
        action('add', 'Generate API Key…', 'generate'),
        action('clippy', 'Add Existing Key…', 'add'),
        action('link-external', 'Open API Keys Page', 'openPage'),
      ],
      { title: 'Postman API Keys', placeHolder: 'Choose a key to use, or an action' },
    );
    await vscode.commands.executeCommand(`postmanKeyring.apiKeys.${command}`, argument);
  };
}
