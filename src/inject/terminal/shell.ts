import { basename } from 'node:path';

// By its name alone it would be looked for in the workspace first.
const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/** The command line of the person's shell, as VS Code itself starts it. @param shell `vscode.env.shell` */
export function shellOf(shell: string, platform: NodeJS.Platform): [string, ...string[]] {
  const path = shell === '' ? (platform === 'win32' ? powershell : '/bin/sh') : shell;
  // On macOS nothing but a login shell has the person's PATH.
  const isLogin = platform === 'darwin' && /^(ba|z|fi)sh$/.test(basename(path));
  return isLogin ? [path, '-l'] : [path];
}
