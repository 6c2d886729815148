import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { regionOf } from '../../postman/region.ts';
import type { Inject } from '../parts.ts';
import { isOff } from '../way.ts';
import { launchOf, mcpServerIds, mcpServers, wantedServers } from './servers.ts';

const tools = {
  minimal: 'the tools most need',
  code: 'to find APIs and write code that calls them',
  full: 'more than 100 tools',
} as const;

/** Chooses which of Postman's MCP servers the editor offers to language models; none is offered before. */
export function chooseServers({
  activeKey,
  prompts,
  settings,
}: Pick<Inject, 'activeKey' | 'prompts' | 'settings'>): Command {
  return async () => {
    const offered = wantedServers(settings.mcp);
    const region = regionOf(activeKey.current?.region ?? '');
    const choices = mcpServerIds.map((value) => {
      const launch = region && launchOf(value, region);
      const { label, place } = mcpServers[value];
      const where = launch?.kind === 'http' ? URL.parse(launch.uri)?.host : undefined;
      const onlyElsewhere = region && !launch ? 'not in the region of the active key' : undefined;
      return {
        label,
        description: onlyElsewhere ?? where ?? (place === 'local' ? 'runs here, through npx' : 'at Postman'),
        detail: tools[mcpServers[value].tools],
        picked: offered.includes(value),
        value,
      };
    });
    const chosen = await prompts.pickMany(choices, {
      title: 'Choose MCP Servers',
      ignoreFocusOut: true,
      placeHolder: 'They get the active key; a chat may start them',
    });
    await vscode.workspace
      .getConfiguration('postmanKeyring')
      .update('mcp', chosen.length > 0 ? chosen : undefined, vscode.ConfigurationTarget.Global);
    if (chosen.length === 0) {
      void prompts.tell('No MCP server is offered any more. Those that ran have ended.');
      return;
    }
    const names = chosen.map((id) => mcpServers[id].label).join(', ');
    const list = 'List Servers';
    // Not awaited: the choice is made.
    void prompts
      .tell(`The editor offers ${names}.${waiting({ activeKey, settings })}`, list)
      .then(async (choice) => {
        if (choice === list) await vscode.commands.executeCommand('workbench.mcp.listServer');
      });
  };
}

/** A sentence about what is in the way of the servers, if anything is. */
function waiting({ activeKey, settings }: Pick<Inject, 'activeKey' | 'settings'>): string {
  if (isOff('mcp', settings.disabledWays))
    return ' They wait: “MCP server” is switched off in your settings.';
  return activeKey.current ? '' : ' They wait for an active key.';
}
