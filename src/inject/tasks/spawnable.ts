import { win32 } from 'node:path';
import { batchCommandLine } from '../../../media/pmkey/batch.mjs';
import type { Search } from './find.ts';

/** What `spawn` takes. */
export interface Spawnable {
  readonly command: string;
  readonly args: readonly string[];
  /** Whether the arguments are quoted as they have to be. */
  readonly windowsVerbatimArguments: boolean;
}

/**
 * A program with these very arguments. Node starts no batch file without a shell (CVE-2024-27980), so cmd does.
 * @throws an error with a sentence for arguments that no batch file can be given
 */
export function spawnable(command: string, args: readonly string[], { env, platform }: Search): Spawnable {
  if (platform !== 'win32' || !/\.(bat|cmd)$/i.test(command))
    return { command, args, windowsVerbatimArguments: false };
  return {
    command: ofWindows('cmd.exe', env),
    args: ['/e:ON', '/v:OFF', '/d', '/c', batchCommandLine(command, args)],
    windowsVerbatimArguments: true,
  };
}

/** What ends a process of Windows with those below it: a batch file is run by cmd, and what that starts has the key. */
export function treeEnding(pid: number, { env }: Pick<Search, 'env'>): Pick<Spawnable, 'args' | 'command'> {
  return { command: ofWindows('taskkill.exe', env), args: ['/pid', String(pid), '/T', '/F'] };
}

function ofWindows(name: string, env: NodeJS.ProcessEnv): string {
  return win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', name);
}
