import * as vscode from 'vscode';
import { environmentValue, typedValue } from './apiKeyHeader.ts';

/** Offers the environment variable as the value of `X-Api-Key:` in an HTTP file. */
export function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  variableName: string,
): vscode.CompletionItem[] {
  const { text } = document.lineAt(position);
  const value = typedValue(text.slice(0, position.character));
  if (!value) return [];
  const label = environmentValue(variableName);
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Variable);
  // The editor has closed the braces that were opened.
  const [closed = ''] = /^\}*/.exec(text.slice(position.character)) ?? [];
  item.range = new vscode.Range(
    position.translate(0, -value.typed.length),
    position.translate(0, closed.length),
  );
  item.insertText = value.hasBlank ? label : ` ${label}`;
  item.detail = 'the API key, from the environment';
  item.documentation = new vscode.MarkdownString(
    'REST Client reads the environment that the editor was started with: start it with `code .` in a terminal that ' +
      'has the variable. The key stands in no file.',
  );
  return [item];
}
