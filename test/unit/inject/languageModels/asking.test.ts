import assert from 'node:assert/strict';
import { Cancelled } from '../../../../src/host/knownProblem.ts';
import { createAskOutside, type AskOutside } from '../../../../src/inject/languageModels/outside.ts';
import { createQuestions } from '../../../../src/inject/languageModels/questions.ts';
import type { StoredKey } from '../../../../src/keyring/apiKey.ts';
import { createEmitter } from '../../../../src/keyring/emitter.ts';
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

  it('are asked about with all that the person has to see', async () => {
    const { ask, questions } = person('Allow');
    await ask('send PUT /x', here, 'Body:\n{}');
    assert.match(questions[0]!, /wants to send PUT \/x\.\nBody:\n\{\}\n\nAny extension/);
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
  const changed = createEmitter<undefined>();
  const activeKey = { current: work as StoredKey | undefined, onDidChange: changed.event };

  it('is sent with the key of the question, once', () => {
    const questions = createQuestions(activeKey);
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
      { ...to, stored: { ...work, account: { ...account('Maya Lindqvist'), teamId: 2 } } },
      { region: eu, stored: { ...work, region: 'eu' } },
    ];
    for (const other of others) {
      const questions = createQuestions(activeKey);
      questions.note(asked, to);
      assert.throws(() => {
        questions.take(asked, other);
      }, /about another key/);
    }
    const questions = createQuestions(activeKey);
    questions.note(asked, to);
    assert.throws(() => {
      questions.take({ ...asked, request: { ...asked.request, body: { n: 2 } } }, to);
    }, /nobody was asked/);
  });

  it('is sent with another secret of the key only where its owner is known', () => {
    const questions = createQuestions(activeKey);
    const renewed = { ...to, stored: { ...work, fingerprint: 'f'.repeat(64) } };
    questions.note(asked, to);
    questions.take(asked, renewed);
    const unknown = stored('unknown');
    questions.note(asked, { ...to, stored: unknown });
    assert.throws(() => {
      questions.take(asked, { ...to, stored: { ...unknown, fingerprint: 'f'.repeat(64) } });
    }, /about another key/);
  });

  it('is not sent where two questions about the same were about two keys: one may have been denied', () => {
    const home = { ...to, stored: stored('home') };
    for (const now of [to, home]) {
      const questions = createQuestions(activeKey);
      questions.note(asked, to);
      questions.note(asked, home);
      assert.throws(() => {
        questions.take(asked, now);
      }, /about another key/);
      questions.note(asked, now);
      questions.take(asked, now);
    }
  });

  it('is sent after a yes although there was a no, once another key has become active meanwhile', () => {
    const questions = createQuestions(activeKey);
    const home = { ...to, stored: stored('home') };
    questions.note(asked, to);
    changed.fire(undefined);
    questions.take(asked, to);
    questions.note(asked, to);
    activeKey.current = home.stored;
    changed.fire(undefined);
    questions.note(asked, home);
    questions.take(asked, home);
    assert.throws(() => {
      questions.take(asked, to);
    }, /nobody was asked/);
  });

  it('is sent as often as was asked, and old questions are forgotten', () => {
    const questions = createQuestions(activeKey);
    questions.note(asked, to);
    questions.note(asked, to);
    questions.take(asked, to);
    questions.take(asked, to);
    assert.throws(() => {
      questions.take(asked, to);
    }, /nobody was asked/);
    questions.note(asked, to);
    for (let n = 0; n < 50; n += 1) questions.note({ ...asked, key: String(n) }, to);
    assert.throws(() => {
      questions.take(asked, to);
    }, /nobody was asked/);
    questions.take({ ...asked, key: '0' }, to);
  });
});
