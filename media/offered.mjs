import { Buffer } from 'node:buffer';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createConnection } from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';

/** Milliseconds for the answer: nobody is asked for it. */
const hurry = 10_000;

/**
 * What Keyring for Postman offers at an address, as JSON, once. What is said there, and why, stands in src/host/offer.ts.
 * @param what it is, as a sentence about it begins
 * @throws Error with a sentence where it was had before, is over, or somebody else answers
 */
export async function take(address, token, what = 'It', patience = hurry) {
  let isLate = false;
  let socket;
  const timer = setTimeout(() => {
    isLate = true;
    socket?.destroy();
  }, patience);
  try {
    socket = createConnection({ path: address });
    const nonce = randomBytes(32).toString('hex');
    const proofOf = (...words) =>
      createHmac('sha256', Buffer.from(token, 'hex'))
        .update([nonce, ...words].join('\n'))
        .digest('hex');
    socket.write(nonce + proofOf('take'));
    let said = '';
    for await (const chunk of socket.setEncoding('utf8')) said += chunk;
    const json = said.slice(nonce.length);
    const isProven = timingSafeEqual(
      Buffer.from(said.slice(0, nonce.length)),
      Buffer.from(proofOf('give', json)),
    );
    if (!isProven) throw new Error('an answer without the token');
    return JSON.parse(json);
  } catch {
    // What went wrong may quote what was sent.
    throw new Error(
      isLate
        ? `${what} could not be had: the editor’s window does not answer.`
        : `${what} was handed out before, or too long ago.`,
    );
  } finally {
    clearTimeout(timer);
    socket?.destroy();
  }
}
