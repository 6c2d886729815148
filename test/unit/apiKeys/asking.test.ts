import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dateIn } from '../../../src/apiKeys/askExpiry.ts';
import { whyNoKey } from '../../../src/apiKeys/askKey.ts';
import { cliKeys, environmentKey } from '../../../src/apiKeys/foundKeys.ts';
import { someKey, temporaryFolder } from '../keyring/keys.ts';

describe('why a pasted text is no API key', () => {
  const key = someKey().secret.reveal();

  it('is nothing for a key, with white space around it too', () => {
    assert.equal(whyNoKey(key), undefined);
    assert.equal(whyNoKey(` ${key}\n`), undefined);
  });

  const cases: [string, string, RegExp][] = [
    ['a collection access key', `PMAT-${'A'.repeat(26)}`, /collection access key/],
    ["a key's id", key.slice(0, 29), /only the key's id or its masked form/],
    ['a masked key', `${key.slice(0, 29)}-******ba`, /only the key's id or its masked form/],
    ['half a key', key.slice(0, 40), /64 characters, this has 40/],
    ['anything else', 'hello', /starts with PMAK-/],
  ];
  for (const [what, text, sentence] of cases)
    it(`is told for ${what}`, () => assert.match(whyNoKey(text) ?? '', sentence));
});

describe('a typed date', () => {
  it('is the first moment of the day here', () => {
    assert.equal(dateIn(' 2027-01-31 '), new Date(2027, 0, 31).getTime());
    assert.equal(dateIn('2028-02-29'), new Date(2028, 1, 29).getTime());
  });

  for (const text of [
    '',
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '31.1.2027',
    '2027-1-3',
    '2027-01-31T00:00',
  ]) {
    it(`is not “${text}”`, () => assert.equal(dateIn(text), undefined));
  }
});

describe('keys that lie about on this machine', () => {
  it('are found in the environment', () => {
    const key = someKey();
    const found = environmentKey({ POSTMAN_API_KEY: key.secret.reveal() });
    assert.deepEqual(
      found.map((one) => one.key.fingerprint),
      [key.fingerprint],
    );
    assert.deepEqual(environmentKey({}), []);
    assert.deepEqual(environmentKey({ POSTMAN_API_KEY: 'nonsense' }), []);
  });

  it("are found in the Postman CLI's file whatever its layout, and the place is told", async () => {
    const home = await temporaryFolder();
    const key = someKey();
    await mkdir(join(home.path, '.postman'));
    const profile = { alias: 'default', postmanApiKey: key.secret.reveal() };
    await writeFile(
      join(home.path, '.postman', 'postmanrc'),
      JSON.stringify({ login: { _profiles: [profile] } }),
    );
    const [found, ...others] = await cliKeys(home.path);
    assert.equal(found?.key.fingerprint, key.fingerprint);
    assert.match(found.note ?? '', /plain text in ~\/\.postman\/postmanrc/);
    assert.ok(![found.label, found.place, found.note].join().includes(key.secret.reveal()));
    assert.equal(others.length, 0);
    await home.dispose();
  });

  it('are none where there is no such file', async () => {
    assert.deepEqual(await cliKeys('/nowhere'), []);
  });
});
