import * as vscode from 'vscode';
import { isAccessKey, type Living } from './row.ts';

/** Starts what helps a key that ends or has lost its secret. */
export async function mend({ key, life: { state } }: Living): Promise<void> {
  const { id } = key;
  if (isAccessKey(key)) {
    const verb = state === 'expiring' || state === 'expired' ? 'renew' : 'reveal';
    await vscode.commands.executeCommand(`postmanKeyring.accessKeys.${verb}`, { id: `key/${id}` });
    return;
  }
  const verb = state === 'missing' || state === 'unreadable' ? 'pasteAgain' : 'regenerate';
  await vscode.commands.executeCommand(`postmanKeyring.apiKeys.${verb}`, { id });
}
