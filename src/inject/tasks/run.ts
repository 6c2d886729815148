import { spawn, type ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import { isCode } from '../../keyring/lock.ts';
import { inherited, type Program } from './program.ts';
import { spawnable } from './spawnable.ts';

/** What to run; nothing where it ends here, once the reason was said. */
type Prepare = (say: (sentence: string) => void) => Promise<Program | undefined>;

/** What shells say of a command that could not be run, that is not there, and that Ctrl+C has ended. */
const codes = { unable: 126, missing: 127, interrupted: 130 };

/**
 * A terminal in which a program runs that this extension starts: its environment is known to nobody else. Its exit
 * code becomes the terminal's.
 */
export function createRun(folder: string, prepare: Prepare): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  let child: ChildProcess | undefined;
  let isInterrupted = false;
  let isOver = false;

  const write = (text: string): void => {
    written.fire(text.replace(/\r?\n/g, '\r\n'));
  };
  const say = (sentence: string): void => {
    write(`${sentence}\n`);
  };
  const close = (code: number): void => {
    if (isOver) return;
    isOver = true;
    closed.fire(code);
  };
  const fail = (sentence: string, code: number): void => {
    say(sentence);
    close(code);
  };
  const start = ({ args, command, environment, missing }: Program): void => {
    if (command === undefined) {
      fail(missing, codes.missing);
      return;
    }
    const { windowsVerbatimArguments, ...run } = spawnable(command, args, process);
    child = spawn(run.command, run.args, {
      cwd: folder,
      windowsVerbatimArguments,
      env: { ...inherited(process.env), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // As leader of a group of its own, so that what it starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', write);
    child.on('error', (error) => {
      const isMissing = isCode(error, 'ENOENT');
      fail(isMissing ? missing : notStarted(error), isMissing ? codes.missing : codes.unable);
    });
    // Not `exit`: there may be words on their way.
    child.on('close', (code) => {
      close(code ?? codes.interrupted);
    });
  };

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open: () => {
      prepare(say)
        .then((program) => {
          if (!program) close(codes.unable);
          else if (!isOver) start(program);
        })
        .catch((error: unknown) => {
          fail(notStarted(error), codes.unable);
        });
    },
    handleInput: (input) => {
      if (input !== '\x03' || isOver) return;
      if (child) end(child, isInterrupted ? 'SIGKILL' : 'SIGINT');
      // What was begun ends by itself; nothing is started any more.
      else close(codes.interrupted);
      isInterrupted = true;
    },
    close: () => {
      if (!isOver) end(child, 'SIGTERM');
      isOver = true;
    },
  };
}

function notStarted(error: unknown): string {
  return `The program could not be started: ${error instanceof Error ? error.message : 'no reason'}`;
}

/** Sends a signal to the program and all that it has started, of which some may outlive it. */
function end(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // All of it has ended just now.
  }
}
