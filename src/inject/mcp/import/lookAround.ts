import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { KnownProblem } from '../../../host/knownProblem.ts';
import { look, type Finding, type Skipped } from './findings.ts';
import { placesOf, type Surroundings } from './places.ts';
import { notLooked } from './words.ts';

export interface Found {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

/** This computer, as far as editors keep MCP files on it. */
export function surroundingsOf(globalStorage: string): Surroundings {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return {
    globalStorage,
    home: homedir(),
    platform: process.platform,
    environment: process.env,
    folders: folders.flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : [])),
  };
}

/** @throws KnownProblem where there is nothing to import, which says what could not be looked through */
export async function lookAround(surroundings: Surroundings): Promise<Found> {
  const looked = await Promise.all((await placesOf(surroundings)).map(look));
  const findings = looked.flatMap((one) => ('why' in one ? [] : one));
  const skipped = looked.flatMap((one) => ('why' in one ? [one] : []));
  if (findings.length > 0) return { findings, skipped };
  const sentences = ['No API key stands in the MCP files of this computer’s editors.', ...notLooked(skipped)];
  throw new KnownProblem(sentences.join(' '), {
    title: 'Choose MCP Servers',
    run: async () => vscode.commands.executeCommand('postmanKeyring.inject.chooseMcpServers'),
  });
}
