import * as vscode from 'vscode';
import { KeyringProblem } from '../keyring/problem.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { Cancelled, KnownProblem, type WayOut } from './knownProblem.ts';
import type { Log } from './log.ts';
import { showProblem, type Prompts } from './prompts.ts';

/** What a command does with the arguments VS Code gave it: unknown until the command has looked at them. */
export type Command = (...args: readonly unknown[]) => Promise<void>;

/** Ids as the manifest has them, and what runs for each. */
export type CommandTable = Readonly<Record<string, Command>>;

export interface CommandParts {
  readonly prompts: Prompts;
  readonly log: Log;
}

/** Registers every command of a table under the one wrapper that knows how commands end. */
export function registerCommands(table: CommandTable, parts: CommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(table).map(([id, command]) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        await run(id, async () => command(...args), parts);
      }),
    ),
  );
}

async function run(id: string, command: () => Promise<void>, parts: CommandParts): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof Cancelled || (error instanceof PostmanProblem && error.kind === 'cancelled')) return;
    parts.log.error(id, error);
    // Not awaited: whoever ran the command should not wait for a notification to be clicked.
    void showProblem(
      parts.prompts,
      ...explained(error, async () => run(id, command, parts), parts.log),
    ).catch((failure: unknown) => {
      parts.log.error(id, failure);
    });
  }
}

function explained(error: unknown, again: () => Promise<void>, log: Log): [string, readonly WayOut[]] {
  const retry: WayOut = { title: 'Retry', run: again };
  const showLog: WayOut = {
    title: 'Show Log',
    run: () => {
      log.show();
    },
  };
  if (error instanceof KnownProblem)
    return [error.message, error.waysOut.length > 0 ? error.waysOut : [showLog]];
  if (error instanceof PostmanProblem) {
    const openPage: WayOut = {
      title: 'Open API Keys Page',
      run: async () => vscode.commands.executeCommand('postmanKeyring.apiKeys.openPage'),
    };
    return [error.message, error.kind === 'refused' ? [openPage, retry] : [retry, showLog]];
  }
  if (error instanceof KeyringProblem)
    return [error.message, error.kind === 'duplicate' ? [showLog] : [retry, showLog]];
  return ['Something went wrong in Keyring for Postman. The log says more.', [showLog]];
}
