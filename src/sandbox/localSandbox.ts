import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { isCode } from '../keyring/lock.ts';
import type { Sandbox } from './server/start.ts';

/** The sandbox that this window runs, if it does. */
export interface LocalSandbox extends Disposable {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @param storage folder in which the sandbox keeps its state between starts */
export function createLocalSandbox(
  parts: Pick<Parts, 'log' | 'openPage' | 'prompts' | 'settings'>,
  storage: string,
): LocalSandbox {
  const { log, openPage, prompts, settings } = parts;
  let running: Sandbox | undefined;
  let starting: Promise<Sandbox> | undefined;

  const announce = async (sandbox: Sandbox | undefined): Promise<void> => {
    running = sandbox;
    settings.announceLocal(sandbox?.url);
    await vscode.commands.executeCommand(
      'setContext',
      'postmanKeyring.sandboxRunning',
      sandbox !== undefined,
    );
  };

  // A restart of the extension host leaves the context of its predecessor behind.
  void announce(undefined);

  return {
    start: async () => {
      if (running) {
        void prompts.tell(`The sandbox is running at ${running.url}.`);
        return;
      }
      // Two quick starts are one.
      if (starting) return;
      starting = start(settings.sandboxPort, settings.sandboxSeed, storage).finally(() => {
        starting = undefined;
      });
      const sandbox = await starting;
      await announce(sandbox);
      log.info(`The sandbox listens at ${sandbox.url}`);
      // Not awaited: the command ends when the sandbox runs, not when the notification is clicked.
      welcome(sandbox.url).catch((error: unknown) => {
        log.error('Welcome to the sandbox', error);
      });
    },
    stop: async () => {
      await running?.close();
      await announce(undefined);
      void prompts.tell('The sandbox has stopped. Its keys stay in the keyring and work again when it runs.');
    },
    dispose: () => {
      void running?.close();
    },
  };

  async function welcome(url: string): Promise<void> {
    const generate = 'Generate API Key';
    const choice = await prompts.tell(
      `A local Postman runs at ${url}. New keys come from it until you stop it.`,
      generate,
      'Open in Browser',
    );
    if (choice === generate) await vscode.commands.executeCommand('postmanKeyring.apiKeys.generate');
    else if (choice !== undefined) await openPage(url);
  }
}

async function start(port: number, seed: 'small' | 'team' | 'huge', storage: string): Promise<Sandbox> {
  await mkdir(storage, { recursive: true });
  // A bundle of its own, loaded only now.
  const { startSandbox } = await import('./server/start.ts');
  try {
    return await startSandbox({ port, seed, stateFile: join(storage, `sandbox-${seed}.json`) });
  } catch (error) {
    if (!isCode(error, 'EADDRINUSE')) throw error;
    throw new KnownProblem(
      `Port ${port} is taken, perhaps by a sandbox in another window. Stop that one, or set another port.`,
      {
        title: 'Open Settings',
        run: () =>
          vscode.commands.executeCommand('workbench.action.openSettings', 'postmanKeyring.sandbox.port'),
      },
    );
  }
}
