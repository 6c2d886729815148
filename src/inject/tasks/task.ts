import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import { runs } from '../../host/runs.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Handed } from '../handOut.ts';
import { orTold } from '../orTold.ts';
import type { Inject } from '../parts.ts';
import { newmanVariables } from '../commandLine/newmanVariables.ts';
import { createWorkspaceLeave, type WorkspaceLeave } from '../workspaceLeave.ts';
import { decodeDefinition } from './definition.ts';
import { newman, postmanCli, type Program } from './program.ts';
import { createRun } from './run.ts';

/** @returns what gives a task of tasks.json its execution */
export function createTasks(
  inject: Inject,
  { extensionUri, workspaceState }: { readonly extensionUri: vscode.Uri; readonly workspaceState: Memento },
): (task: vscode.Task) => vscode.Task {
  const leave = createWorkspaceLeave(inject.prompts, workspaceState, 'task');
  const script = vscode.Uri.joinPath(extensionUri, 'media', 'run-newman.mjs').fsPath;
  return (task) => runnable({ ...inject, leave }, script, task);
}

interface Running extends Inject {
  readonly leave: WorkspaceLeave;
}

/**
 * A task of tasks.json with what runs it. VS Code records a task's definition and command line, so there is none here:
 * the program is started by this extension when the task is run, and the key is asked for then.
 */
function runnable(inject: Running, script: string, task: vscode.Task): vscode.Task {
  const folder = folderOf(task.scope);
  const running = new vscode.Task(
    task.definition,
    task.scope ?? vscode.TaskScope.Workspace,
    task.name,
    'Postman Keyring',
    // Not the task's own definition: in this one VS Code has put in the variables.
    new vscode.CustomExecution(async (definition) =>
      Promise.resolve(
        createRun(folder, async (say, gone) =>
          orTold(
            inject,
            {
              what: 'Task',
              again: async () => {
                await vscode.tasks.executeTask(running);
              },
              say,
            },
            async () => orConfigure(programOf(inject, { definition, folder, gone, name: task.name, script })),
          ),
        ),
      ),
    ),
  );
  return running;
}

const configureTask = runs('Configure Task', 'workbench.action.tasks.configureTaskRunner');

/** What is wrong with a task is mended where it stands. */
async function orConfigure<T>(program: Promise<T>): Promise<T> {
  return program.catch((error: unknown) => {
    if (!(error instanceof KnownProblem) || error.waysOut.length > 0) throw error;
    throw new KnownProblem(error.message, configureTask);
  });
}

interface Asked {
  readonly definition: unknown;
  readonly folder: string;
  /** When its terminal was closed. */
  readonly gone: AbortSignal;
  readonly name: string;
  readonly script: string;
}

async function programOf(
  inject: Pick<Running, 'client' | 'handOut' | 'keyring' | 'leave' | 'prompts'>,
  { definition: unknown, folder, gone, name, script }: Asked,
): Promise<Program> {
  const definition = decodeDefinition(unknown, folder);
  const { collection, key, tool } = definition;
  const hand = async (): Promise<Handed> =>
    inject.handOut('task', {
      named: key,
      what: `the task “${plainText(name, 60)}”`,
      agree: async ({ stored }) => {
        mustBeThere(gone);
        await inject.leave.ask(stored, name);
        mustBeThere(gone);
      },
    });
  if (tool === 'postman') return postmanCli(definition, await hand(), process);
  const variables =
    'file' in collection
      ? { POSTMAN_COLLECTION_FILE: collection.file }
      : await newmanVariables(inject, await hand(), collection.uid);
  return newman(definition, variables, script);
}

/** Which key, and whether it is given: each question may stand for hours. */
function mustBeThere(gone: AbortSignal): void {
  if (gone.aborted) throw new Cancelled();
}

/** Where it runs: in the folder whose task it is. */
function folderOf(scope: vscode.Task['scope']): string {
  const own = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return own?.uri.scheme === 'file' ? own.uri.fsPath : homedir();
}
