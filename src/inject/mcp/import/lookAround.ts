import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { KnownProblem } from '../../../host/knownProblem.ts';
import { lookAt, type Found } from './findings.ts';
import { placesOf, type Surroundings } from './places.ts';
import { notLooked } from './words.ts';

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
  const found = await lookAt(await placesOf(surroundings));
  if (found.findings.length > 0) return found;
  const sentences = [
    'No API key stands in the MCP files of this computer’s editors.',
    ...notLooked(found.skipped),
  ];
  throw new KnownProblem(sentences.join(' '), {
    title: 'Choose MCP Servers',
    run: async () => vscode.commands.executeCommand('postmanKeyring.inject.chooseMcpServers'),
  });
}
