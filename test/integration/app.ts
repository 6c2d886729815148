import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import type { AccessKeyParts } from '../../src/accessKeys/parts.ts';
import type { TestApi } from '../../src/extension.ts';
import type { Parts } from '../../src/host/parts.ts';
import type { StoredKey } from '../../src/keyring/apiKey.ts';
import { parseApiKey, type ApiKey } from '../../src/postman/credential.ts';
import { regionOf, type Region } from '../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/start.ts';
import { handsOf, type Hands } from './hands.ts';

/** The extension as it runs in this host, a sandbox as its Postman, and a person's hands at the prompts. */
export interface App {
  readonly parts: Parts;
  readonly sandbox: Sandbox;
  readonly region: Region;
  readonly hands: Hands;
  readonly run: (command: string, argument?: unknown) => Promise<void>;
  /** A key of the sandbox's, not in the keyring. */
  readonly issue: (of?: { user?: string; name?: string }) => { id: string; key: ApiKey };
  /** A key that is in the keyring and verified. */
  readonly stored: (name?: string, user?: string) => Promise<{ stored: StoredKey; key: ApiKey; id: string }>;
  /** What the access keys' commands and view stand on. */
  readonly accessKeys: AccessKeyParts;
}

const section = vscode.workspace.getConfiguration('postmanKeyring');

/** Registers the hooks that give every test of a suite a fresh sandbox and an empty keyring. */
export function useApp(seed: 'team' | 'huge' = 'team'): () => App {
  let app: App;
  before(async () => {
    const { accessKeys, parts, Cancelled } = await testApi();
    const sandbox = await startSandbox({ seed });
    await section.update('customUrl', sandbox.url, vscode.ConfigurationTarget.Global);
    await section.update('region', 'custom', vscode.ConfigurationTarget.Global);
    // It would send requests of its own in the middle of a test that counts them.
    await section.update('healthCheck', 'off', vscode.ConfigurationTarget.Global);
    app = makeApp(parts, accessKeys, sandbox, handsOf(parts, Cancelled));
  });
  beforeEach(async () => {
    app.sandbox.reset();
    app.sandbox.faults.clear();
    app.sandbox.forgetRequests();
    app.hands.rest();
    await vscode.env.clipboard.writeText('');
    await emptyKeyring(app.parts);
  });
  afterEach(() => {
    app.hands.check();
  });
  after(async () => {
    await emptyKeyring(app.parts);
    await section.update('region', undefined, vscode.ConfigurationTarget.Global);
    await section.update('customUrl', undefined, vscode.ConfigurationTarget.Global);
    await section.update('healthCheck', undefined, vscode.ConfigurationTarget.Global);
    await app.sandbox.close();
  });
  return () => app;
}

export async function partsOfExtension(): Promise<Parts> {
  return (await testApi()).parts;
}

export async function testApi(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>(`${manifest.publisher}.${manifest.name}`);
  assert.ok(extension);
  return extension.activate();
}

async function emptyKeyring({ keptKeys, keyring }: Parts): Promise<void> {
  for (const { id } of keptKeys.keys) await keptKeys.remove(id);
  for (const { id } of keyring.keys) await keyring.remove(id);
}

function makeApp(parts: Parts, accessKeys: AccessKeyParts, sandbox: Sandbox, hands: Hands): App {
  const region = regionOf(sandbox.url)!;
  const issue: App['issue'] = (of) => {
    const { id, key } = sandbox.issueKey(of);
    return { id, key: parseApiKey(key)! };
  };
  return {
    parts,
    accessKeys,
    sandbox,
    region,
    hands,
    issue,
    run: async (command, argument) => {
      await vscode.commands.executeCommand(`postmanKeyring.${command}`, argument);
    },
    stored: async (name = 'work', user) => {
      const { id, key } = issue({ name, ...(user !== undefined && { user }) });
      const { id: stored } = await parts.keyring.add(key, {
        name,
        region: region.id,
        expiry: { kind: 'unknown' },
      });
      await parts.proof.verify(stored);
      sandbox.forgetRequests();
      return { stored: parts.keyring.find(stored)!, key, id };
    },
  };
}

/** Waits for something that happens by itself, for at most five seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.fail(`still not so after five seconds: ${what}`);
}
