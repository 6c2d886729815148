import { lstat, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import type { ApiKey } from '../../../postman/credential.ts';
import type { McpFile } from './findings.ts';
import type { IsKept } from './kept.ts';
import { keysIn } from './keysIn.ts';

/** Bytes; larger ones are not looked through. */
const largest = 64 * 1024 * 1024;

/** What programs and people add to the name of a file for a copy: `.claude.json.backup.1769596532941`, `mcp.json~`. */
const ending = /^(?:~|[.-](?:backup|bak|copy|corrupted|old|orig|save|saved)(?:\W.*)?)$/i;

/** Of files in windows of this computer, of settings of the user, and of files where the window is a remote one. */
const ownSchemes = /^(?:file|vscode-userdata|vscode-remote):$/;

const listing = v.object({ resource: v.string() });

export interface Search {
  readonly files: readonly Pick<McpFile, 'path' | 'real'>[];
  readonly keys: readonly ApiKey[];
  readonly isKept: IsKept;
  /** Folders of editors' Local History. */
  readonly histories: readonly string[];
  readonly signal: AbortSignal;
}

/** An older copy of a file, which has one of the keys in it. */
export interface Copy {
  /** With the links of its folder followed. */
  readonly path: string;
  /** The path of the file that it is of; `undefined` where that is not known. */
  readonly of: string | undefined;
  /** Whether a key is in it that the keyring does not have, and that may stand nowhere else. */
  readonly hasOthers: boolean;
}

/** Whether nothing is lost with a copy. */
export function isSpare({ hasOthers, of }: Copy): boolean {
  return of !== undefined && !hasOthers;
}

/**
 * Older copies of files that have one of these keys in them: backups beside the files, and versions in Local History.
 * @throws DOMException `AbortError`
 */
export async function findCopies({ files, histories, isKept, keys, signal }: Search): Promise<Copy[]> {
  const copies = new Map<string, Copy>();
  const paths = new Set(files.flatMap(({ path, real }) => [path, real]));
  for (const folder of [...besides(paths), ...(await inHistories(histories, paths, signal))]) {
    const real = await realpath(folder.path).catch(() => folder.path);
    for (const name of await readdir(real).catch(() => [])) {
      signal.throwIfAborted();
      const path = join(real, name);
      if (!folder.isCopy(name) || copies.has(path)) continue;
      const found = await lookInto(path, keys, isKept);
      if (found) copies.set(path, { path, of: folder.of, ...found });
    }
  }
  return Array.from(copies.values());
}

/**
 * Deletes the copies with which nothing is lost.
 * @returns those that are still there
 */
export async function deleteCopies(
  copies: readonly Copy[],
  keys: readonly ApiKey[],
  isKept: IsKept,
): Promise<Copy[]> {
  const left: Copy[] = [];
  for (const copy of copies) {
    // While the person was asked, another program may have put something else in its place.
    const found = await lookInto(copy.path, keys, isKept);
    if (!found) continue;
    const now = { ...copy, ...found };
    const isGone =
      isSpare(now) &&
      (await rm(copy.path).then(
        () => true,
        () => false,
      ));
    if (!isGone) left.push(now);
  }
  return left;
}

interface Folder {
  readonly path: string;
  readonly of: string | undefined;
  readonly isCopy: (name: string) => boolean;
}

function besides(paths: Iterable<string>): Folder[] {
  return Array.from(paths).flatMap((file) => {
    const name = basename(file);
    const isCopy = (other: string): boolean =>
      other.startsWith(name) && ending.test(other.slice(name.length));
    const folder = dirname(file);
    // Claude Code has kept its own in either of these.
    const folders = name === '.claude.json' ? [folder, join(folder, '.claude', 'backups')] : [folder];
    return folders.map((path) => ({ path, of: file, isCopy }));
  });
}

/**
 * In Local History each file has a folder of its own, with one file for each version and a listing, which the editor
 * writes some minutes later: until then nothing says whose they are. A version that is gone is nothing to the editor:
 * it takes what is in the folder (VS Code, `workingCopyHistoryService.ts`).
 */
async function inHistories(
  histories: readonly string[],
  paths: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Folder[]> {
  const wanted = new Map(Array.from(paths, (path) => [comparable(path), path]));
  const folders: Folder[] = [];
  for (const history of histories)
    for (const entry of await readdir(history, { withFileTypes: true }).catch(() => [])) {
      signal.throwIfAborted();
      // A link is of somebody else.
      if (!entry.isDirectory()) continue;
      const path = join(history, entry.name);
      const resource = await resourceOf(join(path, 'entries.json'));
      const of = wanted.get(comparable(resource ?? ''));
      if (of !== undefined || resource === undefined)
        folders.push({
          path,
          of,
          isCopy: (name) => name.endsWith('.json') && name !== 'entries.json',
        });
    }
  return folders;
}

/** The path of the file that a folder of Local History is of; `undefined` where that is not known. */
async function resourceOf(path: string): Promise<string | undefined> {
  try {
    const { resource } = v.parse(listing, JSON.parse(await readFile(path, 'utf8')));
    const { pathname, protocol } = new URL(resource);
    return ownSchemes.test(protocol) ? decodeURIComponent(pathname) : resource;
  } catch {
    return undefined;
  }
}

/** A path as an address has it, and the same for all names of one file. */
function comparable(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^\/+/, '');
  return ['darwin', 'win32'].includes(process.platform) ? plain.toLowerCase() : plain;
}

/** What is in a file; `undefined` where it has none of the keys, or is no file that lies where its path says. */
async function lookInto(
  path: string,
  keys: readonly ApiKey[],
  isKept: IsKept,
): Promise<Pick<Copy, 'hasOthers'> | undefined> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > largest) return undefined;
    if ((await realpath(dirname(path))) !== dirname(path)) return undefined;
    const content = await readFile(path);
    if (!keys.some(({ secret }) => content.includes(secret.reveal()))) return undefined;
    for (const key of keysIn(content.toString())) if (!(await isKept(key))) return { hasOthers: true };
    return { hasOthers: false };
  } catch {
    return undefined;
  }
}
