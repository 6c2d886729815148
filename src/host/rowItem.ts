import * as vscode from 'vscode';
import { cellText } from './cellText.ts';

/** A row of a view in pure words and ids, as every `row.ts` makes it. */
export interface RowWords {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Id of a theme colour; none for rows that need no attention. */
  readonly color: string | undefined;
  /** Words that `when` clauses look for. */
  readonly context: string;
  /** The row as one sentence, for screen readers. */
  readonly spoken: string;
}

/** A row as VS Code draws it, without a tooltip. */
export function rowItem(
  id: string,
  { label, description, icon, color, context, spoken }: RowWords,
  state = vscode.TreeItemCollapsibleState.None,
): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, state), {
    id,
    description,
    iconPath: new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color)),
    contextValue: context,
    accessibilityInformation: { label: spoken },
  });
}

/**
 * A heading over a table of titles and values. Names come from outside: `appendText` keeps them text, and the Markdown
 * is not trusted.
 */
export function tableTooltip(
  heading: string,
  lines: readonly { readonly title: string; readonly value: string }[],
): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(cellText(heading)).appendMarkdown('**\n\n| | |\n|:--|:--|\n');
  for (const { title, value } of lines) {
    markdown.appendMarkdown(`| ${title} | `).appendText(cellText(value)).appendMarkdown(' |\n');
  }
  return markdown;
}
