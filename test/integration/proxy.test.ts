import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import * as vscode from 'vscode';

import { us } from '../../src/postman/region.ts';
import { startSandbox } from '../../src/sandbox/server/start.ts';
import { useApp } from './app.ts';
import { addressOf, setProxy, useTunnel } from './tunnel.ts';

/** The way to Postman itself: region US, https, `api.postman.com`. */
describe('Behind a proxy, with Postman’s own address', () => {
  const app = useApp();
  const tunnel = useTunnel(app);

  it('a key of the region US is proven through the tunnel', async () => {
    const { issue, parts, sandbox } = app();
    const { key } = issue();
    const { id } = await parts.keyring.add(key, { name: 'us', region: us.id, expiry: { kind: 'unknown' } });
    const verified = await parts.proof.verify(id);
    assert.deepEqual(tunnel().opened, ['api.postman.com:443']);
    assert.deepEqual(
      tunnel().requests.map(({ host }) => host),
      ['api.postman.com'],
    );
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
    await setProxy(addressOf(closed));
    await assert.rejects(parts.proof.verify(id), { name: 'PostmanProblem', kind: 'proxy' });
    await setProxy(tunnel().proxy);
    closed.close();
    assert.equal(parts.keyring.find(id)?.trouble, 'unreachable');
    assert.ok(await parts.keyring.secretOf(id));
  });
});
