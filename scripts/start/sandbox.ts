import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { answers, freePort, ServerProcess } from '../../test/host/server/serverProcess.ts';
import { say } from '../setup/say.ts';

const main = join(import.meta.dirname, '../../src/sandbox/main.ts');
const usualPort = 4010;

/** The local Postman, with what was done in it before still there. */
export async function startSandbox(folder: string): Promise<ServerProcess | undefined> {
  if (!existsSync(main)) {
    say('There is no sandbox in this checkout (src/sandbox/main.ts): the editor starts without.');
    return undefined;
  }
  const port = await usualOrFree(usualPort, 'The sandbox');
  // Two that run at once must not write to one file.
  const state = join(folder, port === usualPort ? 'sandbox.json' : `sandbox-${port}.json`);
  return ServerProcess.start(
    process.execPath,
    () => [main, '--port', String(port), '--seed', 'team', '--state', state],
    { port },
  );
}

export async function usualOrFree(usual: number, what: string): Promise<number> {
  if (!(await answers(usual))) return usual;
  const port = await freePort();
  say(`${what} takes port ${port}: something else is on ${usual}.`);
  return port;
}
