import assert from 'node:assert/strict';
import { doubtOf } from '../../../../src/inject/doubt.ts';
import { variablesOf } from '../../../../src/inject/variables.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { eu, regionOf, us } from '../../../../src/postman/region.ts';
import { stored } from './stored.ts';

describe('the variables of a key', () => {
  const text = `PMAK-${'0'.repeat(24)}-${'a'.repeat(34)}`;
  const key = parseApiKey(text)!;
  const settings = { variableName: 'POSTMAN_API_KEY' };

  it('are the key alone for the usual host, under the name that the user wants', () => {
    assert.deepEqual(variablesOf({ key, region: us }, settings), { POSTMAN_API_KEY: text });
    assert.deepEqual(variablesOf({ key, region: us }, { variableName: 'PM' }), { PM: text });
  });

  it('have the host too where it is another', () => {
    const baseOf = (region: typeof eu): string | undefined =>
      variablesOf({ key, region }, settings)['POSTMAN_API_BASE_URL'];
    assert.equal(baseOf(eu), 'https://api.eu.postman.com');
    assert.equal(baseOf(regionOf('http://127.0.0.1:4010/')!), 'http://127.0.0.1:4010');
    assert.equal(
      baseOf(regionOf('https://api.getpostman.com')!),
      undefined,
      'the older name of the usual host',
    );
  });
});

describe('the doubt before a key is used', () => {
  const key = stored('CI');

  it('is about keys that have ended or were refused, and says what it is for', () => {
    const expired = doubtOf(key, { state: 'expired', daysLeft: -3 }, 'debugging “Launch”');
    assert.equal(expired?.question, '“CI” has expired. Use it for debugging “Launch” all the same?');
    assert.match(expired.detail, /ended 3 days ago/);
    const refused = doubtOf(key, { state: 'refused', daysLeft: undefined }, undefined);
    assert.equal(refused?.question, 'Postman refused “CI”. Use it all the same?');
  });

  it('is none for keys that work, that were not asked, or that a passing failure has hit', () => {
    for (const state of ['active', 'expiring', 'unverified', 'unreachable', 'unreadable', 'missing'] as const)
      assert.equal(doubtOf(key, { state, daysLeft: 1 }, undefined), undefined, state);
  });
});
