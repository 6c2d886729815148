import type { Socket } from 'node:net';

/** Bytes; a program's name, a key's name and the proof are far less. */
const longest = 8_192;

/**
 * The one line that the other side sends. What comes after it ends the connection: there is nothing more to say.
 * @throws Error when the line is too long or does not come within `patience` milliseconds
 */
export async function lineFrom(socket: Socket, patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let isWhole = false;
    const fail = (why: string): void => {
      reject(new Error(why));
      socket.destroy();
    };
    const timer = setTimeout(() => {
      fail('nothing was asked in time');
    }, patience);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      if (isWhole) {
        fail('more than one line');
        return;
      }
      text += chunk;
      const end = text.indexOf('\n');
      if (text.length > longest) fail('a line that is too long');
      else if (end !== -1 && end < text.length - 1) fail('more than one line');
      else if (end !== -1) {
        isWhole = true;
        clearTimeout(timer);
        resolve(text.slice(0, end));
      }
    });
    socket.once('close', () => {
      clearTimeout(timer);
      reject(new Error('gone before it asked'));
    });
  });
}
