import { readdir } from 'node:fs/promises';
import { dirname, join, posix, win32 } from 'node:path';
import { isSamePath } from './paths.ts';

/** How an editor takes a value from elsewhere: `${input:id}`, `${env:NAME}`, `${NAME}`, or not at all. */
export type Reference = 'input' | 'env' | 'shell' | 'none';

/** Where an editor may keep MCP servers. */
export interface Place {
  readonly path: string;
  readonly editor: string;
  readonly reference: Reference;
  /** The workspace folder that the file has to lie in, links followed: what a workspace says is not believed. */
  readonly within?: string | undefined;
}

export interface Surroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** `<data>/User/globalStorage/<extension>`: beside it is the `mcp.json` of the editor that runs this. */
  readonly globalStorage: string;
  /** Of a trusted workspace; none otherwise. */
  readonly folders: readonly string[];
}

/** The MCP files that editors of this computer know, each once, whether they are there or not. */
export async function placesOf(surroundings: Surroundings): Promise<Place[]> {
  const { folders, home, platform } = surroundings;
  const config = configFolder(surroundings);
  const users: [string, string][] = [
    [join(config, 'Code', 'User'), 'VS Code'],
    [join(config, 'Code - Insiders', 'User'), 'VS Code Insiders'],
    [join(config, 'VSCodium', 'User'), 'VSCodium'],
    [ownUser(surroundings), 'VS Code'],
  ];
  const ofUsers = await Promise.all(users.map(async ([folder, editor]) => ofUser(folder, editor)));
  const places: Place[] = [
    ...folders.flatMap(ofWorkspace),
    ...ofUsers.flat(),
    { path: join(home, '.cursor', 'mcp.json'), editor: 'Cursor', reference: 'env' },
    { path: join(home, '.codeium', 'windsurf', 'mcp_config.json'), editor: 'Windsurf', reference: 'env' },
    { path: join(home, '.claude.json'), editor: 'Claude Code', reference: 'shell' },
    {
      path: join(config, 'Claude', 'claude_desktop_config.json'),
      editor: 'Claude Desktop',
      reference: 'none',
    },
  ];
  const rules = platform === 'win32' ? win32 : posix;
  return places.filter(
    ({ path }, index) => places.findIndex((other) => isSamePath(other.path, path, rules)) === index,
  );
}

/** Where editors of this computer keep older versions of files that were saved in them, whether they are there or not. */
export function historiesOf(surroundings: Surroundings): string[] {
  const config = configFolder(surroundings);
  const users = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'].map((name) =>
    join(config, name, 'User'),
  );
  return Array.from(new Set([...users, ownUser(surroundings)]), (folder) => join(folder, 'History'));
}

/** Of the editor that runs this: it may be a portable one, or on a remote host. */
function ownUser({ globalStorage }: Surroundings): string {
  return dirname(dirname(globalStorage));
}

function ofWorkspace(folder: string): Place[] {
  const within = folder;
  return [
    { path: join(folder, '.vscode', 'mcp.json'), editor: 'VS Code', reference: 'input', within },
    { path: join(folder, '.cursor', 'mcp.json'), editor: 'Cursor', reference: 'env', within },
    { path: join(folder, '.mcp.json'), editor: 'Claude Code', reference: 'shell', within },
  ];
}

/** Of a user of VS Code, and of each of their profiles. */
async function ofUser(folder: string, editor: string): Promise<Place[]> {
  const profiles = await readdir(join(folder, 'profiles')).catch((): string[] => []);
  return [folder, ...profiles.map((name) => join(folder, 'profiles', name))].map((one) => ({
    path: join(one, 'mcp.json'),
    editor,
    reference: 'input',
  }));
}

function configFolder({ environment, home, platform }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return environment['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  return environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
}
