import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

const json = { 'Content-Type': 'application/json; charset=utf-8' };
const cutShort = '{"user":{"id":12345678,"username":"taylor-l';

/** Headers at once, then a space now and then: alive for every idle timeout, and never done. */
export function drip(outgoing: ServerResponse, everyMs: number): void {
  outgoing.writeHead(200, json);
  outgoing.flushHeaders();
  const timer = setInterval(() => outgoing.write(' '), Math.max(1, everyMs));
  outgoing.once('close', () => {
    clearInterval(timer);
  });
}

/** Promises 4,000 bytes, sends a few and closes: with a goodbye (FIN), or without one (RST). */
export function cutOff(outgoing: ServerResponse, goodbye: boolean): void {
  outgoing.writeHead(200, { ...json, 'Content-Length': '4000' });
  outgoing.write(cutShort, () => {
    if (goodbye) outgoing.socket?.end();
    else outgoing.socket?.resetAndDestroy();
  });
}

export function hangUp(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy();
}

function* padding(bytes: number): Generator<string> {
  const chunk = 'a'.repeat(65_536);
  yield '{"user":{"id":12345678,"fullName":"';
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
  yield '"}}';
}

/** Valid JSON of a size nobody wants; with gzip, a thousandth of it on the wire. */
export function flood(outgoing: ServerResponse, bytes: number, gzip: boolean): void {
  outgoing.writeHead(200, gzip ? { ...json, 'Content-Encoding': 'gzip' } : json);
  const source = Readable.from(padding(bytes));
  // A client that has read enough closes the connection; that ends the source too, and is no error.
  outgoing.once('close', () => source.destroy());
  if (gzip) source.pipe(createGzip()).pipe(outgoing);
  else source.pipe(outgoing);
}
