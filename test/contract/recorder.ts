import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Exchange } from './definition.ts';

export interface Recorder {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

/** A server in front of `target` that passes on everything and keeps what went by. */
export async function createRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    const passOn = async (): Promise<void> => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const body = await text(incoming);
      const passed = request(new URL(path, target), { method, headers });
      passed.end(body);
      const [reply] = (await once(passed, 'response')) as [IncomingMessage];
      const answer = await text(reply);
      const status = reply.statusCode ?? 0;
      const type = reply.headers['content-type']?.split(';')[0] ?? '';
      exchanges.push({ method, path, headers: Object.keys(headers), body, status, type, answer });
      outgoing.writeHead(status, reply.headers).end(answer);
    };
    passOn().catch((error: unknown) => outgoing.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The recorder has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
