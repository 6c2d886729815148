import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * This process's environment, without what a VS Code terminal puts in (the server would take itself for that VS Code's),
 * without a marketplace: a test asks nobody; and with the run's own folder for sockets and temporary files.
 */
export function serverEnvironment(folder: string): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|CODE_SERVER_|NODE_OPTIONS$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), ...temporaryFolder(folder), EXTENSIONS_GALLERY: '{}' };
}

/** Elsewhere the usual one is so deep already that a socket's path would be too long. */
function temporaryFolder(folder: string): NodeJS.ProcessEnv {
  if (process.platform !== 'linux') return {};
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return { TMPDIR: temporary, XDG_RUNTIME_DIR: undefined };
}
