import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from './api.ts';
import { registerApiKeys } from './apiKeys/index.ts';
import { createClipboard } from './host/clipboard.ts';
import { registerHealing } from './host/healing.ts';
import { Cancelled } from './host/knownProblem.ts';
import { createLog } from './host/log.ts';
import type { Parts } from './host/parts.ts';
import { prompts } from './host/prompts.ts';
import { commandIdsOf } from './host/manifest.ts';
import { createSettings } from './host/settings.ts';
import { ActiveKey } from './keyring/activeKey.ts';
import { openCardFolder } from './keyring/cardFolder.ts';
import { Keyring } from './keyring/keyring.ts';
import { createProof } from './keyring/proof.ts';
import { lazyClient } from './postman/lazyClient.ts';
import { registerSandbox } from './sandbox/index.ts';

/** In a test run the shared parts too, so that tests can answer prompts and look at the keyring. */
export interface TestApi extends Api {
  readonly parts: Parts;
  /** The very class that prompts throw: tests are bundled apart and have one of their own. */
  readonly Cancelled: typeof Cancelled;
}

/** Builds the shared parts, then registers one capability a line. No network, and no secret is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<Api | TestApi> {
  const storage = context.globalStorageUri;
  const log = createLog(vscode.window.createOutputChannel('Postman Keyring', { log: true }));
  const settings = createSettings();
  const keyring = new Keyring(context.secrets, await openCardFolder(join(storage.fsPath, 'apiKeys')));
  const activeKey = new ActiveKey(keyring, context.globalState, context.workspaceState);
  const client = lazyClient({
    customAddress: () => settings.customAddress,
    log: (line) => {
      log.info(line);
    },
    onLongWait: async (seconds) => {
      const answer = await prompts.warn(
        `Postman asks to wait ${Math.ceil(seconds)} seconds.`,
        'Wait',
        'Stop',
      );
      return answer === 'Wait';
    },
  });
  const parts: Parts = {
    activeKey,
    client,
    keyring,
    log,
    prompts,
    settings,
    clipboard: createClipboard(),
    commandIds: commandIdsOf(context.extension.packageJSON),
    proof: createProof(keyring, client),
    openPage: async (address) => {
      await vscode.env.openExternal(vscode.Uri.parse(address, true));
    },
  };
  context.subscriptions.push(log, settings, keyring, activeKey, parts.clipboard);
  context.subscriptions.push(registerApiKeys(parts), registerSandbox(parts, storage));
  context.subscriptions.push(registerHealing(parts));
  await keyring.load();
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { version: 1, parts, Cancelled }
    : { version: 1 };
}
