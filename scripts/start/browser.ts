import { spawn } from 'node:child_process';

import { onPath } from '../setup/command.ts';

/** Opens the address in the person's own browser, where there is one and a screen to show it; never fails. */
export function openInBrowser(address: string): boolean {
  const [program, ...args] = opener(address);
  if (program === undefined) return false;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
  return true;
}

function opener(address: string): string[] {
  if (process.platform === 'darwin') return ['open', address];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""', address.replaceAll('&', '^&')];
  const screen = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '';
  return screen !== '' && onPath('xdg-open') !== undefined ? ['xdg-open', address] : [];
}
