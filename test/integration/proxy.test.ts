import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';

import { us } from '../../src/postman/region.ts';
import { startSandbox } from '../../src/sandbox/server/start.ts';
import { useApp } from './app.ts';
import { certificateFolder } from './certificate.ts';

/**
 * The way to Postman itself: region US, https, `api.postman.com`. No network: a proxy that VS Code is set to use leads
 * the tunnel to the sandbox, which answers with a certificate that this run trusts.
 */
describe('Behind a proxy, with Postman’s own address', () => {
  const app = useApp();
  const tunnels: string[] = [];
  const hosts: (string | undefined)[] = [];
  let postman: https.Server;
  let proxy: http.Server;

  const port = (server: http.Server): number => (server.address() as AddressInfo).port;
  const setProxy = async (value: string | undefined): Promise<void> =>
    vscode.workspace.getConfiguration('http').update('proxy', value, vscode.ConfigurationTarget.Global);

  before(async () => {
    const folder = process.env[certificateFolder] ?? '';
    const [cert, key] = await Promise.all(
      ['certificate.pem', 'key.pem'].map(async (name) => readFile(join(folder, name))),
    );
    postman = https.createServer({ cert, key }, (request, response) => {
      hosts.push(request.headers.host);
      const headers = { ...request.headers, host: '127.0.0.1' };
      const inner = http.request(app().sandbox.url + (request.url ?? ''), {
        method: request.method,
        headers,
      });
      inner.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(inner);
    });
    proxy = http.createServer().on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const tunnel = connect(port(postman), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        tunnel.pipe(socket).pipe(tunnel);
      });
      for (const end of [tunnel, socket]) end.on('error', () => tunnel.destroy());
    });
    for (const server of [postman, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
    await setProxy(`http://127.0.0.1:${port(proxy)}`);
  });

  beforeEach(() => {
    tunnels.length = 0;
    hosts.length = 0;
  });

  after(async () => {
    await setProxy(undefined);
    for (const server of [postman, proxy]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('a key of the region US is proven through the tunnel', async () => {
    const { issue, parts, sandbox } = app();
    const { key } = issue();
    const { id } = await parts.keyring.add(key, { name: 'us', region: us.id, expiry: { kind: 'unknown' } });
    const verified = await parts.proof.verify(id);
    assert.deepEqual(tunnels, ['api.postman.com:443']);
    assert.deepEqual(hosts, ['api.postman.com']);
    assert.equal(verified.account?.fullName, sandbox.person().fullName);
  });

  it('a key of another region is recognised, and stored with its own', async () => {
    const { hands, issue, parts, run } = app();
    const elsewhere = await startSandbox({ seed: 'small' });
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    const before = section.get('customUrl');
    await section.update('customUrl', elsewhere.url, vscode.ConfigurationTarget.Global);
    const { key } = issue();
    hands.will({ type: key.secret.reveal() }, { press: 'Try US' }, { type: 'american' }, { pick: 'Never' });
    await run('apiKeys.add');
    await section.update('customUrl', before, vscode.ConfigurationTarget.Global);
    await elsewhere.close();
    assert.equal(parts.keyring.findSame(key)?.region, 'us');
    assert.match(hands.asked.join('\n'), /Postman \(Local\) refused this key.*another region/);
    assert.match(hands.last(), /belongs to .*, in the region US\./);
  });

  it('a proxy that refuses is told apart from Postman, and the key is kept', async () => {
    const { issue, parts } = app();
    const { id } = await parts.keyring.add(issue().key, {
      name: 'us',
      region: us.id,
      expiry: { kind: 'unknown' },
    });
    const closed = http
      .createServer()
      .on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Auth\r\n\r\n'));
    await once(closed.listen(0, '127.0.0.1'), 'listening');
    await setProxy(`http://127.0.0.1:${port(closed)}`);
    await assert.rejects(parts.proof.verify(id), { name: 'PostmanProblem', kind: 'proxy' });
    await setProxy(`http://127.0.0.1:${port(proxy)}`);
    closed.close();
    assert.equal(parts.keyring.find(id)?.trouble, 'unreachable');
    assert.ok(await parts.keyring.secretOf(id));
  });
});
