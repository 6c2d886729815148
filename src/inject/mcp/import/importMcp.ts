import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Command } from '../../../host/commands.ts';
import { iconless } from '../../../host/iconless.ts';
import { Cancelled, KnownProblem } from '../../../host/knownProblem.ts';
import { shortMask } from '../../../keyring/shortMask.ts';
import { maskApiKey } from '../../../postman/credential.ts';
import { plainText } from '../../../postman/plainText.ts';
import { eu, type Region } from '../../../postman/region.ts';
import type { Inject } from '../../parts.ts';
import { findingsIn, readPlace, type Finding, type McpFile } from './findings.ts';
import { keepFound } from './keepFound.ts';
import { placesOf } from './places.ts';
import type { Previews } from './preview.ts';
import { replaceFile } from './replaceFile.ts';
import { rewrite } from './rewrite.ts';
import { consequenceOf, endOf, shortPath, waysOn } from './words.ts';

const title = 'Import from mcp.json';

type Importing = Pick<Inject, 'activeKey' | 'keyring' | 'log' | 'prompts' | 'proof' | 'settings'>;

/**
 * Takes keys out of the MCP files of this computer's editors: into the keyring first, then, file by file and as the
 * person agrees, out of the file.
 */
export function importMcp(parts: Importing, previews: Previews, globalStorage: string): Command {
  const { prompts } = parts;
  return async () => {
    const findings = await lookAround(globalStorage);
    const chosen = await choose(parts, findings);
    if (chosen.length === 0) throw new Cancelled();
    await prompts.progress('Putting the keys into the keyring', async (signal) => {
      for (const { file, isOfEu, key } of chosen)
        await keepFound(parts, key, regionFor(parts.settings.region, isOfEu), file.editor, signal);
    });
    const done: McpFile[] = [];
    for (const [file, own] of Map.groupBy(chosen, (one) => one.file))
      if (await takeOut(parts, previews, file, own)) done.push(file);
    const choice = await prompts.tell(endOf(chosen, done), ...waysOn(done).map((way) => way.title));
    const command = waysOn(done).find((way) => way.title === choice)?.command;
    if (command !== undefined) await vscode.commands.executeCommand(command);
  };
}

/** @throws KnownProblem where there is nothing to import, which says what could not be looked through */
async function lookAround(globalStorage: string): Promise<Finding[]> {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  const places = await placesOf({
    globalStorage,
    home: homedir(),
    platform: process.platform,
    environment: process.env,
    folders: folders.flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : [])),
  });
  const read = (await Promise.all(places.map(readPlace))).filter((one) => one !== undefined);
  const findings = read.flatMap((one) => ('text' in one ? findingsIn(one) : []));
  if (findings.length > 0) return findings;
  const skipped = read.flatMap((one) => ('why' in one ? [` ${shortPath(one.path)} ${one.why}.`] : []));
  throw new KnownProblem(
    `No API key stands in the MCP files of this computer’s editors.${skipped.join('')}`,
    {
      title: 'Choose MCP Servers',
      run: async () => vscode.commands.executeCommand('postmanKeyring.inject.chooseMcpServers'),
    },
  );
}

async function choose(
  { keyring, prompts }: Importing,
  findings: readonly Finding[],
): Promise<readonly Finding[]> {
  const choices = findings.map((value) => {
    const { file, key, server } = value;
    const known = keyring.findSame(key);
    const what = [shortMask(maskApiKey(key)), ...(known ? [`in the keyring as “${known.name}”`] : [])];
    return {
      label: iconless(`${file.editor}: ${plainText(server ?? 'outside of the servers', 60)}`),
      description: iconless(what.join(' · ')),
      detail: iconless(plainText(shortPath(file.path))),
      picked: true,
      value,
    };
  });
  return prompts.pickMany(choices, {
    title,
    ignoreFocusOut: true,
    matchOnDetail: true,
    placeHolder: 'Choose the keys to take into the keyring. You see each change of a file before it is made',
  });
}

/** The region of Postman that a file names, unless the person's own setting is about neither of the two. */
function regionFor(region: Region, isOfEu: boolean): Region {
  return isOfEu && region.id === 'us' ? eu : region;
}

/** @returns whether the keys are out of the file */
async function takeOut(
  { log, prompts }: Importing,
  previews: Previews,
  file: McpFile,
  findings: readonly Finding[],
): Promise<boolean> {
  try {
    const { real: path, text: before } = file;
    refuseUnsaved(path);
    const { references, text: after } = rewrite(
      file,
      findings.map(({ key }) => key),
    );
    await previews.during({ path, before, after }, async () =>
      prompts.confirm(
        `Take the key out of ${plainText(shortPath(file.path))}?`,
        consequenceOf(file, references),
        'Take Out',
      ),
    );
    refuseUnsaved(path);
    await replaceFile(path, before, after);
    return true;
  } catch (error) {
    if (error instanceof Cancelled) return false;
    if (!(error instanceof KnownProblem)) throw error;
    // The other files go on.
    log.error(title, error);
    void prompts.warn(error.message);
    return false;
  }
}

function refuseUnsaved(path: string): void {
  const isDirty = vscode.workspace.textDocuments.some(
    ({ isDirty: is, uri }) => is && uri.scheme === 'file' && uri.fsPath === path,
  );
  if (isDirty)
    throw new KnownProblem(
      `${path} has changes that are not saved. Save it, then import again: the key is in the keyring, and still in the file.`,
    );
}
