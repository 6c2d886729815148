import * as vscode from 'vscode';
import { plainText } from '../../postman/plainText.ts';
import { regionOf } from '../../postman/region.ts';
import type { Agreed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { isWriting, shownRoute } from '../requests/request.ts';
import { whichKey } from '../whichKey.ts';
import {
  accessKeysOf,
  confirmationOf,
  otherKeyOf,
  requestOf,
  whyNothing,
  type AskedAccessKeys,
  type AskedRequest,
  type Confirmation,
} from './inputs.ts';
import type { Questions } from './questions.ts';

export type Name = 'list' | 'accessKeys' | 'request';

/** What the tools stand on. */
export interface Parts extends Inject {
  readonly questions: Questions;
}

/**
 * What is said while a tool runs, and what is asked before. It never throws: the editor would write what the model has
 * put in into its log, which may be a key. What sends nothing here is refused in a sentence when it runs.
 */
export const prepared: Readonly<
  Record<Name, (parts: Parts, input: unknown) => vscode.PreparedToolInvocation>
> = {
  list: () => ({ invocationMessage: 'Looking at the names of your Postman API keys' }),
  accessKeys: (parts, input) => {
    const asked = accessKeysOf(input);
    if ('fault' in asked) return { invocationMessage: 'Listing nothing: what is asked for is no list' };
    const confirmation = (to: Agreed): Confirmation | undefined =>
      isActive(parts, to) ? undefined : otherKeyOf('List access keys', to);
    return preparedWith(parts, asked, 'Listing collection access keys', confirmation);
  },
  request: (parts, input) => {
    const asked = requestOf(input);
    if ('fault' in asked) return { invocationMessage: 'Sending nothing: the request is none' };
    const { request } = asked;
    const confirmation = (to: Agreed): Confirmation | undefined => {
      if (isWriting(request)) return confirmationOf(request, to);
      return isActive(parts, to) ? undefined : otherKeyOf(`GET ${plainText(request.path, 600)}`, to);
    };
    return preparedWith(parts, asked, shownRoute(request), confirmation);
  },
};

function preparedWith(
  parts: Parts,
  asked: AskedAccessKeys | AskedRequest,
  doing: string,
  confirmation: (to: Agreed) => Confirmation | undefined,
): vscode.PreparedToolInvocation {
  const nothing = whyNothing(parts.settings.disabledWays, vscode.workspace.isTrusted);
  if (nothing !== undefined) return { invocationMessage: `Sending nothing: ${nothing}` };
  const to = keyFor(parts, asked.key);
  if (!to) return { invocationMessage: 'Sending nothing: no one key is meant' };
  // Text and never Markdown of the model's: it could show something else than is sent.
  const text = (words: string): vscode.MarkdownString => new vscode.MarkdownString().appendText(words);
  const invocationMessage = text(`${doing} with “${plainText(to.stored.name, 60)}”`);
  const confirmed = confirmation(to);
  if (!confirmed) return { invocationMessage };
  parts.questions.note(asked, to);
  const { title, line, body } = confirmed;
  const message = text(line);
  if (body !== '') message.appendCodeblock(body, 'json');
  return { invocationMessage, confirmationMessages: { title, message } };
}

/** What a model names instead of it, the person has not chosen. */
export function isActive({ activeKey }: Parts, { stored }: Agreed): boolean {
  return activeKey.current?.id === stored.id;
}

function keyFor({ activeKey, keyring, settings }: Parts, named: string | undefined): Agreed | undefined {
  const { workspaceKey } = settings;
  const stored = whichKey({ named }, { keys: keyring.keys, active: activeKey.current, workspaceKey });
  if ('among' in stored) return undefined;
  const region = regionOf(stored.region);
  return region && { stored, region };
}
