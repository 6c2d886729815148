import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { lazily } from '../postman/lazily.ts';
import { registerDebug } from './debug/index.ts';
import type { Extensions } from './extensions/index.ts';
import type { Inject } from './parts.ts';

export interface Injecting extends Disposable {
  readonly inject: Inject;
  /** What other extensions get. */
  readonly extensions: () => Promise<Extensions>;
}

/** Puts keys to work: the one place that hands them out, and the ways in. Nothing is loaded before a way is taken. */
export function registerInject(parts: Parts, context: vscode.ExtensionContext): Injecting {
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
  const ways = lazily(async () => {
    const { registerWays } = await import('./ways.ts');
    const registered = registerWays(inject, context);
    if (isOver) registered.dispose();
    else owned.push(registered);
    return registered;
  });
  const start = async (): Promise<void> => {
    await ways();
    if (isOver) return;
    await (await opened()).start();
  };
  // What is behind the ways is waited for by nobody.
  start().catch((error: unknown) => {
    parts.log.error('Starting to put keys to work', error);
  });
  const registered = vscode.Disposable.from(
    // The one way that is registered at once: a launch may be what started the extension.
    registerDebug(inject, context),
    registerCommands(
      'postmanKeyring.inject',
      async (own) => (await import('./commands.ts')).commands(inject, own, context, await opened()),
      parts,
    ),
  );
  return {
    inject,
    extensions: async () => (await ways()).extensions,
    dispose: () => {
      isOver = true;
      registered.dispose();
      for (const part of owned) part.dispose();
    },
  };
}
