import * as vscode from 'vscode';
import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { whyNoPath } from '../postman/apiPath.ts';
import { regionOf, us } from '../postman/region.ts';
import { answerDocument } from './answerDocument.ts';
import type { AnswerDocuments } from './answerDocuments.ts';
import { keyToUse } from './chooseKey.ts';

const title = 'Send Test Request';

/** Sends a GET request with a key and shows the answer, in which the key is nowhere. */
export function sendRequest(parts: Parts, documents: AnswerDocuments): Command {
  const { client, keyring, prompts } = parts;
  return async (argument) => {
    const stored = await keyToUse(parts, argument, title);
    const path = await prompts.input({
      title: `${title} with “${stored.name}”`,
      value: '/me',
      prompt: 'Path of a GET request, such as /me, /workspaces or /collections?limit=10',
      validateInput: whyNoPath,
    });
    const region = regionOf(stored.region) ?? us;
    const key = await keyring.secretOf(stored.id);
    const answer = await prompts.progress(`GET ${path.replace(/\?.*$/, '')}`, async (signal) =>
      client.get(key, region, path, signal),
    );
    const uri = documents.add(path, answerDocument({ path, region, keyName: stored.name }, answer));
    await vscode.window.showTextDocument(uri, { preview: true });
  };
}
