import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { lazily } from '../postman/lazily.ts';
import type { Inject } from './parts.ts';

/** Puts keys to work: the one place that hands them out, and the ways in. Nothing is loaded before a way is taken. */
export function registerInject(
  parts: Parts,
  context: vscode.ExtensionContext,
): Disposable & { readonly inject: Inject } {
  const opened = lazily(async () => (await import('./open.ts')).open(parts, context));
  const inject: Inject = {
    ...parts,
    activity: async () => (await opened()).activity,
    handOut: async (way, wish) => (await opened()).handOut(way, wish),
    // Looked up at the call, as every capability does.
    openPage: async (address) => parts.openPage(address),
  };
  const owned: Disposable[] = [];
  let isOver = false;
  const start = async (): Promise<void> => {
    const { registerWays } = await import('./ways.ts');
    if (isOver) return;
    owned.push(registerWays(inject, context));
    await (await opened()).start();
  };
  // Begun at once, since a debug session or a task may be what the window was opened for, and waited for by nobody.
  start().catch((error: unknown) => {
    parts.log.error('Starting to put keys to work', error);
  });
  const registered = vscode.Disposable.from(
    registerCommands(
      'postmanKeyring.inject',
      async (own) => (await import('./commands.ts')).commands(inject, own, context, await opened()),
      parts,
    ),
  );
  return {
    inject,
    dispose: () => {
      isOver = true;
      registered.dispose();
      for (const part of owned) part.dispose();
    },
  };
}
