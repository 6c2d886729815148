import assert from 'node:assert/strict';

import { Cancelled } from '../../../src/host/knownProblem.ts';
import { askAgain } from '../../../src/inject/askAgain.ts';
import { createWorkspaceLeave } from '../../../src/inject/workspaceLeave.ts';
import type { Account } from '../../../src/postman/users.ts';
import { memento } from '../keyring/memento.ts';

const work = { id: '1', name: 'work', region: 'us', fingerprint: 'a' };
const other = { id: '2', name: 'CI', region: 'us', fingerprint: 'b' };

describe('leave for what a workspace starts', () => {
  const useLeave = (...answers: (string | Promise<string>)[]) => {
    const kept = memento();
    const questions: string[] = [];
    const confirm = async (question: string): Promise<string> => {
      questions.push(question);
      const answer = await answers.shift();
      if (answer === undefined) throw new Cancelled();
      return answer;
    };
    const open = (kind: 'debug' | 'task') => createWorkspaceLeave({ confirm: confirm as never }, kept, kind);
    return { kept, open, questions };
  };

  it('is asked once for a key and for what is started with it, until the window closes', async () => {
    const { open, questions } = useLeave('Allow', 'Allow', 'Allow', 'Allow');
    const debug = open('debug');
    for (const key of [work, work, other]) await debug.ask(key, 'Server\n');
    await open('task').ask(work, 'tests');
    // Another window knows nothing of it.
    await open('debug').ask(work, 'Server');
    assert.deepEqual(questions, [
      'Debug “Server” with the key “work”?',
      'Debug “Server” with the key “CI”?',
      'Run the task “tests” with the key “work”?',
      'Debug “Server” with the key “work”?',
    ]);
  });

  it('lasts in the workspace when the person says so, until they want to be asked again', async () => {
    const { kept, open, questions } = useLeave('Allow for This Workspace', 'Allow');
    const debug = open('debug');
    await debug.ask(work, 'Server');
    await open('debug').ask(work, 'Server');
    assert.equal(questions.length, 1);
    await askAgain({ prompts: { tell: async () => Promise.resolve(undefined) } }, kept)({});
    await debug.ask(work, 'Server');
    await askAgain({ prompts: { tell: async () => Promise.resolve(undefined) } }, kept)({});
    await assert.rejects(debug.ask(work, 'Server'), Cancelled);
    assert.equal(questions.length, 3);
  });

  it('is for one owner’s key at one Postman', async () => {
    const { open, questions } = useLeave(...Array.from({ length: 5 }, () => 'Allow for This Workspace'));
    const maya = { userId: 1, teamId: 1 } as Account;
    const mine = { ...work, account: maya };
    const debug = open('debug');
    for (const key of [mine, { ...mine, fingerprint: 'next' }]) await debug.ask(key, 'Server');
    assert.equal(questions.length, 1);
    const others = [
      work,
      { ...work, fingerprint: 'b' },
      { ...mine, region: 'eu' },
      { ...mine, account: { ...maya, teamId: 2 } },
    ];
    for (const key of others) await debug.ask(key, 'Server');
    assert.equal(questions.length, 5);
  });

  it('is one question for launches that start together, and a no is no for each', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { open, questions } = useLeave(promise);
    const debug = open('debug');
    const both = Promise.all([debug.ask(work, 'Server'), debug.ask(work, 'Client')]);
    resolve('Allow');
    await both;
    assert.equal(questions.length, 1);
    await assert.rejects(debug.ask(other, 'Server'), Cancelled);
    await assert.rejects(debug.ask(other, 'Server'), Cancelled);
    assert.equal(questions.length, 3);
  });
});
