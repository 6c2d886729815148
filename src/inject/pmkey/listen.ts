import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import type { Log } from '../../host/log.ts';
import { newPlace } from '../../host/place.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { exchange } from './exchange.ts';
import type { Answer, Answering } from './request.ts';

/** A server that listens, and what a terminal has to know to ask it. */
export interface Listening extends Disposable {
  readonly address: string;
  /** 256 bits in hex, of this server only. */
  readonly token: string;
}

/**
 * Terminals that wait for an answer: more than a person starts at once. As many may have proved nothing yet; of those
 * one more ends the oldest, so that nobody is kept out by connections that stay silent.
 */
const most = 100;
const crowded: Answer = {
  ok: false,
  sentence: `${most} programs wait for an answer in the editor already. Answer there, then try again.`,
};

/** @throws Node's own error where nothing can listen */
export async function listen(
  answer: Answering,
  log: Pick<Log, 'info' | 'error'>,
  patience?: number,
): Promise<Listening> {
  const token = randomBytes(32).toString('hex');
  const open = new Set<Socket>();
  const strangers = new Set<Socket>();
  const forget = (socket: Socket): void => {
    open.delete(socket);
    strangers.delete(socket);
  };
  const server = createServer((socket) => {
    open.add(socket);
    strangers.add(socket);
    socket.once('close', () => {
      forget(socket);
    });
    const [oldest] = strangers;
    if (oldest && strangers.size > most) {
      forget(oldest);
      oldest.destroy();
    }
    const answerHere: Answering = async (request, gone) => {
      strangers.delete(socket);
      return open.size - strangers.size > most ? crowded : answer(request, gone);
    };
    // A terminal that is closed in the middle is no trouble of ours.
    socket.on('error', () => undefined);
    exchange(socket, token, answerHere, patience).catch((error: unknown) => {
      log.info(`pmkey: a connection was closed: ${error instanceof Error ? error.message : 'no reason'}.`);
      socket.destroy();
    });
  });
  const place = await newPlace();
  try {
    server.listen(place.address);
    await once(server, 'listening');
    if (process.platform !== 'win32') await chmod(place.address, 0o600);
  } catch (error) {
    server.close();
    place.remove();
    throw error;
  }
  server.on('error', (error) => {
    log.error('pmkey', error);
  });
  // It keeps no process alive that has nothing else to do.
  server.unref();
  return {
    address: place.address,
    token,
    dispose: () => {
      server.close();
      for (const socket of open) socket.destroy();
      place.remove();
    },
  };
}
