import assert from 'node:assert/strict';
import { raw, runningSandbox } from './running.ts';

describe('sandbox: only this computer', () => {
  const sandbox = runningSandbox({ seed: 'small' });

  it('answers to loopback names, at any port', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', 'localhost:8080', '127.0.0.1:1', '[::1]:9999']) {
      assert.equal((await raw(sandbox(), '/', { Host: host })).status, 200, host);
    }
  });

  it('refuses every other name, so that no rebound domain gets in', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.nip.io:4010',
      '192.168.0.7',
      '0.0.0.0',
    ]) {
      for (const path of ['/', '/me', '/settings/me/api-keys', '/_sandbox/requests', '/assets/sandbox.js']) {
        const reply = await raw(sandbox(), path, { Host: host });
        assert.equal(reply.status, 403, `${host}${path}`);
        assert.match(reply.text, /^Refused/);
      }
    }
  });

  it('sends no CORS headers and answers no preflight', async () => {
    const response = await fetch(`${sandbox().url}/me`, {
      method: 'OPTIONS',
      headers: { Origin: 'http://127.0.0.1:3000', 'Access-Control-Request-Method': 'GET' },
    });
    assert.equal(response.status, 404);
    const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control'));
    assert.deepEqual(cors, []);
  });
});
