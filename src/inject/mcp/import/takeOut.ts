import * as vscode from 'vscode';
import { Cancelled, KnownProblem } from '../../../host/knownProblem.ts';
import type { StoredKey } from '../../../keyring/apiKey.ts';
import { plainText } from '../../../postman/plainText.ts';
import type { Inject } from '../../parts.ts';
import type { Finding, McpFile } from './findings.ts';
import { keptIn } from './kept.ts';
import { isSamePath } from './paths.ts';
import type { Previews } from './preview.ts';
import { replaceFile } from './replaceFile.ts';
import { rewrite } from './rewrite.ts';
import { consequenceOf, shortPath, type Taken } from './words.ts';

export interface Taking {
  readonly file: McpFile;
  /** Those of its keys that are to leave it. */
  readonly own: readonly Finding[];
  /** Variables, by the fingerprints of keys. */
  readonly names: ReadonlyMap<string, string>;
  /** The keys in the keyring, by their fingerprints. */
  readonly stored: ReadonlyMap<string, StoredKey>;
}

/**
 * Takes keys out of one file if the person agrees to what it will be; a failure is told, and nothing to the other files.
 * @returns whether the keys are out of it
 */
export async function takeOut(
  {
    activeKey,
    keyring,
    log,
    prompts,
    settings,
  }: Pick<Inject, 'activeKey' | 'keyring' | 'log' | 'prompts' | 'settings'>,
  previews: Previews,
  { file, names, own, stored }: Taking,
): Promise<boolean> {
  try {
    const { real: path, text: before } = file;
    refuseUnsaved(file);
    const keys = own.map(({ key }) => key);
    const { references, text: after } = rewrite(file, keys, names);
    const taken = keys.map(({ fingerprint }, index): Taken => ({
      name: stored.get(fingerprint)?.name ?? '',
      isActive: activeKey.current?.fingerprint === fingerprint,
      reference: references[index] ?? '',
      variable: names.get(fingerprint),
    }));
    await previews.during({ path, before, after }, async () =>
      prompts.confirm(
        `Take the key out of ${plainText(shortPath(file.path))}?`,
        consequenceOf(file, taken, settings.variableName),
        'Take Out',
      ),
    );
    refuseUnsaved(file);
    const kept = await Promise.all(keys.map(keptIn(keyring)));
    if (kept.includes(false)) throw notKept(file);
    await replaceFile(path, before, after);
    return true;
  } catch (error) {
    if (error instanceof Cancelled) return false;
    log.error('Taking a key out of an MCP file', error);
    void prompts.warn(error instanceof KnownProblem ? error.message : failed(file));
    return false;
  }
}

function failed({ path }: McpFile): string {
  return `${path} was left as it is: something went wrong, and the log says more. The key is in the keyring; take it out of the file by hand.`;
}

function notKept({ path }: McpFile): KnownProblem {
  return new KnownProblem(
    `${path} was left as it is: the keyring does not give its key any more. Import again to put it back into the keyring.`,
  );
}

function refuseUnsaved({ path, real }: McpFile): void {
  const isDirty = vscode.workspace.textDocuments.some(
    ({ isDirty: is, uri }) =>
      is &&
      ['file', 'vscode-userdata'].includes(uri.scheme) &&
      [path, real].some((one) => isSamePath(one, uri.fsPath)),
  );
  if (isDirty)
    throw new KnownProblem(
      `${path} has changes that are not saved. Save it, then import again: the key is in the keyring, and still in the file.`,
    );
}
