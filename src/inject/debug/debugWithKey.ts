import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { isRecord, property } from './launch.ts';
import { openLaunchJson } from './openLaunchJson.ts';

interface Launchable {
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly configuration: vscode.DebugConfiguration;
}

/** Debugs one of the workspace's configurations with a key, also where launch.json asks for none. */
export function debugWithKey({ keyring, prompts }: Pick<Inject, 'keyring' | 'prompts'>): Command {
  return async (argument) => {
    const all = launchables();
    if (all.length === 0)
      throw new KnownProblem('This workspace has no configuration that launches a program.', openLaunchJson);
    const choices = all.map((value): Choice<Launchable> => ({
      label: `$(debug-alt) ${iconless(plainText(value.configuration.name, 100))}`,
      description: iconless(plainText(value.configuration.type, 60)),
      value,
    }));
    const { configuration, folder } = await prompts.pick(choices, {
      title: 'Debug with API Key',
      placeHolder: 'Choose what to debug',
    });
    // Of a row: by its name, as launch.json says it. Where another key has that name too, the person is asked which.
    const key = keyring.find(idOf(argument) ?? '');
    await vscode.debug.startDebugging(folder, { ...configuration, [property]: key?.name ?? true });
  };
}

/** What launch.json and the settings launch; running processes keep the environment they have. */
function launchables(): Launchable[] {
  const folders = vscode.workspace.workspaceFolders ?? [undefined];
  return folders.flatMap((folder) => {
    const configurations = vscode.workspace.getConfiguration('launch', folder).get('configurations');
    const all: unknown[] = Array.isArray(configurations) ? configurations : [];
    return all.filter(isLaunch).map((configuration) => ({ folder, configuration }));
  });
}

function isLaunch(value: unknown): value is vscode.DebugConfiguration {
  if (!isRecord(value) || value['request'] !== 'launch') return false;
  return [value['name'], value['type']].every((text) => typeof text === 'string');
}
