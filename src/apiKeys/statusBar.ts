import * as vscode from 'vscode';
import type { Parts } from '../host/parts.ts';
import { stateOf, type KeyState } from '../keyring/state.ts';
import { iconless } from './chooseKey.ts';
import { wordOf } from './row.ts';

const quiet: readonly KeyState[] = ['active', 'unverified'];
const grave: readonly KeyState[] = ['refused', 'missing'];

/** The active key's name and state at the foot of the window. */
export function registerStatusBar({
  activeKey,
  settings,
}: Pick<Parts, 'activeKey' | 'settings'>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'postmanKeyring.activeKey',
    vscode.StatusBarAlignment.Right,
    90,
  );
  item.name = 'Postman API Key';
  item.command = 'postmanKeyring.apiKeys.showKeys';
  const show = (): void => {
    const key = activeKey.current;
    const state = key && stateOf(key, Date.now());
    const mode = settings.statusBar;
    if (!key || !state || mode === 'never' || (mode === 'trouble' && quiet.includes(state))) {
      item.hide();
      return;
    }
    const word = wordOf(state);
    item.text = `$(key) ${iconless(key.name)}${state === 'active' ? '' : `: ${word}`}`;
    item.accessibilityInformation = { label: `Postman API key ${key.name}, ${word}` };
    // Plain text: the name comes from outside.
    item.tooltip = `Postman API key in use: ${key.name} (${word})\nClick for keys and actions`;
    item.backgroundColor = backgroundOf(state);
    item.show();
  };
  show();
  return vscode.Disposable.from(item, activeKey.onDidChange(show), settings.onDidChange(show));
}

function backgroundOf(state: KeyState): vscode.ThemeColor | undefined {
  if (grave.includes(state)) return new vscode.ThemeColor('statusBarItem.errorBackground');
  return state === 'expired' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}
