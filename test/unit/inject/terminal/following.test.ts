import assert from 'node:assert/strict';
import { createFollowing, type Following } from '../../../../src/inject/terminal/following.ts';
import { noticeOf } from '../../../../src/inject/terminal/notice.ts';
import { wantedOf, type Wanted } from '../../../../src/inject/terminal/wanted.ts';
import { stored } from '../core/stored.ts';

describe('what follows the active key', () => {
  let wanted: Wanted | undefined;
  let there: string | undefined;
  let told: unknown[];
  /** Answers in the order of the questions; until then they hang. */
  let asked: PromiseWithResolvers<string>[];
  let following: Following;
  const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const key = stored('CI');
  const renewed = { ...key, fingerprint: 'f'.repeat(64) };

  beforeEach(() => {
    there = undefined;
    told = [];
    asked = [];
    wanted = wantedOf(key, 'V');
    following = createFollowing({
      wanted: () => wanted,
      take: async () => {
        const answer = Promise.withResolvers<string>();
        asked.push(answer);
        return answer.promise;
      },
      put: (taken: string) => (there = taken),
      clear: () => (there = undefined),
      failed: (error) => told.push(error),
      changed: () => undefined,
    });
  });

  it('is there once, however often somebody looks', async () => {
    void following.look();
    void following.look();
    asked[0]?.resolve('old');
    await following.look();
    assert.deepEqual([asked.length, there, following.state], [1, 'old', 'set']);
  });

  it('is gone at once when the key is regenerated, deleted, or has lost its secret, and comes anew', async () => {
    for (const next of [renewed, undefined, { ...key, present: false }, { ...key, region: 'eu' }]) {
      wanted = wantedOf(key, 'V');
      const looking = following.look();
      asked.at(-1)?.resolve('old');
      await looking;
      assert.equal(there, 'old');
      wanted = wantedOf(next, 'V');
      void following.look();
      assert.equal(there, undefined, 'before anybody waits');
      asked.at(-1)?.resolve('new');
      await settled();
      assert.equal(there, next?.present ? 'new' : undefined);
    }
  });

  it('drops what comes late', async () => {
    void following.look();
    wanted = wantedOf(renewed, 'V');
    void following.look();
    asked[1]?.resolve('new');
    await settled();
    asked[0]?.resolve('old');
    await settled();
    assert.equal(there, 'new');
    wanted = wantedOf(key, 'V');
    void following.look();
    following.drop();
    asked[2]?.resolve('after the end');
    await settled();
    assert.deepEqual([there, following.state], [undefined, 'none']);
  });

  it('tells of a failure once, and tries again at the next look', async () => {
    const looking = following.look();
    asked[0]?.reject(new Error('locked'));
    await looking;
    assert.deepEqual([there, told.length, following.state], [undefined, 1, 'failed']);
    const again = following.look();
    asked[1]?.resolve('old');
    await again;
    assert.deepEqual([there, told.length, following.state], ['old', 1, 'set']);
  });

  it('says over the view what new terminals have', () => {
    assert.equal(noticeOf('set', 'CI', 'V'), 'New terminals of this workspace have “CI” in V.');
    assert.match(noticeOf('none', undefined, 'V'), /no key is active/);
    assert.match(noticeOf('none', 'CI', 'V'), /do not have “CI”: the editor does not have its secret/);
    assert.match(noticeOf('taking', 'CI', 'V'), /“CI” is being read for the new terminals/);
    assert.match(noticeOf('failed', 'CI', 'V'), /do not have “CI”: it could not be had/);
  });
});
