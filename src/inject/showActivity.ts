import * as vscode from 'vscode';
import type { Command } from '../host/commands.ts';
import { createDocuments } from '../host/documents.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { activityText } from './activityText.ts';
import type { Activity } from './activity.ts';
import type { Inject } from './parts.ts';

interface Logged {
  readonly activity: Activity;
}

/** The activity log as a document in memory, which goes on with the log for as long as it is open. */
export interface ActivityDocument extends Disposable {
  show(): Promise<void>;
}

export function createActivityDocument({ activity, log }: Pick<Inject, 'log'> & Logged): ActivityDocument {
  const documents = createDocuments('postman-keyring-activity');
  let text = '';
  const uri = documents.put('/Activity of API keys.txt', () => text);
  const read = async (): Promise<void> => {
    text = activityText(await activity.entries());
    documents.refresh();
  };
  const subscription = activity.onDidChange(() => {
    const isOpen = vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
    if (!isOpen) return;
    read().catch((error: unknown) => {
      log.error('Reading the activity log', error);
    });
  });
  return {
    show: async () => {
      await read();
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => {
      subscription.dispose();
      documents.dispose();
    },
  };
}

export function clearActivity({ activity, prompts }: Pick<Inject, 'prompts'> & Logged): Command {
  return async () => {
    await prompts.confirm(
      'Clear the activity log?',
      'Nobody can tell afterwards which API key was handed out to what. The keys themselves stay as they are.',
      'Clear',
    );
    await activity.clear();
    void prompts.tell('The activity log is empty.');
  };
}
