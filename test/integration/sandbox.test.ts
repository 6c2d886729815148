import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import * as vscode from 'vscode';

import { useApp } from './app.ts';

describe('The local sandbox', () => {
  const app = useApp();
  const section = vscode.workspace.getConfiguration('postmanKeyring');
  const setPort = async (port: number | undefined): Promise<void> =>
    section.update('sandbox.port', port, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    await app().run('sandbox.stop');
    await setPort(undefined);
  });

  it('starts, gives new keys their region, and stops', async () => {
    const { hands, parts, region, run } = app();
    await setPort(0);
    await run('sandbox.start');
    const started = parts.settings.region;
    assert.match(started.id, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.notEqual(started.id, region.id);
    assert.match(hands.last(), /A local Postman runs at/);
    assert.equal((await fetch(started.id)).status, 200);
    await run('sandbox.start');
    assert.match(hands.last(), /is running at/);
    await run('sandbox.stop');
    await assert.rejects(fetch(started.id));
    assert.equal(parts.settings.region.id, region.id);
  });

  it('says what to do when its port is taken', async () => {
    const { hands, run } = app();
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as { port: number };
    await setPort(port);
    await run('sandbox.start');
    assert.match(hands.last(), new RegExp(`Port ${port} is taken`));
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Open Settings']);
    server.close();
  });
});
