import { homedir } from 'node:os';
import { sep } from 'node:path';
import { plainText } from '../../../postman/plainText.ts';
import { isSpare, type Copy } from './copies.ts';
import type { McpFile, Skipped } from './findings.ts';

/** A path as people write it: from their home on. */
export function shortPath(path: string, home = homedir()): string {
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}

/** A key that is taken out of a file. */
export interface Taken {
  /** Its name in the keyring. */
  readonly name: string;
  readonly isActive: boolean;
  /** What stands in its place; empty for one that was only in comments or the defaults of inputs. */
  readonly reference: string;
  /** The variable that the editor takes it from, where it does that. */
  readonly variable: string | undefined;
}

/**
 * What becomes of the servers in a file when the keys are taken out of it.
 * @param usual the variable that the keyring's ways set
 */
export function consequenceOf(
  { editor, reference }: Pick<McpFile, 'editor' | 'reference'>,
  taken: readonly Taken[],
  usual: string,
): string {
  const instead = taken
    .map((one) =>
      one.reference === ''
        ? `Nothing stands in the place of ${named(one)}: it was in a comment, or the default of an input.`
        : `In the place of ${named(one)} stands ${one.reference}.`,
    )
    .join('\n');
  const next = {
    input:
      `${editor} asks for the key when the server starts the next time, and keeps it in its own secret storage. ` +
      'The keyring’s servers need no such thing: see Choose MCP Servers.',
    env: fromEnvironment(editor, taken, usual),
    shell: fromEnvironment(editor, taken, usual),
    none: `${editor} knows no reference to a key elsewhere: these servers will not work there until you enter a key again.`,
  }[reference];
  // Where nothing refers to a key, nothing asks for it either.
  const then = taken.some((one) => one.reference !== '') ? [next] : [];
  return [instead, ...then, 'The keyring has the key already, and keeps no copy of the file.'].join('\n\n');
}

/** How an editor is started from a terminal. */
const starts: ReadonlyMap<string, string> = new Map([
  ['Claude Code', 'claude'],
  ['Cursor', 'cursor .'],
  ['Windsurf', 'windsurf .'],
]);

/** Exactly which key each variable must have, and what sets it. */
function fromEnvironment(editor: string, taken: readonly Taken[], usual: string): string {
  const ways = taken.map(({ isActive, name, variable = usual }) => {
    const as = variable === usual ? '' : ` --as ${variable}`;
    const line = `pmkey run --key ${quoted(name)}${as} -- ${starts.get(editor) ?? editor}`;
    if (variable !== usual) return `${line}\nNothing sets ${variable} by itself.`;
    return isActive
      ? `${line}\nA Postman Terminal has it too, as long as it is the active key.`
      : `${line}\nA Postman Terminal has another one: the active key.`;
  });
  const only =
    taken.length > 1 ? ['A program gets one key at a time: servers with another one do not work then.'] : [];
  return [
    `${editor} takes the key from its environment. Quit ${editor}, and start it from a terminal of this editor:`,
    ...ways,
    ...only,
  ].join('\n\n');
}

/** For a line that is pasted into a shell, in which some characters have a meaning even between quotes. */
function quoted(name: string): string {
  return /^[\p{L}\p{N} .,:_@()+-]+$/u.test(name) ? `"${name}"` : 'NAME';
}

function named({ name }: Pick<Taken, 'name'>): string {
  return `“${plainText(name, 60)}”`;
}

export interface End {
  /** How many different keys were chosen. */
  readonly chosen: number;
  /** How many of them the keyring gives: the person may have deleted one meanwhile. */
  readonly kept: number;
  /** Files that were changed. */
  readonly done: readonly Pick<McpFile, 'path'>[];
  /** The key that became active meanwhile. */
  readonly active?: { readonly name: string } | undefined;
  /** Older copies that still have a key; `undefined` where they were not looked for to the end. */
  readonly copies: readonly Copy[] | undefined;
  readonly skipped: readonly Skipped[];
}

/** How it ended, and what the person should think of. */
export function endOf({ active, chosen, copies, done, kept, skipped }: End): string {
  return [
    ...inKeyring(kept, chosen),
    ...(active ? [`${named(active)} is the active key now.`] : []),
    ...(done.length === 0 ? ['No file was changed.'] : [`Taken out of ${shortPaths(done)}.`]),
    ...copiesLeft(copies),
    ...notLooked(skipped),
    ...(done.length === 0
      ? []
      : ['Where such a file was committed, synced or shared, others may have the key: regenerate it.']),
  ].join(' ');
}

function inKeyring(kept: number, chosen: number): string[] {
  if (kept === 0) return [];
  if (kept < chosen) return [`${kept} of ${chosen} keys ${kept === 1 ? 'is' : 'are'} in the keyring.`];
  return [kept === 1 ? 'The key is in the keyring.' : `${kept} keys are in the keyring.`];
}

function copiesLeft(copies: readonly Copy[] | undefined): string[] {
  if (!copies) return ['Older copies were not looked for: the key may stand in the editors’ Local History.'];
  if (copies.length === 0) return [];
  // First those that the person has to look at.
  const shown = copies.toSorted((a, b) => Number(isSpare(a)) - Number(isSpare(b))).slice(0, 3);
  const more = copies.length > 3 ? ` and ${copies.length - 3} more` : '';
  return [`${copiesHave(copies.length)} a key: ${shown.map(lineOf).join(', ')}${more}.`];
}

/** An older copy, and whose it is or why it is kept. */
export function lineOf({ hasOthers, of, path }: Copy): string {
  const whose = of === undefined ? 'may be of another file' : `of ${plainText(shortPath(of))}`;
  const why = hasOthers ? ['has a key that is not in the keyring'] : [];
  return `${plainText(shortPath(path))} (${[whose, ...why].join('; ')})`;
}

/** `1 older copy still has`, `2 older copies still have` */
export function copiesHave(count: number): string {
  return count === 1 ? '1 older copy still has' : `${count} older copies still have`;
}

/** Sentences about what was not looked through. */
export function notLooked(skipped: readonly Skipped[]): string[] {
  return skipped.map(({ path, why }) => `${plainText(shortPath(path))} ${why}.`);
}

function shortPaths(files: readonly Pick<McpFile, 'path'>[]): string {
  return files.map(({ path }) => plainText(shortPath(path))).join(', ');
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
