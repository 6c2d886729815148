import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskAccessKey, parseAccessKey } from '../../../src/postman/accessKey.ts';
import { collectionLink, parseCollectionLink } from '../../../src/postman/collectionLink.ts';
import { eu, regionOf, us } from '../../../src/postman/region.ts';
import { accessKeyText, oneOf, uidText, wildText } from './arbitrary.ts';

const text = 'PMAT-01HV9J2N5SXYZ0123456789ABC';
const uid = '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2';
const link = `https://api.postman.com/collections/${uid}?access_key=${text}`;

describe('a link to a collection', () => {
  it('is read back from what is handed out, whatever the region', () => {
    const regions = [us, eu, 'http://127.0.0.1:4010', 'http://[::1]:1', 'https://p.example.com/api'].map(
      (one) => (typeof one === 'string' ? regionOf(one)! : one),
    );
    fc.assert(
      fc.property(accessKeyText, uidText, fc.constantFrom(...regions), (one, collectionUid, region) => {
        const key = parseAccessKey(one)!;
        const parsed = parseCollectionLink(collectionLink(region, collectionUid, key).reveal());
        assert.equal(parsed?.key.secret.reveal(), one);
        assert.deepEqual([parsed.collectionUid, parsed.region], [collectionUid, region]);
      }),
    );
  });

  for (const around of [
    `"${link}"`,
    `\`${link}\``,
    `<${link}>`,
    `[Orders](${link})`,
    `[${link}](${link})`,
    `curl --location '${link}' -H 'Accept: */*'`,
    `curl ${link.replace('?', '\\?').replace('=', '\\=')}`,
    `Have a look: ${link}.\nThanks!`,
    `{"url":"${link}\\n"}`,
    `<a href="${link.replace('?', '?model=minimal&amp;')}">x</a>`,
    `https://example.com/ ${link}`,
    link.replace('postman.com', 'getpostman.com'),
    `${link}#top`,
    link.replace('?', '/?'),
  ]) {
    it(`is found in ${around.slice(0, 40).replace('\n', ' ')}`, () => {
      const found = parseCollectionLink(around);
      assert.equal(found?.key.secret.reveal(), text);
      assert.deepEqual([found.collectionUid, found.region], [uid, us]);
    });
  }

  for (const [what, value] of Object.entries({
    nothing: '',
    'the bare key': text,
    'a page of Postman': `https://go.postman.co/collection/${uid}`,
    'two links': `${link} ${link.replace('9ABC', '9ABD')}`,
    'the same key at two hosts': `${link} ${link.replace('api.', 'api.eu.')}`,
    'two keys in one': `${link}&access_key=${text}`,
    'plain http': link.replace('https', 'http'),
    'a host by credentials': link.replace('api.postman.com', 'api.postman.com@example.com'),
    'a masked key': link.replace(text, maskAccessKey({ lastFour: '9ABC' })),
    'an API key': link.replace(text, `PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}`),
    'no uid': link.replace(uid, 'abc'),
    'a way up': link.replace(uid, `../${uid}`).replace('collections', 'x'),
    'a text of megabytes': link + ' '.repeat(1_000_000),
  })) {
    it(`is not ${what}`, () => assert.equal(parseCollectionLink(value), undefined));
  }

  it('keeps the host it names, so that the client can refuse it', () => {
    for (const host of ['example.com', 'api.postman.com.example.com', 'api.postman.com:8443']) {
      const found = parseCollectionLink(link.replace('api.postman.com', host));
      assert.equal(found?.region.api, `https://${host}`);
    }
  });

  it('is looked for in any text without stumbling, and in time', () => {
    const piece = fc.oneof(
      wildText,
      oneOf('/?=&#@:[]()\\'),
      fc.constantFrom(link, text, uid, 'https://', '[::1]'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const found = parseCollectionLink(pieces.join(''));
        assert.ok(found === undefined || /^(https:|http:\/\/(127|local|\[::1\]))/.test(found.region.api));
      }),
      { numRuns: 500 },
    );
    // Mocha's time limit is the end of what is slow.
    for (const part of ['https://', '/collections', '[::1]', '\\?', '&amp;', '-']) {
      parseCollectionLink(`https://a/collections/1${part.repeat(4096)}`.slice(0, 4096));
    }
  });
});
