import * as vscode from 'vscode';
import type { StoredKey } from '../keyring/apiKey.ts';

type Value = boolean | string;

/** What `when` clauses of the manifest look for, after `postmanKeyring.accessKeys.`; told only when it changes. */
export function createViewContexts(): (values: Readonly<Record<string, Value>>) => void {
  const told = new Map<string, Value>();
  return (values) => {
    for (const [name, value] of Object.entries(values)) {
      if (told.get(name) === value) continue;
      told.set(name, value);
      void vscode.commands.executeCommand('setContext', `postmanKeyring.accessKeys.${name}`, value);
    }
  };
}

/** Roles that see *Manage public elements* (facts 3.2), without the signs between their words. */
const publicRoles = ['communitymanager', 'superadmin'];

export function managesPublic(key: StoredKey | undefined): boolean {
  return (
    key?.account?.roles.some((role) => publicRoles.includes(role.toLowerCase().replace(/[^a-z]/g, ''))) ??
    false
  );
}
