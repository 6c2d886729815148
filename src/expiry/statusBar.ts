import * as vscode from 'vscode';
import { everyHour } from '../host/everyHour.ts';
import { iconless } from '../host/iconless.ts';
import { cellText } from '../host/cellText.ts';
import type { Parts } from '../host/parts.ts';
import type { Severity } from '../keyring/state.ts';
import { wordOf } from '../keyring/words.ts';
import { livingKeys } from './livingKeys.ts';
import { summaryOf, titleOf, worstOf, type Living } from './row.ts';

const icons: Record<Severity, string> = { ok: 'key', warning: 'warning', error: 'error' };
const backgrounds: Record<Severity, vscode.ThemeColor | undefined> = {
  ok: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

type Watching = Pick<Parts, 'activeKey' | 'clock' | 'keptKeys' | 'keyring' | 'lives' | 'settings'>;

/** The foot of the window: the key in use while all is well, else what is wrong with how many. */
export function registerStatusBar(parts: Watching): vscode.Disposable {
  const { activeKey, clock, keptKeys, settings } = parts;
  const item = vscode.window.createStatusBarItem('postmanKeyring.keys', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Postman Keys';
  const show = (): void => {
    const keys = livingKeys(parts);
    const trouble = summaryOf(keys);
    const mode = settings.statusBar;
    if (keys.length === 0 || mode === 'never' || (mode === 'trouble' && trouble === undefined)) {
      item.hide();
      return;
    }
    const severity = worstOf(keys);
    const text = trouble ?? activeKey.current?.name ?? countOf(keys.length);
    item.text = `$(${icons[severity]}) ${iconless(text)}`;
    item.backgroundColor = backgrounds[severity];
    item.tooltip = tooltipOf(keys, activeKey.current?.id);
    item.accessibilityInformation = { label: `Postman keys: ${text}` };
    item.command =
      trouble === undefined ? 'postmanKeyring.apiKeys.showKeys' : 'postmanKeyring.expiry.showTrouble';
    item.show();
  };
  show();
  return vscode.Disposable.from(
    item,
    activeKey.onDidChange(show),
    keptKeys.onDidChange(show),
    settings.onDidChange(show),
    clock.onDidSkew(show),
    everyHour(show),
    // After a sleep the days have gone by unseen.
    vscode.window.onDidChangeWindowState(show),
  );
}

function countOf(count: number): string {
  return count === 1 ? '1 Postman key' : `${count} Postman keys`;
}

function tooltipOf(keys: readonly Living[], active: string | undefined): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**Postman keys**\n\n| | | |\n|:--|:--|:--|\n');
  for (const { key, life } of keys.slice(0, mostRows)) {
    markdown
      .appendMarkdown('| ')
      .appendText(cellText(titleOf(key)))
      .appendMarkdown(` | ${wordOf(life)} | `);
    markdown.appendText(cellText(key.account?.fullName ?? ''));
    markdown.appendMarkdown(key.id === active ? ' · in use |\n' : ' |\n');
  }
  const rest = keys.length - mostRows;
  if (rest > 0) markdown.appendMarkdown(`| … and ${rest} more | | |\n`);
  return markdown;
}

const mostRows = 12;
