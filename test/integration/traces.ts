import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { until, type App } from './app.ts';

/** Fails when a key stands where people or other programs could read it: in words, documents, tabs, terminals, cards, the log. */
export async function assertNoTrace(app: App, key: string): Promise<void> {
  const { hands, parts, sandbox } = app;
  const body = key.slice(5);
  const places: Record<string, unknown> = {
    words: [hands.heard, hands.asked, hands.pages],
    documents: vscode.workspace.textDocuments.map((document) => [
      document.uri.toString(),
      document.getText(),
    ]),
    tabs: vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
    terminals: vscode.window.terminals.map(({ creationOptions, name }) => [name, creationOptions]),
    cards: parts.keptKeys.keys,
    requests: sandbox.requests(),
    log: await logged(app),
  };
  for (const [place, content] of Object.entries(places))
    assert.ok(!JSON.stringify(content).includes(body), `the key stands in: ${place}`);
}

/** What is in the extension's log by now. */
async function logged({ parts }: App): Promise<string> {
  parts.log.info('The log is read.');
  parts.log.show();
  const text = (): string =>
    vscode.workspace.textDocuments
      .filter(
        ({ uri }) =>
          uri.scheme === 'output' && decodeURIComponent(uri.toString()).includes('Postman Keyring'),
      )
      .map((document) => document.getText())
      .join('');
  await until('the log can be read', () => text().includes('The log is read.'));
  return text();
}
