import * as vscode from 'vscode';
import { registerAccessKeys } from './accessKeys/index.ts';
import type { AccessKeyParts } from './accessKeys/parts.ts';
import type { Api } from './api.ts';
import { registerApiKeys } from './apiKeys/index.ts';
import type { checkHealth } from './expiry/health.ts';
import { registerExpiry } from './expiry/index.ts';
import { createAsked } from './host/asked.ts';
import { createClipboard } from './host/clipboard.ts';
import { registerHealing } from './host/healing.ts';
import { Cancelled } from './host/knownProblem.ts';
import { createLog } from './host/log.ts';
import type { Parts } from './host/parts.ts';
import { createNotices } from './host/notices.ts';
import { prompts } from './host/prompts.ts';
import { commandIdsOf } from './host/manifest.ts';
import { createSettings } from './host/settings.ts';
import { ActiveKey } from './keyring/activeKey.ts';
import { Clock } from './keyring/clock.ts';
import { createLives } from './keyring/lives.ts';
import { openStores } from './keyring/open.ts';
import { KeyringProblem } from './keyring/problem.ts';
import { lazyListing } from './keyring/lazyListing.ts';
import { lazyProof } from './keyring/lazyProof.ts';
import type { ClientOptions } from './postman/client.ts';
import { lazyClient } from './postman/lazyClient.ts';
import { registerInject } from './inject/index.ts';
import type { Extensions } from './inject/extensions/index.ts';
import type { Inject } from './inject/parts.ts';
import { registerSandbox } from './sandbox/index.ts';

/** In a test run the shared parts too, so that tests can answer prompts and look at the keyring. */
export interface TestApi extends Api {
  readonly parts: Parts;
  readonly accessKeys: AccessKeyParts;
  readonly inject: Inject;
  /** Of other extensions with the keys, which they get after the editor has asked the person. */
  readonly extensions: () => Promise<Extensions>;
  /** The very classes: tests are bundled apart and have ones of their own. */
  readonly Cancelled: typeof Cancelled;
  readonly KeyringProblem: typeof KeyringProblem;
  readonly checkHealth: typeof checkHealth;
  /** The extension's storage folder, which all windows share. */
  readonly storage: string;
}

/** Builds the shared parts, then registers one capability a line. No network, and no secret is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<Api | TestApi> {
  const storage = context.globalStorageUri;
  const log = createLog(vscode.window.createOutputChannel('Postman Keyring', { log: true }));
  const settings = createSettings();
  const { keyring, keptKeys } = await openStores(context.secrets, storage.fsPath);
  const activeKey = new ActiveKey(keyring, context.globalState, context.workspaceState, settings);
  const clock = new Clock();
  const options: ClientOptions = {
    customAddress: () => settings.customAddress,
    log: (line) => {
      log.info(line);
    },
    onServerTime: ({ id }, serverTime, receivedAt) => {
      clock.note(id, serverTime, receivedAt);
    },
  };
  const client = lazyClient({
    ...options,
    onLongWait: async (seconds) => {
      const answer = await prompts.warn(
        `Postman asks to wait ${Math.ceil(seconds)} seconds.`,
        'Wait',
        'Stop',
      );
      return answer === 'Wait';
    },
  });
  const quietClient = lazyClient({ ...options, isSingle: true });
  const listing = lazyListing({ activeKey, keptKeys, keyring, log, client: quietClient });
  const parts: Parts = {
    ...listing,
    activeKey,
    client,
    clock,
    keptKeys,
    keyring,
    log,
    prompts,
    settings,
    clipboard: createClipboard(),
    notices: createNotices(),
    commandIds: commandIdsOf(context.extension.packageJSON),
    lives: createLives(clock, () => settings.rules),
    quietClient,
    proof: lazyProof(keyring, client),
    quietProof: lazyProof(keyring, quietClient),
    asked: createAsked(context.globalState),
    openPage: async (address) => {
      // The person may decline: then nothing is waited for.
      if (!(await vscode.env.openExternal(vscode.Uri.parse(address, true)))) throw new Cancelled();
    },
  };
  atEnd.push(async () => parts.clipboard.settle());
  context.subscriptions.push(log, settings, clock, keyring, keptKeys, listing, activeKey, parts.clipboard);
  const accessKeys = registerAccessKeys(parts, context);
  const inject = registerInject(parts, context);
  context.subscriptions.push(
    registerApiKeys(parts),
    accessKeys,
    registerExpiry(parts, context),
    inject,
    registerSandbox(parts, storage),
  );
  context.subscriptions.push(registerHealing(parts));
  // The editor looks for what it started this extension for as soon as this has ended, and only then.
  const told =
    (what: string) =>
    (error: unknown): void => {
      log.error(what, error);
    };
  await Promise.all([
    Promise.all([keyring.load(), keptKeys.load()]).catch(told('Reading the cards')),
    inject.extensions().catch(told('Putting keys to work')),
  ]);
  const api: Api = { version: 1, getApi: async (version) => (await inject.extensions()).getApi(version) };
  // All extensions get this very object: none may put itself between the others and it.
  if (context.extensionMode !== vscode.ExtensionMode.Test) return Object.freeze(api);
  const health = await import('./expiry/health.ts');
  return {
    ...api,
    parts,
    accessKeys: accessKeys.parts,
    inject: inject.inject,
    extensions: inject.extensions,
    Cancelled,
    KeyringProblem,
    checkHealth: health.checkHealth,
    storage: storage.fsPath,
  };
}

/** What is still to be done when the editor ends; VS Code gives `deactivate` no context to keep it in. */
const atEnd: (() => Promise<void>)[] = [];

export async function deactivate(): Promise<void> {
  await Promise.allSettled(atEnd.splice(0).map(async (task) => task()));
}
