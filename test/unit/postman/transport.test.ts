import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { Secret } from '../../../src/postman/secret.ts';
import { send, type Request } from '../../../src/postman/transport.ts';
import { localServer, someKey } from './against.ts';

function request(url: string, change: Partial<Request> = {}): Request {
  const { signal } = new AbortController();
  return {
    url,
    method: 'GET',
    headers: {},
    secret: someKey.secret,
    signal,
    deadlineMs: 500,
    connectMs: 500,
    ...change,
  };
}

describe('sending a request', () => {
  it('sends the key, byte for byte, and takes the answer as it comes', async () => {
    const server = await localServer((_, response) => {
      response.writeHead(418, 'I am a teapot', { 'X-One': 'a', 'Set-Cookie': ['x=1', 'y=2'] });
      response.end('short');
    });
    const reply = await send(request(`${server.region.api}/me`, { headers: { Accept: 'application/json' } }));
    assert.ok('status' in reply);
    assert.deepEqual(
      [reply.status, reply.statusText, reply.text, reply.bytes],
      [418, 'I am a teapot', 'short', 5],
    );
    assert.equal(reply.headers['x-one'], 'a');
    assert.equal(reply.headers['set-cookie'], undefined);
    assert.equal(server.requests[0]?.headers['x-api-key'], someKey.secret.reveal());
    assert.equal(server.requests[0].headers.accept, 'application/json');
    await server.close();
  });

  it('sends an access key in the query alone, and nowhere else', async () => {
    const server = await localServer((_, response) => response.end('{}'));
    const secret = new Secret('PMAT-01HX0000000000000000000000');
    for (const path of [
      '/collections/1-2',
      '/collections/1-2?model=minimal',
      '/collections/1-2?access_key=x',
    ]) {
      await send(request(server.region.api + path, { secret }));
    }
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      [
        '/collections/1-2?access_key=PMAT-01HX0000000000000000000000',
        '/collections/1-2?model=minimal&access_key=PMAT-01HX0000000000000000000000',
        '/collections/1-2?access_key=PMAT-01HX0000000000000000000000',
      ],
    );
    assert.ok(server.requests.every(({ headers }) => !JSON.stringify(headers).includes('PMA')));
    await server.close();
  });

  it('sends a body as it is, with its type', async () => {
    const bodies: string[] = [];
    const server = await localServer((incoming, response) => {
      incoming.on('data', (chunk) => bodies.push(String(chunk)));
      incoming.on('end', () => response.end('{}'));
    });
    const headers = { 'Content-Type': 'application/json' };
    await send(request(server.region.api, { method: 'POST', body: '{"ä":1}', headers }));
    assert.deepEqual(bodies, ['{"ä":1}']);
    assert.equal(server.requests[0]?.headers['content-type'], 'application/json');
    assert.equal(server.requests[0].headers['content-length'], '8');
    await server.close();
  });

  for (const stray of ['\n', ' ', '\u200b', 'x', '\r\nX-Evil: 1']) {
    it(`sends nothing for a key with ${JSON.stringify(stray)} in it`, async () => {
      const server = await localServer((_, response) => response.end());
      for (const text of [someKey.secret.reveal() + stray, stray + someKey.secret.reveal()]) {
        const failure = await send(request(server.region.api, { secret: new Secret(text) }));
        assert.ok('failed' in failure && failure.failed === 'badRequest');
      }
      const access = new Secret(`PMAT-01HX0000000000000000000000${stray}`);
      const failure = await send(request(server.region.api, { secret: access }));
      assert.ok('failed' in failure && failure.failed === 'badRequest');
      assert.deepEqual(server.requests, []);
      await server.close();
    });
  }

  it('unpacks gzip, and takes broken gzip for unreadable', async () => {
    const packed = gzipSync('{"a":"ä"}');
    const server = await localServer(({ url }, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(
        url === '/good' ? packed : Buffer.concat([packed.subarray(0, 12), Buffer.from('xxxxxxxx')]),
      );
    });
    const good = await send(request(`${server.region.api}/good`));
    assert.ok('text' in good && good.text === '{"a":"ä"}' && good.bytes === 10);
    const bad = await send(request(`${server.region.api}/bad`));
    assert.ok('failed' in bad && bad.failed === 'unreadable', JSON.stringify(bad));
    await server.close();
  });

  it('takes no bytes for text that are none, except in an error page', async () => {
    const server = await localServer(({ url }, response) =>
      response.writeHead(url === '/ok' ? 200 : 500).end(Buffer.from([0x22, 0xe4, 0x22])),
    );
    const ok = await send(request(`${server.region.api}/ok`));
    assert.ok('failed' in ok && ok.failed === 'unreadable');
    const page = await send(request(`${server.region.api}/error`));
    assert.ok('text' in page && page.status === 500);
    await server.close();
  });

  it('tells a server that speaks no HTTP, or no TLS', async () => {
    const server = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address() as net.AddressInfo;
    const plain = await send(request(`http://127.0.0.1:${address.port}/`));
    assert.ok('failed' in plain && plain.failed === 'unreadable', JSON.stringify(plain));
    const secure = await send(request(`https://127.0.0.1:${address.port}/`));
    assert.ok('failed' in secure && secure.failed === 'certificate', JSON.stringify(secure));
    server.close();
  });

  it('gives up a connection that does not come, and not an answer that is slow', async () => {
    const silent = net.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as net.AddressInfo;
    const handshake = await send(request(`https://127.0.0.1:${port}/`, { connectMs: 50 }));
    assert.ok('failed' in handshake && handshake.failed === 'timeout' && handshake.code === 'connect');
    const slow = await send(request(`http://127.0.0.1:${port}/`, { connectMs: 50, deadlineMs: 120 }));
    assert.ok('failed' in slow && slow.failed === 'timeout' && slow.code === 'deadline');
    assert.ok(slow.elapsedMs >= 100);
    silent.close();
  });

  it("meets a patch of node's own module that comes later, and brings no agent that would keep it out", async () => {
    const server = await localServer((_, response) => response.end('{}'));
    const original = http.request;
    const agents: unknown[] = [];
    http.request = ((options: http.RequestOptions, ...rest: [() => void]) => {
      agents.push(options.agent);
      return original(options, ...rest);
    }) as typeof http.request;
    try {
      await send(request(server.region.api));
    } finally {
      http.request = original;
    }
    assert.deepEqual(agents, [undefined]);
    await server.close();
  });

  it('goes past the proxies that the environment names: they are for VS Code to settle', async () => {
    const server = await localServer((_, response) => response.end('{}'));
    const proxy = await localServer((_, response) => response.end());
    process.env['http_proxy'] = proxy.region.api;
    try {
      const reply = await send(request(server.region.api));
      assert.ok('status' in reply);
      assert.deepEqual([server.requests.length, proxy.requests.length], [1, 0]);
    } finally {
      delete process.env['http_proxy'];
    }
    await Promise.all([server.close(), proxy.close()]);
  });
});
