import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';

/** This sandbox's own address, whatever name the caller used for it. */
export function originOf(c: Context<SandboxEnv>): string {
  return `http://127.0.0.1:${c.env.incoming.socket.localPort ?? 0}`;
}
