import { basename } from 'node:path';

/** The command line of the person's shell, as VS Code itself starts it. @param shell `vscode.env.shell` */
export function shellOf(shell: string, platform: NodeJS.Platform): [string, ...string[]] {
  const path = shell === '' ? (platform === 'win32' ? 'powershell.exe' : '/bin/sh') : shell;
  // On macOS nothing but a login shell has the person's PATH.
  const isLogin = platform === 'darwin' && /^(ba|z|fi)sh$/.test(basename(path));
  return isLogin ? [path, '-l'] : [path];
}
