import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { plainText } from '../../postman/plainText.ts';
import { codes, exitCode } from './exitCode.ts';
import type { Program } from './program.ts';
import { startProgram, type Started } from './started.ts';

/**
 * What to run; nothing where it ends here, once the reason was said.
 * @param gone when the terminal was closed, or Ctrl+C pressed: nothing is run any more
 */
type Prepare = (say: (sentence: string) => void, gone: AbortSignal) => Promise<Program | undefined>;

/**
 * A terminal in which a program runs that this extension starts: its environment is known to nobody else. Its exit
 * code becomes the terminal's.
 */
export function createRun(folder: string, prepare: Prepare): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const over = new AbortController();
  let started: Started | undefined;
  let isInterrupted = false;

  const write = (text: string): void => {
    written.fire(text.replace(/\r?\n/g, '\r\n'));
  };
  const finish = (code?: number): void => {
    if (over.signal.aborted) return;
    over.abort();
    if (code === undefined) started?.stop();
    else closed.fire(code);
    written.dispose();
    closed.dispose();
  };
  const run = async (): Promise<number> => {
    if (!existsSync(folder)) {
      write(`The folder that this task runs in is not there any more: ${plainText(folder, 200)}\n`);
      return codes.unable;
    }
    const program = await prepare((sentence) => {
      write(`${sentence}\n`);
    }, over.signal);
    if (!program || over.signal.aborted) return codes.unable;
    const { command } = program;
    if (command === undefined || !existsSync(command)) {
      write(`${program.missing}\n`);
      return codes.missing;
    }
    started = startProgram({ ...program, command }, folder, write);
    const code = await started.code;
    return exitCode(code, isInterrupted, process);
  };

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open: () => {
      run()
        .catch((error: unknown) => {
          write(`${notStarted(error)}\n`);
          return codes.unable;
        })
        .then(finish, () => undefined);
    },
    handleInput: (input) => {
      if (input !== '\x03') return;
      // What was begun ends by itself; where nothing was, nothing is started any more.
      if (!started) finish(codes.interrupted);
      started?.signal(isInterrupted ? 'SIGKILL' : 'SIGINT');
      isInterrupted = true;
    },
    close: () => {
      finish();
    },
  };
}

function notStarted(error: unknown): string {
  return `The program could not be started: ${error instanceof Error ? error.message : 'no reason'}`;
}
