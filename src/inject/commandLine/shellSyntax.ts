import type { Region } from '../../postman/region.ts';
import { regionOption, secretName } from './ci.ts';

/** What signs the Postman CLI in with the key of the terminal's environment. */
export function loginLine(shellPath: string, region: Region): string {
  return `postman login --with-api-key ${variableIn(shellPath, secretName)}${regionOption(region)}`;
}

/** How the value of an environment variable is written as one word in that shell. */
export function variableIn(shellPath: string, name: string): string {
  const shell = /([^\\/]*?)(\.exe)?$/i.exec(shellPath)?.[1]?.toLowerCase();
  if (shell === 'cmd') return `"%${name}%"`;
  if (shell === 'nu') return `$env.${name}`;
  return shell === 'pwsh' || shell === 'powershell' ? `"$env:${name}"` : `"$${name}"`;
}
