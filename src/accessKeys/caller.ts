import * as vscode from 'vscode';
import { KnownProblem, type WayOut } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import type { ApiKey } from '../postman/credential.ts';
import { regionOf, type Region } from '../postman/region.ts';

/** The API key that asks Postman, for the moment of its use. */
export interface Caller {
  readonly stored: StoredKey;
  readonly key: ApiKey;
  readonly region: Region;
}

/** The active API key. @throws KnownProblem when there is none; KeyringProblem when its secret is not at hand */
export async function activeCaller({
  activeKey,
  keyring,
}: Pick<Parts, 'activeKey' | 'keyring'>): Promise<Caller> {
  const stored = activeKey.current;
  if (!stored) throw noActiveKey({ keyring });
  const region = regionOf(stored.region);
  if (!region) throw new KeyringProblem('gone');
  return { stored, region, key: await keyring.secretOf(stored.id) };
}

export function noActiveKey({ keyring }: Pick<Parts, 'keyring'>): KnownProblem {
  const [title, verb] =
    keyring.keys.length === 0 ? ['Generate API Key', 'generate'] : ['Set Active Key', 'setActive'];
  return new KnownProblem('No API key is in use, and this needs one to ask Postman with.', runs(title, verb));
}

function runs(title: string, verb: string): WayOut {
  return { title, run: () => vscode.commands.executeCommand(`postmanKeyring.apiKeys.${verb}`) };
}
