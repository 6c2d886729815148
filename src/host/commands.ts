import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import { lazily } from '../postman/lazily.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { Cancelled } from './knownProblem.ts';
import type { Parts } from './parts.ts';
import { showProblem } from './prompts.ts';

/** What a command does with the arguments VS Code gave it: unknown until the command has looked at them. */
export type Command = (...args: readonly unknown[]) => Promise<void>;

/** Ids as the manifest has them, and what runs for each. */
export type CommandTable = Readonly<Record<string, Command>>;

/** Takes on a part that lives as long as the commands, and gives it back. */
export type Own = <T extends Disposable>(part: T) => T;

export type CommandParts = Pick<Parts, 'commandIds' | 'log' | 'prompts'>;

/**
 * Registers every command of the manifest that begins with `prefix`, under the one wrapper that knows how commands
 * end. Their table is loaded when the first of them is run.
 */
export function registerCommands(
  prefix: string,
  load: (own: Own) => Promise<CommandTable>,
  parts: CommandParts,
): vscode.Disposable {
  const owned: Disposable[] = [];
  const tableOf = lazily(async () =>
    load((part) => {
      owned.push(part);
      return part;
    }),
  );
  const command = async (id: string, args: readonly unknown[]): Promise<void> => {
    const table = await tableOf();
    const found = table[id];
    if (!found) throw new Error(`no command ${id}`);
    await found(...args);
  };
  return vscode.Disposable.from(
    ...parts.commandIds
      .filter((id) => id.startsWith(`${prefix}.`))
      .map((id) =>
        vscode.commands.registerCommand(id, async (...args: unknown[]) => {
          await run(id, async () => command(id, args), parts);
        }),
      ),
    {
      dispose: () => {
        for (const part of owned) part.dispose();
      },
    },
  );
}

async function run(id: string, command: () => Promise<void>, parts: CommandParts): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof Cancelled || (error instanceof PostmanProblem && error.kind === 'cancelled')) return;
    parts.log.error(id, error);
    const { explained } = await import('./explained.ts');
    const [message, waysOut] = explained(error, async () => run(id, command, parts), parts.log);
    // Not awaited: whoever ran the command should not wait for a notification to be clicked.
    void showProblem(parts.prompts, message, waysOut).catch((failure: unknown) => {
      parts.log.error(id, failure);
    });
  }
}
