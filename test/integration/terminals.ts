import * as vscode from 'vscode';

/** Ends a shell with the exit code of what it ran last, once that has ended. @param line typed before, on the same line */
export async function endOf(terminal: vscode.Terminal, line = ''): Promise<number | undefined> {
  let code: number | undefined;
  const listener = vscode.window.onDidCloseTerminal((closed) => {
    if (closed === terminal) code = closed.exitStatus?.code;
  });
  terminal.sendText(`${line}exit $?`);
  try {
    for (let tries = 0; tries < 600 && code === undefined; tries += 1)
      await new Promise((done) => setTimeout(done, 50));
    return code;
  } finally {
    listener.dispose();
  }
}
