import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sandboxApp } from './app.ts';
import { Clock } from './clock.ts';
import { LocalPostman } from './localPostman.ts';
import { sandboxOf } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import { restoreSnapshot, takeSnapshot } from './state/snapshot.ts';
import { readSnapshot, StateFile } from './state/stateFile.ts';
import type { SeedName } from './world/model.ts';
import { worldOf } from './world/seeds.ts';

export type { Sandbox } from './sandbox.ts';

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Without it: the one of the state file, else `team`. */
  readonly seed?: SeedName;
  /** Where keys and settings outlive the process; in memory only without it. */
  readonly stateFile?: string;
  readonly now?: () => number;
  /** The HTTP doors under `/_sandbox`; on by default. */
  readonly controlDoor?: boolean;
  /** Told what a person should know; never a key. */
  readonly say?: (line: string) => void;
}

const host = '127.0.0.1';

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port.');
  return address.port;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, stateFile, now, controlDoor = true, say = () => undefined } = options;
  const snapshot = stateFile === undefined ? undefined : await readSnapshot(stateFile, options.seed, say);
  const seed = options.seed ?? snapshot?.seed ?? 'team';
  const file =
    stateFile === undefined ? undefined : new StateFile(stateFile, () => takeSnapshot(postman), say);
  const postman = new LocalPostman(worldOf(seed), new Clock(now), () => file?.save());
  if (snapshot !== undefined) restoreSnapshot(postman, snapshot);

  const app = sandboxApp(postman, { controlDoor, say });
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  const taken = await listen(server, port);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    await file?.settled();
  };
  return sandboxOf(postman, taken, async () => (closing ??= close()));
}
