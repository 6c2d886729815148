import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import * as v from 'valibot';
import { lineFrom } from './line.ts';
import { decodeRequest, type Answer, type Answering } from './request.ts';

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const envelope = v.object({ nonce: hex, body: v.string(), proof: hex });

/** Milliseconds in which a terminal has to say what it wants. */
const hurry = 5_000;

/**
 * One question and its answer, a connection each, in lines of JSON (`media/pmkey/exchange.mjs` is the other side):
 *
 *     editor    {"pmkey":1, "nonce":N}
 *     terminal  {"nonce":M, "body":B, "proof":HMAC(token, "request" N M B)}
 *     editor    {"body":C, "proof":HMAC(token, "answer" N M C)}
 *
 * A terminal has one token for all that is run in it, so what is one-time is the exchange: a proof is bound to two
 * nonces of this connection and to the very words. The token itself never crosses the socket, a line that was
 * overheard opens nothing later, and neither side takes the other's word without proof.
 *
 * @throws Error, never with what came in, for everything that is not of this form
 */
export async function exchange(
  socket: Socket,
  token: string,
  answer: Answering,
  patience = hurry,
): Promise<void> {
  const nonce = randomBytes(32).toString('hex');
  const gone = new AbortController();
  socket.once('close', () => {
    gone.abort();
  });
  send(socket, { pmkey: 1, nonce });
  const sent = decoded(envelope, await lineFrom(socket, patience));
  const proofOf = (what: 'request' | 'answer', body: string): string =>
    createHmac('sha256', Buffer.from(token, 'hex'))
      .update([what, nonce, sent.nonce, body].join('\n'))
      .digest('hex');
  if (!areSame(sent.proof, proofOf('request', sent.body))) throw new Error('a proof without the token');
  const body = JSON.stringify((await answer(decodeRequest(sent.body), gone.signal)) satisfies Answer);
  if (!gone.signal.aborted) socket.end(`${JSON.stringify({ body, proof: proofOf('answer', body) })}\n`);
}

function send(socket: Socket, message: object): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

function decoded(schema: typeof envelope, line: string): v.InferOutput<typeof envelope> {
  try {
    return v.parse(schema, JSON.parse(line));
  } catch {
    // valibot's own error would quote what came in.
    throw new Error('a line of another form');
  }
}

function areSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
}
