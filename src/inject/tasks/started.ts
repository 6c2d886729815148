import { spawn, type ChildProcess } from 'node:child_process';
import { inherited, type Program } from './program.ts';
import { spawnable, treeEnding } from './spawnable.ts';

/** A program that runs, with all that it has started. It ends with this process, however that ends. */
export interface Started {
  /** Its exit code; none where a signal has ended it. Rejects with Node's own error where it cannot be run. */
  readonly code: Promise<number | null>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends it, and by force what does not heed that. */
  readonly stop: () => void;
}

/**
 * The program itself, as leader of its group, beside a watcher that ends the group when this process's end of a pipe is
 * closed: by Node when the program has ended, and by the system when this process has. What ends programs gently
 * leaves the watcher alone, from before the program begins: the shell waits for its stream to be closed. It holds none
 * that anybody else waits for.
 */
const tiedToUs =
  'exec 3<&0; : "$(trap "" HUP INT TERM; (exec >/dev/null 2>&1; read -r line <&3; kill -KILL -$$) &)"; ' +
  'exec "$0" "$@" 3<&- </dev/null';

/** Milliseconds. */
const timeToTidyUp = 5_000;
const timeForLastWords = 1_000;

/**
 * @param write takes what the program writes
 * @param patience milliseconds from `stop` to the force
 */
export function startProgram(
  { args, command, environment }: Program & { readonly command: string },
  folder: string,
  write: (text: string) => void,
  patience = timeToTidyUp,
): Started {
  const isWindows = process.platform === 'win32';
  const { windowsVerbatimArguments, ...run } = isWindows
    ? spawnable(command, args, process)
    : { command: '/bin/sh', args: ['-c', tiedToUs, command, ...args], windowsVerbatimArguments: false };
  const child = spawn(run.command, run.args, {
    cwd: folder,
    windowsVerbatimArguments,
    env: { ...inherited(process), ...environment },
    // Windows ends a child with its parent by itself, though not what the child has started.
    stdio: [isWindows ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: !isWindows,
    windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', write);
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    // Not `exit`: there may be words on their way. What has left the group may hold the streams for ever.
    child.once('close', resolve);
    child.once('exit', () => {
      const timer = setTimeout(() => {
        for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      }, timeForLastWords);
      child.once('close', () => {
        clearTimeout(timer);
      });
    });
  });
  return {
    code,
    signal: (signal) => {
      send(child, signal);
    },
    stop: () => {
      send(child, 'SIGTERM');
      const timer = setTimeout(() => {
        send(child, 'SIGKILL');
      }, patience);
      child.once('close', () => {
        clearTimeout(timer);
      });
    },
  };
}

/** Sends a signal to the program and all that it has started. On Windows, which has none, it ends them. */
function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    const { args, command } = treeEnding(child.pid, process);
    // Not one of those that end with this process: that may be just what happens.
    spawn(command, args, { stdio: 'ignore', detached: true, windowsHide: true }).on('error', () =>
      child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of it has ended just now.
  }
}
