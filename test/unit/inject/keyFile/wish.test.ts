import assert from 'node:assert/strict';
import { createLeave } from '../../../../src/inject/keyFile/leave.ts';
import { decodeWish } from '../../../../src/inject/keyFile/wish.ts';
import { Cancelled } from '../../../../src/host/knownProblem.ts';

describe('asking for a key file', () => {
  it('is understood from an input’s arguments and from the configuration around a variable', () => {
    assert.deepEqual(decodeWish({ key: 'CI', format: 'env' }), {
      named: 'CI',
      format: 'env',
      caller: undefined,
    });
    assert.deepEqual(decodeWish({ type: 'node', name: 'Serve\u202e\n it', format: 9 }), {
      named: undefined,
      format: 'key',
      caller: 'Serve it',
    });
    for (const nothing of [undefined, null, 'CI', 7])
      assert.deepEqual(decodeWish(nothing), { named: undefined, format: 'key', caller: undefined });
    assert.throws(() => decodeWish({ key: 7 }), /is the name of a key in the keyring/);
  });

  it('needs leave each time, or once a window for each key', async () => {
    const asked: string[] = [];
    let answers = ['Allow', 'Allow for This Window', 'Allow'];
    const leave = createLeave({
      confirm: async <T extends string>(message: string) => {
        asked.push(message);
        const answer = answers.shift();
        if (answer === undefined) throw new Cancelled();
        return Promise.resolve(answer as T);
      },
    });
    const [work, home] = [
      { id: '1', name: 'work' },
      { id: '2', name: 'home' },
    ];
    await leave.ask(work, 'Serve');
    await Promise.all([leave.ask(work, undefined), leave.ask(work, undefined)]);
    await leave.ask(home, undefined);
    assert.deepEqual(asked, [
      '“Serve” asks for a file with the key “work” in it.',
      'A task, a debug configuration or an extension asks for a file with the key “work” in it.',
      'A task, a debug configuration or an extension asks for a file with the key “home” in it.',
    ]);
    answers = [];
    await assert.rejects(leave.ask(home, undefined), Cancelled);
    await leave.ask(work, undefined);
  });
});
