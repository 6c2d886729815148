import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { newPlace } from './place.ts';

/** Where something can be had, once. */
export interface Offer {
  /** Of a socket that only this user can open. */
  readonly address: string;
  /** 64 hex digits, which never cross the socket. Worth nothing once it was had. */
  readonly token: string;
  /** Whether somebody had it. Resolves when the offer is over. */
  readonly over: Promise<boolean>;
}

/** Milliseconds for which a shell may take to start, and to take what it came for. */
const patience = 60_000;
/** Characters of a nonce, and of a proof: 256 bits in hex. */
const length = 64;

/**
 * Offers something to the one who knows the token: over a socket, the first time, and for a minute. `media/offered.mjs`
 * is the other side:
 *
 *     taker   N HMAC(token, N "take")
 *     editor  HMAC(token, N "give" JSON) JSON
 *
 * Neither takes the other's word without proof: once the offer is over its address is anybody's, and who asks there again,
 * as a terminal that is relaunched does, may ask another user of this computer.
 *
 * @param content goes over as JSON
 */
export async function offer(content: unknown, wait = patience): Promise<Offer> {
  const token = randomBytes(32).toString('hex');
  const place = await newPlace();
  const over = Promise.withResolvers<boolean>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    void saidOn(socket, 2 * length).then((said) => {
      const nonce = said.slice(0, length);
      const proofOf = (...words: readonly string[]): string =>
        createHmac('sha256', Buffer.from(token, 'hex'))
          .update([nonce, ...words].join('\n'))
          .digest('hex');
      if (!areSame(said.slice(length), proofOf('take')) || !server.listening) return socket.destroy();
      over.resolve(true);
      const json = JSON.stringify(content);
      return socket.end(proofOf('give', json) + json);
    });
  });
  try {
    await listen(server, place.address);
  } catch (error) {
    server.close();
    place.remove();
    throw error;
  }
  const timer = setTimeout(() => {
    over.resolve(false);
    // Also the one that has come for it and reads nothing.
    for (const socket of sockets) socket.destroy();
  }, wait);
  const whenOver = over.promise.then((wasHad) => {
    server.close(() => {
      clearTimeout(timer);
    });
    for (const socket of sockets) if (!socket.writableEnded) socket.destroy();
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

function areSame(said: string, due: string): boolean {
  return said.length === due.length && timingSafeEqual(Buffer.from(said, 'latin1'), Buffer.from(due));
}

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(address, resolve);
  });
  if (process.platform !== 'win32') await chmod(address, 0o600);
}
