import assert from 'node:assert/strict';
import { Cancelled } from '../../../../src/host/knownProblem.ts';
import { createAskOutside, type AskOutside } from '../../../../src/inject/languageModels/outside.ts';
import { createQuestions } from '../../../../src/inject/languageModels/questions.ts';
import { eu, us } from '../../../../src/postman/region.ts';
import { account, stored } from '../core/stored.ts';

const here = new AbortController().signal;

/** Someone who reads the questions and answers them in order; without an answer they leave. */
function person(...answers: (string | Promise<string>)[]): { ask: AskOutside; questions: string[] } {
  const questions: string[] = [];
  const ask = createAskOutside({
    confirm: async <T extends string>(message: string, detail: string, ...actions: [T, ...T[]]) => {
      questions.push(`${message}\n${detail}`);
      const answer = await answers.shift();
      const chosen = actions.find((action) => action === answer);
      if (chosen === undefined) throw new Cancelled();
      return chosen;
    },
  });
  return { ask, questions };
}

describe('tools for language models: calls from outside a chat', () => {
  it('are asked about each time, in words that say what they want', async () => {
    const { ask, questions } = person('Allow', 'Allow');
    await ask('send GET /me', here);
    await ask('send GET /me', here);
    assert.equal(questions.length, 2);
    assert.match(questions[0]!, /^An extension or a program outside a chat wants to send GET \/me\.\n/);
    assert.match(questions[0]!, /“Allow” is for this one time\. “Deny” ends these questions until/);
  });

  it('are asked about one after the other, and not at all once the person has denied', async () => {
    const later = Promise.withResolvers<string>();
    const { ask, questions } = person(later.promise, 'Allow');
    const first = assert.rejects(ask('read', here), Cancelled);
    const second = assert.rejects(ask('read', here), Cancelled);
    await new Promise(setImmediate);
    assert.equal(questions.length, 1);
    later.resolve('Deny');
    await Promise.all([first, second]);
    await assert.rejects(ask('read', here), Cancelled);
    assert.equal(questions.length, 1);
  });

  it('are refused once where the person only leaves, or nobody waits any more', async () => {
    const gone = new AbortController();
    const { ask, questions } = person('', 'Allow', 'Allow');
    await assert.rejects(ask('read', here), Cancelled);
    const waiting = assert.rejects(ask('read', gone.signal), Cancelled);
    gone.abort();
    await waiting;
    await ask('read', here);
    await assert.rejects(ask('read', gone.signal), Cancelled);
    assert.equal(questions.length, 2);
  });
});

describe('tools for language models: a request that changes something', () => {
  const asked = { request: { method: 'POST' as const, path: '/x', body: { n: 1 } }, key: undefined };
  const work = stored('work', { account: account('Maya Lindqvist') });
  const to = { stored: work, region: us };

  it('is sent with the key of the question, once', () => {
    const questions = createQuestions();
    questions.note(asked, to);
    questions.take(structuredClone(asked), { ...to, stored: { ...work, name: 'renamed' } });
    assert.throws(() => {
      questions.take(asked, to);
    }, /nobody was asked/);
  });

  it('is not sent with another key, for another owner, elsewhere, or another one', () => {
    const others = [
      { ...to, stored: stored('home', { account: work.account }) },
      { ...to, stored: { ...work, account: { ...account('Noor'), userId: 2 } } },
      { ...to, region: eu },
    ];
    for (const other of others) {
      const questions = createQuestions();
      questions.note(asked, to);
      assert.throws(() => {
        questions.take(asked, other);
      }, /about another key/);
    }
    const questions = createQuestions();
    questions.note(asked, to);
    assert.throws(() => {
      questions.take({ ...asked, request: { ...asked.request, body: { n: 2 } } }, to);
    }, /nobody was asked/);
  });

  it('is asked about anew: the last question counts, and old ones are forgotten', () => {
    const questions = createQuestions();
    questions.note(asked, { ...to, region: eu });
    questions.note(asked, to);
    questions.take(asked, to);
    questions.note(asked, to);
    for (let n = 0; n < 50; n += 1) questions.note({ ...asked, key: String(n) }, to);
    assert.throws(() => {
      questions.take(asked, to);
    }, /nobody was asked/);
    questions.take({ ...asked, key: '0' }, to);
  });
});
