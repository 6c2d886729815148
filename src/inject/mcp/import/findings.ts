import { readFile, realpath, stat } from 'node:fs/promises';
import { isWithin } from './paths.ts';
import { isCode } from '../../../keyring/lock.ts';
import type { ApiKey } from '../../../postman/credential.ts';
import { unescaped } from '../../requests/masks.ts';
import { keysIn } from './keysIn.ts';
import { pathOf, tokensOf, valueOf } from './jsonc.ts';
import type { Place } from './places.ts';

/** An MCP file as it was read. Its text may have keys in it: it is shown masked only. */
export interface McpFile extends Place {
  /** Its path with links followed. */
  readonly real: string;
  readonly text: string;
}

/** A key in a file. */
export interface Finding {
  readonly file: McpFile;
  readonly key: ApiKey;
  /** The name of the server that it stands at, from outside; `undefined` where it stands elsewhere. */
  readonly server: string | undefined;
  readonly isOfEu: boolean;
}

/** A file that is there and was not looked through, and why, as the end of a sentence. */
export interface Skipped {
  readonly path: string;
  readonly why: string;
}

/** Bytes: `~/.claude.json` has the history of all projects in it. */
const largest = 10 * 1024 * 1024;

/** Keys of one file: nobody has that many, and none of more than that could choose among them. */
const most = 100;

export interface Found {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

/** The keys in the files at these places; one file to which several of them lead is one. */
export async function lookAt(places: readonly Place[]): Promise<Found> {
  const looked = await Promise.all(places.map(look));
  const findings = looked.flatMap((one) => ('why' in one ? [] : one));
  const firsts = new Map(findings.toReversed().map(({ file }) => [file.real, file]));
  return {
    findings: findings.filter(({ file }) => firsts.get(file.real) === file),
    skipped: looked.flatMap((one) => ('why' in one ? [one] : [])),
  };
}

/** The keys that stand in a file, or why it was not looked through; one bad file is nothing to the others. */
export async function look(place: Place): Promise<readonly Finding[] | Skipped> {
  const file = await readPlace(place);
  if (!file) return [];
  if ('why' in file) return file;
  try {
    const keys = keysIn(file.text);
    if (keys.length <= most) return findingsIn(file, keys);
    return { path: place.path, why: `has more than ${most} keys` };
  } catch {
    return { path: place.path, why: 'cannot be looked through' };
  }
}

/** @returns `undefined` where there is no such file */
export async function readPlace(place: Place): Promise<McpFile | Skipped | undefined> {
  const skipped = (why: string): Skipped => ({ path: place.path, why });
  try {
    const real = await realpath(place.path);
    if (place.within !== undefined && !isWithin(await realpath(place.within), real))
      return skipped('leads out of the workspace');
    const { size, ...found } = await statOf(real);
    if (!found.isFile) return skipped('is no file');
    if (size > largest) return skipped('is too large');
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(real));
    return { ...place, real, text };
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
    return skipped(isCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA') ? 'is no text' : 'cannot be read');
  }
}

/** The keys in a file, each once. */
export function findingsIn(file: McpFile, keys = keysIn(file.text)): Finding[] {
  if (keys.length === 0) return [];
  const tokens = tokensOf(file.text);
  const root = valueOf(tokens);
  const candidates = tokens
    .filter(({ text }) => /pmak|\\u/i.test(text))
    .map((token) => ({ text: unescaped(token.text), path: serverPath(pathOf(token)) }));
  return keys.map((key) => {
    const value = key.secret.reveal();
    const path = candidates
      .filter(({ text }) => text.includes(value))
      .map((one) => one.path)
      .find((one) => one !== undefined);
    return { file, key, server: path?.at(-1), isOfEu: path !== undefined && isOfEu(at(root, path)) };
  });
}

/** The part of a path that leads to a server: `mcpServers › postman`, `projects › /home/maya › mcpServers › postman`. */
function serverPath(path: readonly string[]): readonly string[] | undefined {
  const list = path.findIndex((name) => name === 'servers' || name === 'mcpServers');
  return list === -1 || list + 1 >= path.length ? undefined : path.slice(0, list + 2);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** Only which of Postman's own two regions: an address that stands in a file is not believed. */
function isOfEu(server: unknown): boolean {
  const text = JSON.stringify(server ?? '');
  return /mcp\.eu\.postman\.com|api\.eu\.postman\.com|"--region","eu"|"--region=eu"/.test(text);
}

async function statOf(path: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const found = await stat(path);
  return { size: found.size, isFile: found.isFile() };
}
