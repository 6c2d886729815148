import assert from 'node:assert/strict';
import { labelsOf } from '../../../../src/inject/extensions/labels.ts';
import { account, stored } from '../core/stored.ts';

describe('what the editor calls the account of a key', () => {
  const maya = account('Maya Lindqvist');
  const labels = (...keys: ReturnType<typeof stored>[]): string[] => [...labelsOf(keys).values()];

  it('is the name of the key, with who it belongs to, and where that is not the usual place', () => {
    const label = 'CI (maya.lindqvist@example.com';
    assert.deepEqual(
      labels(
        stored('CI', { account: maya }),
        stored('CI', { account: maya, region: 'eu' }),
        stored('CI', { account: maya, region: 'https://postman.acme.example' }),
      ),
      [`${label})`, `${label}, EU)`, `${label}, postman.acme.example)`],
    );
  });

  it('is never the same for two keys, since leave to use one would be leave to use the other', () => {
    const twins = [0, 1, 2].map(() => stored('CI', { account: maya }));
    const ends = ['aa', 'bb', 'bb'];
    const keys = twins.map((key, index) => ({ ...key, masked: `PMAK-…-******${ends[index]}` }));
    const found = labels(...keys);
    assert.equal(new Set(found).size, 3);
    assert.match(found[0]!, /^CI \(maya\.lindqvist@example\.com\) ••aa$/);
    assert.ok(found[1]!.endsWith(`••bb ${keys[1]!.id}`));
  });

  it('tells keys apart that nobody is known to own', () => {
    assert.deepEqual(labels(stored('CI')), ['CI (owner not known yet) ••ba']);
  });

  it('takes names from outside as text', () => {
    const [label] = labels(stored('$(verified)\u202e\nCI', { account: maya }));
    assert.equal(label, '$ (verified) CI (maya.lindqvist@example.com)');
  });
});
