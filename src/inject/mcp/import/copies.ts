import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import type { ApiKey } from '../../../postman/credential.ts';
import type { McpFile } from './findings.ts';

/** Bytes; larger ones are not looked through. */
const largest = 64 * 1024 * 1024;

/** What programs and people add to the name of a file for a copy: `.claude.json.backup.1769596532941`, `mcp.json~`. */
const ending = /^(?:~|[.-](?:backup|bak|copy|corrupted|old|orig|save|saved)(?:\W.*)?)$/i;

const listing = v.object({ resource: v.string() });

export interface Search {
  readonly files: readonly Pick<McpFile, 'path' | 'real'>[];
  readonly keys: readonly ApiKey[];
  /** Folders of editors' Local History. */
  readonly histories: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Older copies of files that have one of these keys in them: backups beside the files, and versions in Local History.
 * @throws DOMException `AbortError`
 */
export async function findCopies({ files, histories, keys, signal }: Search): Promise<string[]> {
  const copies: string[] = [];
  const paths = new Set(files.flatMap(({ path, real }) => [path, real]));
  for (const folder of [...besides(paths), ...(await inHistories(histories, paths, signal))])
    for (const name of await readdir(folder.path).catch(() => [])) {
      signal.throwIfAborted();
      const path = join(folder.path, name);
      if (folder.isCopy(name) && !copies.includes(path) && (await hasAny(path, keys))) copies.push(path);
    }
  return copies;
}

/** @returns those that are still there */
export async function deleteCopies(paths: readonly string[], keys: readonly ApiKey[]): Promise<string[]> {
  const left: string[] = [];
  for (const path of paths) {
    // While the person was asked, another program may have put something else in its place.
    if (await hasAny(path, keys)) await rm(path).catch(() => left.push(path));
  }
  return left;
}

interface Folder {
  readonly path: string;
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
    return folders.map((path) => ({ path, isCopy }));
  });
}

/**
 * In Local History each file has a folder of its own, with one file for each version and a listing, which the editor
 * writes some minutes later. A version that is gone is nothing to the editor: it takes what is in the folder
 * (VS Code, `workingCopyHistoryService.ts`).
 */
async function inHistories(
  histories: readonly string[],
  paths: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Folder[]> {
  const wanted = new Set(Array.from(paths, comparable));
  const folders: Folder[] = [];
  for (const history of histories)
    for (const name of await readdir(history).catch(() => [])) {
      signal.throwIfAborted();
      const path = join(history, name);
      const of = await resourceOf(join(path, 'entries.json'));
      if (of === undefined || wanted.has(comparable(of)))
        folders.push({ path, isCopy: (version) => version.endsWith('.json') && version !== 'entries.json' });
    }
  return folders;
}

/** The path of the file that a folder of Local History is of; `undefined` where that is not known. */
async function resourceOf(path: string): Promise<string | undefined> {
  try {
    const { resource } = v.parse(listing, JSON.parse(await readFile(path, 'utf8')));
    // Whatever its scheme: settings of the user and files of a remote host have others than `file`.
    return decodeURIComponent(new URL(resource).pathname);
  } catch {
    return undefined;
  }
}

/** A path as an address has it. What is found too much by small letters is of no harm: it is looked for a key. */
function comparable(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** Whether it is a file, and one of the keys stands in it. */
async function hasAny(path: string, keys: readonly ApiKey[]): Promise<boolean> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > largest) return false;
    const content = await readFile(path);
    return keys.some(({ secret }) => content.includes(secret.reveal()));
  } catch {
    return false;
  }
}
