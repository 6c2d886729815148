import assert from 'node:assert/strict';
import { copiedKeyOf, whyNoKey, whyNotOf } from '../../../src/accessKeys/copiedKey.ts';
import { fingerprintOf } from '../../../src/host/fingerprint.ts';
import { regionOf, us } from '../../../src/postman/region.ts';
import { someKey } from '../keyring/keys.ts';
import { someAccessKey, someLink, someUid } from './links.ts';

const link = someLink().reveal();

describe('a copied access key', () => {
  it('is taken bare and as a link, and is found in the clipboard again by its whole text', () => {
    const secret = someAccessKey().secret.reveal();
    const bare = copiedKeyOf(` ${secret}\n`);
    assert.equal(bare?.key.fingerprint, someAccessKey().fingerprint);
    assert.equal(bare.fingerprint, fingerprintOf(secret));
    const linked = copiedKeyOf(`${link}\n`);
    assert.equal(linked?.link?.collectionUid, someUid);
    assert.equal(linked.key.fingerprint, someAccessKey().fingerprint);
    assert.equal(linked.fingerprint, fingerprintOf(link));
    assert.equal(copiedKeyOf('hello'), undefined);
  });

  it('is of another collection when its link says so; a bare one says nothing', () => {
    const other = someUid.replace('12ece9e1', '00000000');
    assert.equal(whyNotOf(someUid.toUpperCase(), us, copiedKeyOf(link)!), undefined);
    assert.match(whyNotOf(other, us, copiedKeyOf(link)!) ?? '', /another collection/);
    assert.equal(whyNotOf(other, us, copiedKeyOf(someAccessKey().secret.reveal())!), undefined);
  });

  it('may be of Postman or of the Postman of the account, and of no other host', () => {
    const custom = regionOf('https://postman.example.com')!;
    const away = copiedKeyOf(someLink(custom).reveal())!;
    assert.match(whyNotOf(someUid, us, away) ?? '', /postman\.example\.com/);
    assert.equal(whyNotOf(someUid, custom, away), undefined);
    assert.equal(whyNotOf(someUid, custom, copiedKeyOf(link)!), undefined);
  });

  const cases: [string, string, RegExp][] = [
    ['an API key', someKey().secret.reveal(), /opens your whole account/],
    ['a masked key', 'PMAT-**********************43BR', /only the masked form/],
    ['a link without a key', link.replace(/\?.*/, ''), /no link to a collection/],
  ];
  for (const [what, text, sentence] of cases)
    it(`is not ${what}, and why is told`, () => assert.match(whyNoKey(text) ?? '', sentence));

  it('needs no reason when it is one', () => assert.equal(whyNoKey(link), undefined));
});
