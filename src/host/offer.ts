import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { newPlace } from './place.ts';

/** Where something can be had, once. */
export interface Offer {
  /** Of a socket that only this user can open. */
  readonly address: string;
  /** 64 hex digits, to be said first. Worth nothing once it was had. */
  readonly token: string;
  /** Whether somebody had it. Resolves when the offer is over. */
  readonly over: Promise<boolean>;
}

/** Milliseconds for which a shell may take to start. */
const patience = 60_000;

/**
 * Offers something to the one who knows the token: over a socket, the first time, and for a minute.
 * @param content taken as JSON by `media/offered.mjs`
 */
export async function offer(content: unknown, wait = patience): Promise<Offer> {
  const token = randomBytes(32).toString('hex');
  const place = await newPlace();
  const over = Promise.withResolvers<boolean>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    void saidOn(socket, token.length).then((said) => {
      if (!isSame(said, token) || !server.listening) return socket.destroy();
      over.resolve(true);
      return socket.end(JSON.stringify(content));
    });
  });
  try {
    await listen(server, place.address);
  } catch (error) {
    place.remove();
    throw error;
  }
  const timer = setTimeout(() => {
    over.resolve(false);
  }, wait);
  const whenOver = over.promise.then((wasHad) => {
    clearTimeout(timer);
    server.close();
    for (const socket of sockets) if (!wasHad || !socket.writableEnded) socket.destroy();
    place.remove();
    return wasHad;
  });
  return { address: place.address, token, over: whenOver };
}

/** The first `length` characters that come over a socket; less where it ends before. */
async function saidOn(socket: Socket, length: number): Promise<string> {
  let said = '';
  socket.setEncoding('latin1');
  return new Promise((resolve) => {
    socket.on('data', (chunk: string) => {
      said += chunk.slice(0, length - said.length);
      if (said.length === length) resolve(said);
    });
    socket.on('close', () => {
      resolve(said);
    });
  });
}

function isSame(said: string, token: string): boolean {
  return said.length === token.length && timingSafeEqual(Buffer.from(said, 'latin1'), Buffer.from(token));
}

async function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(address, resolve);
  });
}
