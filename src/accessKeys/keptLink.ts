import * as vscode from 'vscode';
import { KnownProblem } from '../host/knownProblem.ts';
import type { KeptKey } from '../keyring/accessKeyCard.ts';
import { chooseRow } from './find.ts';
import type { AccessKeyParts } from './parts.ts';

/**
 * The kept key a command is about: of the row it was run on, else of the one that is picked.
 * @throws Cancelled; KnownProblem for a row whose secret Postman alone has
 */
export async function chooseKept(parts: AccessKeyParts, argument: unknown, title: string): Promise<KeptKey> {
  const { id, kept } = await chooseRow(parts, argument, title, (row) => row.kept !== undefined);
  if (kept) return kept;
  throw new KnownProblem(
    'Postman shows a link only once, when it is made. Make a new one with Share Collection.',
    {
      title: 'Share Collection',
      run: () => vscode.commands.executeCommand('postmanKeyring.accessKeys.share', { id: `key/${id}` }),
    },
  );
}
