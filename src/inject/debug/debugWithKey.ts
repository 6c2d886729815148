import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { KeyringProblem } from '../../keyring/problem.ts';
import { plainText } from '../../postman/plainText.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { isRecord } from '../../host/isRecord.ts';
import { asksForKey, property } from './launch.ts';
import { openLaunchJson } from './openLaunchJson.ts';

interface Launchable {
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly configuration: vscode.DebugConfiguration;
}

/** Debugs one of the workspace's configurations with a key, also where launch.json asks for none. */
export function debugWithKey({ keyring, prompts }: Pick<Inject, 'keyring' | 'prompts'>): Command {
  return async (argument) => {
    const id = idOf(argument);
    const all = launchables();
    if (all.length === 0)
      throw new KnownProblem('This workspace has no configuration that launches a program.', openLaunchJson);
    const choices = all.map((value): Choice<Launchable> => ({
      label: `$(debug-alt) ${iconless(plainText(value.configuration.name, 100))}`,
      description: iconless(plainText(whereOf(value), 100)),
      value,
    }));
    const { configuration, folder } = await prompts.pick(choices, {
      title: 'Debug with API Key',
      placeHolder: 'Choose what to debug',
    });
    const own: unknown = asksForKey(configuration) ? configuration[property] : true;
    const wish = id === undefined ? own : nameOf(keyring.find(id));
    await vscode.debug.startDebugging(folder, { ...configuration, [property]: wish });
  };
}

function whereOf({ configuration, folder }: Launchable): string {
  return [configuration.type, ...(folder ? [folder.name] : [])].join(' · ');
}

/**
 * As launch.json says it; where another key has that name too, the person is asked which.
 * @throws KeyringProblem for a key that was deleted meanwhile: no other is taken in its place
 */
function nameOf(key: StoredKey | undefined): string {
  if (!key) throw new KeyringProblem('gone');
  return key.name;
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
