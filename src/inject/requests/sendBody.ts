import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Drafts } from './drafts.ts';
import { bodyOf } from './request.ts';
import { send, type Sending } from './send.ts';

/** Sends the body that has been written. */
export function sendBody(parts: Sending, drafts: Drafts): Command {
  return async (argument) => {
    const { draft, document } = drafts.of(argument);
    const read = bodyOf(document.getText());
    if ('fault' in read)
      throw new KnownProblem(read.fault, {
        title: 'Go to Body',
        run: async () => vscode.window.showTextDocument(document),
      });
    await send(parts, { ...draft.request, ...read }, draft);
  };
}
