import assert from 'node:assert/strict';
import { answerDocument, bodyText } from '../../../../src/inject/requests/answerDocument.ts';
import { us } from '../../../../src/postman/region.ts';
import { someKey } from '../../keyring/keys.ts';

describe('the document of an answer', () => {
  const key = someKey().secret.reveal();
  const answer = {
    status: 200,
    statusText: 'OK',
    elapsedMs: 12.4,
    bytes: 99,
    rateLimit: { limit: 300, remaining: 299 },
    serverDate: new Date(0),
    body: { user: { id: 1 }, echo: `Bearer ${key}`, shared: `PMAT-${'A'.repeat(26)}` },
  };
  const text = answerDocument({ method: 'PUT', path: '/me', region: us, keyName: 'work' }, answer);

  it('shows what was asked and how it went', () => {
    const shown = JSON.parse(text) as { request: unknown; response: unknown };
    assert.deepEqual(shown.request, { method: 'PUT', url: 'https://api.postman.com/me', apiKey: 'work' });
    assert.deepEqual(shown.response, {
      status: '200 OK',
      time: '12 ms',
      size: '99 bytes',
      date: '1970-01-01T00:00:00.000Z',
      rateLimit: { limit: 300, remaining: 299 },
    });
  });

  it('has no key in it, even when the server echoes one; nor has the file of it', () => {
    for (const one of [text, bodyText(answer)]) {
      assert.ok(!one.includes(key));
      assert.ok(!one.includes('AAAAAA'));
    }
    assert.equal((JSON.parse(bodyText(answer)) as { user: { id: number } }).user.id, 1);
    assert.equal(bodyText({ body: undefined }), 'null\n');
  });
});
