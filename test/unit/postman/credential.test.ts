import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { issuedAt, maskApiKey, maskCredentials, parseApiKey } from '../../../src/postman/credential.ts';
import { findApiKeys } from '../../../src/postman/findApiKeys.ts';
import { accessKeyText, apiKeyText, hex, oneOf } from './arbitrary.ts';

const id = 'PMAK-644781584627df042afa6655';
const text = `${id}-${'0123456789abcdef'.repeat(2)}ba`;

describe('an API key', () => {
  it('is read with its id and its fingerprint', () => {
    const key = parseApiKey(text);
    assert.equal(key?.secret.reveal(), text);
    assert.equal(key.id, id);
    assert.equal(key.fingerprint, createHash('sha256').update(text).digest('hex'));
  });

  it('is read with any white space around it, and with no other stray character', () => {
    fc.assert(
      fc.property(
        apiKeyText,
        fc.string({ unit: oneOf(' \t\r\n\u00a0\ufeff'), maxLength: 20 }),
        (key, space) => {
          assert.equal(parseApiKey(space + key + space)?.secret.reveal(), key);
        },
      ),
    );
    fc.assert(
      fc.property(
        apiKeyText,
        fc.nat({ max: 64 }),
        fc.constantFrom('x', '\u0000', '\u200b', ' ', '\n', '-', '0', 'é'),
        (key, at, stray) => {
          const parsed = parseApiKey(key.slice(0, at) + stray + key.slice(at));
          assert.ok(parsed === undefined || parsed.secret.reveal() === key);
        },
      ),
    );
  });

  for (const [what, value] of Object.entries({
    nothing: '',
    'its bare id': id,
    'its masked form': `${id}-${'*'.repeat(32)}ba`,
    'a collection access key': 'PMAT-01HX0000000000000000000000',
    'two keys': `${text}\n${text}`,
    'a key in quotes': `"${text}"`,
    'a key too short': text.slice(0, -1),
    'a key too long': `${text}0`,
    'a whole file': text + ' '.repeat(1_000_000),
  })) {
    it(`is not ${what}`, () => assert.equal(parseApiKey(value), undefined));
  }

  it('prints without the secret', () => {
    const print = inspect(parseApiKey(text), { depth: Infinity, showHidden: true });
    assert.doesNotMatch(print + JSON.stringify(parseApiKey(text)), /0123456789abcdefba/);
  });
});

describe('finding API keys in a text', () => {
  it('finds each once, in order, whatever stands around', () => {
    fc.assert(
      fc.property(
        fc.array(apiKeyText, { maxLength: 5 }),
        fc.constantFrom(' ', '\n', '"', '=', '&', ';', '`', '\\n', '\\f', '\\u003d', '\\u0027', '\\u0020'),
        (keys, gap) => {
          const found = findApiKeys(gap + [...keys, ...keys].join(gap) + gap).map(({ secret }) =>
            secret.reveal(),
          );
          assert.deepEqual(found, [...new Set(keys)]);
        },
      ),
    );
  });

  it('finds none inside a longer word', () => {
    for (const longer of [`x${text}`, `_${text}`, `-${text}`, `${text}0`, `${text}z`]) {
      assert.deepEqual(findApiKeys(longer), []);
    }
  });
});

describe('masking', () => {
  it('leaves no credential in a text, and all of the rest', () => {
    const credential = fc.oneof(apiKeyText, accessKeyText);
    fc.assert(
      fc.property(
        fc.array(credential, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', ' ', '/', '"'),
        (all, gap) => {
          const masked = maskCredentials(all.map((one) => `«${gap}${one}${gap}»`).join(''));
          assert.equal(masked, all.map((one) => `«${gap}${one.slice(0, 5)}[secret]${gap}»`).join(''));
        },
      ),
    );
    assert.equal(maskCredentials(`id ${id} only`), `id ${id} only`);
  });

  it('knows a key in an encoded address, be it encoded twice, and in JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(apiKeyText, accessKeyText),
        fc.constantFrom('%2D', '%2d', '%252D', '\\u002d', '\\\\u002D'),
        (key, hyphen) => {
          const link = `/login?to=%2Fcollections%3Faccess_key%3D${key.replaceAll('-', hyphen)}%26x`;
          assert.equal(
            maskCredentials(link),
            `/login?to=%2Fcollections%3Faccess_key%3D${key.slice(0, 4)}-[secret]%26x`,
          );
        },
      ),
    );
  });

  it('shows of a key what Postman shows: the whole id and the last two characters', () => {
    assert.equal(maskApiKey(parseApiKey(text)!), `${id}-******ba`);
    fc.assert(
      fc.property(apiKeyText, (key) => {
        const masked = maskApiKey(parseApiKey(key)!);
        assert.ok(masked.startsWith(key.slice(0, 29)) && masked.endsWith(key.slice(-2)));
        assert.ok(!masked.includes(key.slice(30, 62)));
        assert.equal(parseApiKey(masked), undefined);
      }),
    );
  });
});

describe('when a key was issued', () => {
  const now = Date.UTC(2026, 5, 1);
  const day = 24 * 60 * 60 * 1000;
  const idOf = (time: number) =>
    `PMAK-${Math.floor(time / 1000)
      .toString(16)
      .padStart(8, '0')}${'a'.repeat(16)}`;

  it("is read from Postman's own example", () => {
    assert.equal(issuedAt(id, now)?.toISOString(), '2023-04-25T07:29:28.000Z');
    assert.equal(issuedAt(id.toUpperCase(), now)?.toISOString(), '2023-04-25T07:29:28.000Z');
  });

  it('is read to the second for every sensible time', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2014, 0, 1), max: now + day - 1000 }), (time) => {
        assert.equal(issuedAt(idOf(time), now)?.getTime(), Math.floor(time / 1000) * 1000);
      }),
    );
  });

  it('is unknown where it would be absurd', () => {
    const absurd = [idOf(Date.UTC(2013, 11, 31)), idOf(now + day + 1000), `PMAK-${'f'.repeat(24)}`];
    for (const keyId of [...absurd, text, 'PMAK-', '', 'PMAT-01HX'])
      assert.equal(issuedAt(keyId, now), undefined);
    fc.assert(
      fc.property(hex(24), (digits) => {
        const time = issuedAt(`PMAK-${digits}`, now)?.getTime();
        assert.ok(time === undefined || (time >= Date.UTC(2014, 0, 1) && time <= now + day));
      }),
    );
  });
});
