import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { accessKeyIssuedAt, maskAccessKey, parseAccessKey } from '../../../src/postman/accessKey.ts';
import { collectionLink } from '../../../src/postman/collectionLink.ts';
import { us } from '../../../src/postman/region.ts';
import { accessKeyText, uidText } from './arbitrary.ts';

const text = 'PMAT-01HV9J2N5SXYZ0123456789ABC';
const uid = '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2';
const link = `https://api.postman.com/collections/${uid}?access_key=${text}`;

describe('a collection access key', () => {
  it('is read with its fingerprint and its last four', () => {
    const key = parseAccessKey(` ${text}\r\n`);
    assert.equal(key?.secret.reveal(), text);
    assert.equal(key.fingerprint, createHash('sha256').update(text).digest('hex'));
    assert.equal(key.lastFour, '9ABC');
  });

  it('is read by its grammar alone', () => {
    fc.assert(
      fc.property(
        accessKeyText,
        fc.nat({ max: 31 }),
        fc.constantFrom('x', '\u0000', '\u200b', ' ', '\n', '-', 'é'),
        (key, at, stray) => {
          const parsed = parseAccessKey(key.slice(0, at) + stray + key.slice(at));
          assert.ok(parsed === undefined || parsed.secret.reveal() === key);
          assert.equal(parseAccessKey(key.toLowerCase())?.secret.reveal(), key.toLowerCase());
        },
      ),
    );
  });

  for (const [what, value] of Object.entries({
    nothing: '',
    'its masked form': maskAccessKey({ lastFour: '9ABC' }),
    'an API key': `PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}`,
    'two keys': `${text}\n${text}`,
    'its link': link,
    'a key too short': text.slice(0, -1),
    'a key too long': `${text}0`,
    'a whole file': text + ' '.repeat(1_000_000),
  })) {
    it(`is not ${what}`, () => assert.equal(parseAccessKey(value), undefined));
  }

  it('is masked as in Postman’s list, and prints without the secret', () => {
    assert.equal(maskAccessKey({ lastFour: '43BR' }), 'PMAT-**********************43BR');
    fc.assert(
      fc.property(accessKeyText, uidText, (one, collectionUid) => {
        const key = parseAccessKey(one)!;
        const parsed = { key, link: collectionLink(us, collectionUid, key) };
        const print = inspect(parsed, { depth: Infinity, showHidden: true }) + JSON.stringify(parsed);
        assert.ok(!print.includes(one.slice(5, 20)) && !maskAccessKey(key).includes(one.slice(20, 28)));
      }),
    );
  });
});

describe('when an access key was issued', () => {
  const now = Date.UTC(2026, 5, 1);
  const day = 24 * 60 * 60 * 1000;
  const keyOf = (time: number) => {
    const places = Array.from({ length: 10 }, (_, at) => Math.floor(time / 32 ** (9 - at)) % 32);
    const digits = places.map((place) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(place)).join('');
    return parseAccessKey(`PMAT-${digits}${'Z'.repeat(16)}`)!;
  };

  it('is read to the millisecond for every sensible time, in either case', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: now + day }), (time) => {
        const key = keyOf(time);
        assert.equal(accessKeyIssuedAt(key, now)?.getTime(), time);
        const lower = parseAccessKey(`PMAT-${key.secret.reveal().slice(5).toLowerCase()}`)!;
        assert.equal(accessKeyIssuedAt(lower, now)?.getTime(), time);
      }),
    );
  });

  it('is unknown where it would be absurd, or no ULID', () => {
    for (const time of [0, Date.UTC(2019, 11, 31), now + day + 1000, 2 ** 49]) {
      assert.equal(accessKeyIssuedAt(keyOf(time), now), undefined);
    }
    const odd = parseAccessKey(`PMAT-01HUILO5${'Z'.repeat(18)}`)!;
    assert.equal(accessKeyIssuedAt(odd, now), undefined);
  });
});
