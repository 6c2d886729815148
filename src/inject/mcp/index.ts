import * as vscode from 'vscode';
import type { Disposable } from '../../keyring/emitter.ts';
import type { Inject } from '../parts.ts';
import { createProvider } from './provider.ts';

/** Postman's MCP servers for the editor's language models, with the active key. */
export function registerMcp(
  inject: Inject,
  { globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>,
): Disposable {
  // VS Code has it; editors that are made from an older one may not.
  if (!('lm' in vscode && 'registerMcpServerDefinitionProvider' in vscode.lm))
    return { dispose: () => undefined };
  const changed = new vscode.EventEmitter<void>();
  const provider = createProvider(inject, globalStorageUri, changed);
  return vscode.Disposable.from(
    vscode.lm.registerMcpServerDefinitionProvider('postmanKeyring.mcp', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => provider.provide(),
      resolveMcpServerDefinition: async (server) => provider.resolve(server),
    }),
    provider,
    changed,
  );
}
