import assert from 'node:assert/strict';
import { whichKey, type Keys } from '../../../../src/inject/whichKey.ts';
import { KeyringProblem } from '../../../../src/keyring/problem.ts';
import { account, stored } from './stored.ts';

describe('which key a wish is about', () => {
  const ci = stored('CI', { account: account('Ada Byron', 'Engines') });
  const mine = stored('laptop', { account: account('Grace Hopper', 'Engines') });
  const old = stored('Laptop ', { account: account('Grace Hopper') });
  const keys = [ci, mine, old];
  const given = (facts: Partial<Keys> = {}): Keys => ({
    keys,
    active: undefined,
    workspaceKey: undefined,
    ...facts,
  });
  const namesOf = (found: ReturnType<typeof whichKey>): string[] =>
    'among' in found ? found.among.map(({ name }) => name) : [`just ${found.name}`];

  it('is the very one of an id, and never another in its place', () => {
    assert.equal(whichKey({ id: mine.id, named: 'CI' }, given({ active: ci })), mine);
    assert.throws(
      () => whichKey({ id: 'gone' }, given({ active: ci })),
      (error) => error instanceof KeyringProblem && error.kind === 'gone',
    );
  });

  it('is found by its name, or by any word for its account, in whatever case', () => {
    for (const words of ['ci', ' CI ', 'ADA.BYRON@example.com', 'ada.byron', 'Ada Byron'])
      assert.equal(whichKey({ named: words }, given({ active: mine })), ci, words);
    const hopper = stored('Ada Byron', { account: account('Other') });
    assert.equal(whichKey({ named: 'Ada Byron' }, given({ keys: [...keys, hopper] })), hopper);
  });

  it('is asked where words lead to several, among those only', () => {
    const found = whichKey({ named: 'laptop' }, given({ active: ci }));
    assert.deepEqual(namesOf(found), ['laptop', 'Laptop ']);
    assert.match('why' in found ? String(found.why) : '', /“laptop” is the name or the account of 2 keys/);
    assert.deepEqual(namesOf(whichKey({ named: 'engines' }, given())), ['CI', 'laptop']);
  });

  it('is none where words lead nowhere, and the words are shown harmlessly', () => {
    for (const words of ['nobody', '', '  ', '\u202e\n']) {
      assert.deepEqual(namesOf(whichKey({ named: words }, given({ active: ci }))), [], JSON.stringify(words));
    }
    const found = whichKey({ named: `x\n\u202e${'y'.repeat(500)}` }, given());
    const why = 'why' in found ? String(found.why) : '';
    assert.ok(!/[\n\u202e]/.test(why) && why.length < 150, why);
  });

  it('is the active one where nobody says which, and asked where none is', () => {
    assert.equal(whichKey({}, given({ active: ci })), ci);
    assert.deepEqual(whichKey({}, given()), { among: keys, why: undefined });
  });

  it('says why the words of the workspace chose none, and offers what they may have meant', () => {
    const several = whichKey({}, given({ workspaceKey: 'Laptop' }));
    assert.deepEqual(namesOf(several), ['laptop', 'Laptop ']);
    assert.match('why' in several ? String(several.why) : '', /^The workspace’s settings: “Laptop” is/);
    const nobody = whichKey({}, given({ workspaceKey: 'nobody' }));
    assert.deepEqual(namesOf(nobody), ['CI', 'laptop', 'Laptop ']);
    assert.match('why' in nobody ? String(nobody.why) : '', /neither the name nor the account/);
  });
});
