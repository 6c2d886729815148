import type { Region } from '../../postman/region.ts';
import { shellOf } from '../terminal/shell.ts';
import { regionOption, secretName } from './ci.ts';

/**
 * What signs the Postman CLI in with the key of the terminal's environment.
 * @param shell `vscode.env.shell`
 */
export function loginLine(shell: string, platform: NodeJS.Platform, region: Region): string {
  const [path] = shellOf(shell, platform);
  return `postman login --with-api-key ${variableIn(path, secretName)}${regionOption(region)}`;
}

/** How the value of an environment variable is written as one word in that shell. */
export function variableIn(shellPath: string, name: string): string {
  const shell = /([^\\/]*?)(\.exe)?$/i.exec(shellPath)?.[1]?.toLowerCase();
  if (shell === 'cmd') return `"%${name}%"`;
  if (shell === 'nu') return `$env.${name}`;
  if (shell === 'elvish') return `$E:${name}`;
  return shell === 'pwsh' || shell === 'powershell' ? `"$env:${name}"` : `"$${name}"`;
}
