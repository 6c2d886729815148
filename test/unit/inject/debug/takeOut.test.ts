import assert from 'node:assert/strict';
import { takeOut } from '../../../../src/inject/debug/takeOut.ts';
import { someKey } from '../../keyring/keys.ts';

describe('a debugger that wants its program in a terminal', () => {
  const [given, other] = [someKey(), someKey()].map(({ secret }) => secret.reveal());
  const isGiven = (key: string): boolean => key === given;
  const wish = (asked: object, command = 'runInTerminal'): object => ({ command, arguments: asked });

  it('does not have the key typed there, as a variable or among the words', () => {
    const env = { KEY: given, OTHER: other, PORT: 1 };
    const args = ['env', `KEY=${given}`, `OTHER=${other}`, 'sh', '-c', `KEY='${given}' node a.js`];
    assert.equal(takeOut(wish({ args, env }), isGiven), 'runInTerminal');
    assert.deepEqual(env, { OTHER: other, PORT: 1 });
    assert.deepEqual(args, ['env', 'KEY=', `OTHER=${other}`, 'sh', '-c', "KEY='' node a.js"]);
    const ofWindow = { KEY: given };
    assert.equal(takeOut(wish({ args: [], env: ofWindow }, 'launchVSCode'), isGiven), 'launchVSCode');
    assert.deepEqual(ofWindow, {});
  });

  it('is left alone where there is no key, and so is all else that it says', () => {
    for (const asked of [{ args: ['node', 'a.js'], env: { KEY: null } }, { args: given }, { env: null }, {}])
      assert.ok(!takeOut(wish(asked), isGiven));
    const env = { KEY: given };
    assert.ok(!takeOut(wish({ env }, 'launch'), isGiven));
    assert.deepEqual(env, { KEY: given });
  });
});
