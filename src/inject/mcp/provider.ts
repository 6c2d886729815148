import * as vscode from 'vscode';
import { createTurns } from '../../host/turns.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import type { ApiKey } from '../../postman/credential.ts';
import { mayReceiveKeys, regionOf, type Region } from '../../postman/region.ts';
import { orTold } from '../orTold.ts';
import type { Inject } from '../parts.ts';
import { isOff } from '../way.ts';
import {
  launchOf,
  mcpServers,
  serverOfLabel,
  versionOf,
  wantedServers,
  type McpServerId,
} from './servers.ts';

/** What the editor asks for: the servers without a key, and one server with it at the moment of its start. */
export interface Provider extends Disposable {
  provide(): vscode.McpServerDefinition[];
  resolve(server: vscode.McpServerDefinition): Promise<vscode.McpServerDefinition | undefined>;
}

type Providing = Pick<Inject, 'activeKey' | 'handOut' | 'log' | 'prompts' | 'settings'>;

/**
 * @param home an absolute folder in which local servers run: in the workspace's, its `.npmrc` and its packages would
 * decide what npx starts with the key
 * @param changed fires when other servers are to be offered, or the same with another key
 */
export function createProvider(
  inject: Providing,
  home: vscode.Uri,
  changed: Pick<vscode.EventEmitter<void>, 'fire'>,
): Provider {
  const { activeKey, handOut, settings } = inject;
  const provide = (): vscode.McpServerDefinition[] => {
    const key = activeKey.current;
    const region = key && regionOf(key.region);
    if (!vscode.workspace.isTrusted || isOff('mcp', settings.disabledWays)) return [];
    if (!key?.present || !region) return [];
    if (!mayReceiveKeys(region, settings.customAddress)) return [];
    return wantedServers(settings.mcp).flatMap((id) => definitionOf(id, home, key, region) ?? []);
  };
  const resolve: Provider['resolve'] = async ({ label }) => {
    const id = serverOfLabel(label);
    const current = activeKey.current;
    // The editor may still know one that the person has taken back.
    if (!id || !current || !wantedServers(settings.mcp).includes(id)) return undefined;
    const handed = await handOut('mcp', { id: current.id, what: `MCP server “${label}”` });
    return definitionOf(id, home, handed.stored, handed.region, handed.key);
  };
  // One after the other: a chat starts all servers at once, and a doubt about a key is one question.
  const inTurn = createTurns(1);

  let offered = JSON.stringify(provide());
  const look = (): void => {
    const now = JSON.stringify(provide());
    if (now === offered) return;
    offered = now;
    changed.fire();
  };
  const subscriptions = vscode.Disposable.from(
    activeKey.onDidChange(look),
    settings.onDidChange(look),
    vscode.workspace.onDidGrantWorkspaceTrust(look),
  );
  return {
    provide,
    resolve: async (server) => inTurn(async () => orTold(inject, telling, async () => resolve(server))),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

/** A definition of its own each time: VS Code keeps those without a key, and finds them again by their label. */
function definitionOf(
  id: McpServerId,
  home: vscode.Uri,
  stored: StoredKey,
  region: Region,
  key?: ApiKey,
): vscode.McpServerDefinition | undefined {
  const launch = launchOf(id, region, key);
  const { label } = mcpServers[id];
  const version = versionOf(stored);
  if (launch?.kind === 'http')
    return new vscode.McpHttpServerDefinition(
      label,
      vscode.Uri.parse(launch.uri, true),
      { ...launch.headers },
      version,
    );
  if (!launch) return undefined;
  const { args, command, env } = launch;
  const local = new vscode.McpStdioServerDefinition(label, command, [...args], { ...env }, version);
  local.cwd = home;
  return local;
}

/** Without a definition the editor starts nothing, and says nothing either. */
const telling = {
  what: 'Starting an MCP server',
  again: async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.mcp.listServer');
  },
};
