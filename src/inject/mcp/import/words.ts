import { homedir } from 'node:os';
import { sep } from 'node:path';
import { plainText } from '../../../postman/plainText.ts';
import type { Finding, McpFile } from './findings.ts';

/** A path as people write it: from their home on. */
export function shortPath(path: string, home = homedir()): string {
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}

/** What becomes of the servers in a file when the key is taken out of it. */
export function consequenceOf(
  { editor, reference }: Pick<McpFile, 'editor' | 'reference'>,
  references: readonly string[],
): string {
  const instead = `In its place stands ${references.join(' and ')}.`;
  const next = {
    input:
      `${editor} asks for the key when the server starts the next time, and keeps it in its own secret storage. ` +
      'The keyring’s servers need no such thing: see Choose MCP Servers.',
    env: fromEnvironment(editor),
    shell: fromEnvironment(editor),
    none: `${editor} knows no reference to a key elsewhere: these servers will not work there until you enter a key again.`,
  }[reference];
  return `${instead}\n\n${next}\n\nThe key is in the keyring already, and no copy of the file is kept.`;
}

function fromEnvironment(editor: string): string {
  return `${editor} takes it from its environment: start it from a Postman Terminal, or with pmkey run.`;
}

/** How it ended, and what the person should think of. */
export function endOf(
  chosen: readonly Pick<Finding, 'key'>[],
  done: readonly Pick<McpFile, 'path'>[],
): string {
  const count = new Set(chosen.map(({ key }) => key.fingerprint)).size;
  const kept = count === 1 ? 'The key is in the keyring.' : `${count} keys are in the keyring.`;
  if (done.length === 0) return `${kept} No file was changed.`;
  const files = done.map(({ path }) => plainText(shortPath(path))).join(', ');
  return (
    `${kept} Taken out of ${files}. Where such a file was committed, synced or shared, ` +
    'others may have the key: regenerate it.'
  );
}

export interface WayOn {
  readonly title: string;
  readonly command: string;
}

/** What helps to go on after these files were changed. */
export function waysOn(done: readonly Pick<McpFile, 'reference'>[]): WayOn[] {
  if (done.length === 0) return [];
  const isAny = (...references: readonly string[]): boolean =>
    done.some(({ reference }) => references.includes(reference));
  return [
    ...(isAny('input')
      ? [{ title: 'Choose MCP Servers', command: 'postmanKeyring.inject.chooseMcpServers' }]
      : []),
    ...(isAny('env', 'shell')
      ? [{ title: 'Open Postman Terminal', command: 'postmanKeyring.inject.openTerminal' }]
      : []),
    { title: 'Regenerate', command: 'postmanKeyring.apiKeys.regenerate' },
  ];
}
