import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

export interface Search {
  readonly platform: NodeJS.Platform;
  /** The environment with PATH, and on Windows PATHEXT. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The file of a program on the PATH; `undefined` where there is none. Left to itself, Windows would look into the
 * working folder before, which is the workspace's, and would find no `.cmd`, which is what npm puts there.
 */
export function find(name: string, search: Search): string | undefined {
  return candidates(name, search).find(isProgram);
}

/** The files that `name` can stand for, in their order. A relative folder on the PATH is one of the workspace's too. */
export function candidates(name: string, { env, platform }: Search): string[] {
  const path = platform === 'win32' ? win32 : posix;
  const endings = platform === 'win32' ? endingsOf(env['PATHEXT']) : [''];
  return (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)));
}

/** Those of programs that can be started without a shell's or a script host's help. */
const startable = ['.com', '.exe', '.bat', '.cmd'];

function endingsOf(pathExt: string | undefined): string[] {
  const wanted = pathExt?.toLowerCase().split(';') ?? startable;
  return wanted.filter((ending) => startable.includes(ending));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
