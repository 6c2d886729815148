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
    rateLimit: { limit: 300, remaining: 299, remainingMonth: 7 },
    serverDate: new Date(0),
    body: { user: { id: 1 }, echo: `Bearer ${key}`, shared: `PMAT-${'A'.repeat(26)}` },
  };
  const text = answerDocument({ method: 'PUT', path: '/me', region: us, keyName: 'work' }, answer);

  it('shows what was asked and how it went', () => {
    const { body, ...head } = JSON.parse(text) as { body: { user: { id: number } } };
    assert.deepEqual(head, {
      request: 'PUT https://api.postman.com/me',
      apiKey: 'work',
      response: '200 OK, 12 ms, 99 bytes',
      date: '1970-01-01T00:00:00.000Z',
      rateLimit: '299 of 300 left',
      monthlyLimit: '7 left',
    });
    assert.equal(body.user.id, 1);
  });

  it('has no key in it, even when the server echoes one; nor has the file of it', () => {
    for (const one of [text, bodyText(answer)]) {
      assert.ok(!one.includes(key));
      assert.ok(!one.includes('AAAAAA'));
    }
    assert.equal((JSON.parse(bodyText(answer)) as { user: { id: number } }).user.id, 1);
    assert.equal(bodyText({ body: undefined }), 'null\n');
  });

  it('is there for answers whose lines would be too many bytes, and for those that cannot be written', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    const asked = { method: 'GET', path: '/me', region: us, keyName: 'work' } as const;
    const shown = (body: unknown): { body: unknown } =>
      JSON.parse(answerDocument(asked, { ...answer, body })) as { body: unknown };
    const wide = new Array(50).fill(nested(500));
    assert.ok(answerDocument(asked, { ...answer, body: wide }).length < 200_000, 'in one line');
    assert.deepEqual(shown(wide).body, wide);
    assert.match(String(shown(nested(100_000)).body), /nested too deeply/);
    assert.match(bodyText({ body: nested(100_000) }), /nested too deeply/);
  });
});
