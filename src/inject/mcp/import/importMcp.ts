import * as vscode from 'vscode';
import type { Command } from '../../../host/commands.ts';
import { iconless } from '../../../host/iconless.ts';
import { Cancelled, KnownProblem } from '../../../host/knownProblem.ts';
import type { StoredKey } from '../../../keyring/apiKey.ts';
import { shortMask } from '../../../keyring/shortMask.ts';
import { maskApiKey } from '../../../postman/credential.ts';
import { plainText } from '../../../postman/plainText.ts';
import { eu, type Region } from '../../../postman/region.ts';
import type { Inject } from '../../parts.ts';
import type { Finding } from './findings.ts';
import { keepFound } from './keepFound.ts';
import { keptIn } from './kept.ts';
import { lookAround, surroundingsOf } from './lookAround.ts';
import { namesOf } from './names.ts';
import { offerCopies } from './offerCopies.ts';
import { historiesOf } from './places.ts';
import type { Previews } from './preview.ts';
import { takeOut } from './takeOut.ts';
import { endOf, shortPath, waysOn, type WayOn } from './words.ts';

type Importing = Pick<Inject, 'activeKey' | 'keyring' | 'log' | 'prompts' | 'proof' | 'settings'>;

/**
 * Takes keys out of the MCP files of this computer's editors: into the keyring first, then, file by file and as the
 * person agrees, out of the file and its older copies.
 */
export function importMcp(parts: Importing, previews: Previews, globalStorage: string): Command {
  let isUnderWay = false;
  return async () => {
    // Two would change the same files, and show one another's previews.
    if (isUnderWay)
      throw new KnownProblem('An import from mcp.json is under way. Bring it to its end first.');
    isUnderWay = true;
    const { end, ways } = await importAll(parts, previews, globalStorage).finally(() => {
      isUnderWay = false;
    });
    const choice = await parts.prompts.tell(end, ...ways.map((way) => way.title));
    const command = ways.find((way) => way.title === choice)?.command;
    if (command !== undefined) await vscode.commands.executeCommand(command);
  };
}

/** @returns how it ended, in words, and what helps to go on */
async function importAll(
  parts: Importing,
  previews: Previews,
  globalStorage: string,
): Promise<{ readonly end: string; readonly ways: readonly WayOn[] }> {
  const { activeKey, settings } = parts;
  const surroundings = surroundingsOf(globalStorage);
  const { findings, skipped } = await lookAround(surroundings);
  const chosen = await choose(parts, findings);
  if (chosen.length === 0) throw new Cancelled();
  const before = activeKey.current;
  const stored = await keepAll(parts, chosen);
  const names = namesOf(chosen, settings.variableName, activeKey.current?.fingerprint);
  const done: Finding[] = [];
  for (const [file, own] of Map.groupBy(chosen, (one) => one.file))
    if (await takeOut(parts, previews, { file, own, names, stored })) done.push(...own);
  const files = Array.from(new Set(done.map(({ file }) => file)));
  const keys = done.map(({ key }) => key);
  const copies =
    done.length === 0 ? [] : await offerCopies(parts, { files, keys, histories: historiesOf(surroundings) });
  const kept = await keptOf(parts, chosen);
  const now = activeKey.current;
  const end = endOf({
    active: now?.id === before?.id ? undefined : now,
    chosen: stored.size,
    copies,
    done: files,
    kept,
    skipped,
  });
  return { end, ways: waysOn(files) };
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
    title: 'Import from mcp.json',
    ignoreFocusOut: true,
    matchOnDetail: true,
    placeHolder: 'Choose keys; you see each change first',
  });
}

/** @returns the keys in the keyring, by fingerprint */
async function keepAll(
  parts: Importing,
  chosen: readonly Finding[],
): Promise<ReadonlyMap<string, StoredKey>> {
  const stored = new Map<string, StoredKey>();
  await parts.prompts.progress('Putting the keys into the keyring', async (signal) => {
    for (const { file, isOfEu, key } of chosen) {
      const region = regionFor(parts.settings.region, isOfEu);
      stored.set(key.fingerprint, await keepFound(parts, key, region, file.editor, signal));
    }
  });
  return stored;
}

/** @returns how many of the keys the keyring gives now */
async function keptOf({ keyring }: Importing, chosen: readonly Finding[]): Promise<number> {
  const isKept = keptIn(keyring);
  const kept = await Promise.all(
    chosen.map(async ({ key }) => ((await isKept(key)) ? [key.fingerprint] : [])),
  );
  return new Set(kept.flat()).size;
}

/** The region of Postman that a file names, unless the person's own setting is about neither of the two. */
function regionFor(region: Region, isOfEu: boolean): Region {
  return isOfEu && region.id === 'us' ? eu : region;
}
