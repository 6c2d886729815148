import { join } from 'node:path';

interface HostOptions {
  readonly vscodeExecutablePath?: string;
  readonly version?: string;
}

/**
 * Where the tests run: VS Code Server from npm, or a desktop VS Code: the one named in `VSCODE_PATH`, else one that
 * @vscode/test-electron downloads.
 */
export function hostOptions(desktop: boolean): HostOptions {
  if (!desktop) return { vscodeExecutablePath: join(import.meta.dirname, 'server', 'vscode-server') };
  const installed = process.env['VSCODE_PATH'];
  return installed === undefined ? { version: 'stable' } : { vscodeExecutablePath: installed };
}
