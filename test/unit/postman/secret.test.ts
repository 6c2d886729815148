import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Secret } from '../../../src/postman/secret.ts';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it('prints as [secret] wherever it is printed', () => {
    const prints = [
      String(secret),
      `a ${secret.toString()}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { depth: Infinity, showHidden: true, getters: true }),
      inspect(new Map([[secret, [secret]]]), { showHidden: true, depth: Infinity }),
    ];
    for (const print of prints) {
      assert.match(print, /\[secret\]/);
      assert.doesNotMatch(print, /hunter2/);
    }
  });

  it('has nothing to be found by walking over it', () => {
    assert.deepEqual(Reflect.ownKeys(secret), []);
    assert.deepEqual(Object.assign({}, secret), {});
  });

  it('shows itself to who asks, and compares without it', () => {
    assert.equal(secret.reveal(), 'hunter2');
    assert.equal(secret.equals(new Secret('hunter2')), true);
    assert.equal(secret.equals(new Secret('hunter3')), false);
  });
});
