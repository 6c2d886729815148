import * as vscode from 'vscode';
import { Cancelled, type WayOut } from './knownProblem.ts';

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export type Report = (message: string) => void;

/** Every question to the person and every word to them: one seam, where tests can answer and listen. */
export interface Prompts {
  /** @throws Cancelled when the person leaves the box */
  input(options: vscode.InputBoxOptions): Promise<string>;
  /** @throws Cancelled when the person leaves the list */
  pick<T>(
    choices: readonly (Choice<T> | vscode.QuickPickItem)[],
    options: vscode.QuickPickOptions,
  ): Promise<T>;
  /** Those that stay chosen, perhaps none. @throws Cancelled when the person leaves the list */
  pickMany<T>(choices: readonly Choice<T>[], options: vscode.QuickPickOptions): Promise<T[]>;
  /** A modal question. @throws Cancelled when no action is chosen */
  confirm<T extends string>(message: string, detail: string, ...actions: [T, ...T[]]): Promise<T>;
  tell(message: string, ...actions: string[]): Promise<string | undefined>;
  warn(message: string, ...actions: string[]): Promise<string | undefined>;
  fail(message: string, ...actions: string[]): Promise<string | undefined>;
  /** Runs `task` under a notification with Cancel, which aborts the signal. */
  progress<T>(title: string, task: (signal: AbortSignal, report: Report) => Promise<T>): Promise<T>;
}

/** Notifications turn `[text](command:…)` into a live link, so a name from outside could become a button. */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}

export const prompts: Prompts = {
  input: async (options) => given(await vscode.window.showInputBox({ ignoreFocusOut: true, ...options })),
  pick: async <T>(
    choices: readonly (Choice<T> | vscode.QuickPickItem)[],
    options: vscode.QuickPickOptions,
  ) => {
    const chosen = await vscode.window.showQuickPick(choices, { matchOnDescription: true, ...options });
    if (!chosen || !('value' in chosen)) throw new Cancelled();
    return chosen.value;
  },
  pickMany: async (choices, options) =>
    given(await vscode.window.showQuickPick(choices, { ...options, canPickMany: true })).map(
      ({ value }) => value,
    ),
  confirm: async (message, detail, ...actions) =>
    given(await vscode.window.showWarningMessage(unlinked(message), { modal: true, detail }, ...actions)),
  tell: async (message, ...actions) => vscode.window.showInformationMessage(unlinked(message), ...actions),
  warn: async (message, ...actions) => vscode.window.showWarningMessage(unlinked(message), ...actions),
  fail: async (message, ...actions) => vscode.window.showErrorMessage(unlinked(message), ...actions),
  progress: async (title, task) =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: unlinked(title), cancellable: true },
      async (progress, token) =>
        task(abortSignalOf(token), (message) => {
          progress.report({ message });
        }),
    ),
};

/** Shows a problem with its ways out, and takes the one that is chosen. */
export async function showProblem(
  asking: Prompts,
  message: string,
  waysOut: readonly WayOut[],
): Promise<void> {
  const chosen = await asking.fail(message, ...waysOut.map((way) => way.title));
  await waysOut.find((way) => way.title === chosen)?.run();
}

/** The person's Cancel as the web's own signal. */
export function abortSignalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Cancelled();
  return value;
}
