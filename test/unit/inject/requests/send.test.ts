import assert from 'node:assert/strict';
import { Cancelled } from '../../../../src/host/knownProblem.ts';
import type { Agreed, HandOut } from '../../../../src/inject/handOut.ts';
import type { Past } from '../../../../src/inject/requests/history.ts';
import { send, type Sending } from '../../../../src/inject/requests/send.ts';
import { nextPage } from '../../../../src/inject/requests/sendAgain.ts';
import { createClient } from '../../../../src/postman/client.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { regionOf } from '../../../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';

describe('sending a request', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
  });
  after(async () => sandbox.close());
  beforeEach(() => sandbox.forgetRequests());

  /** What happened, in order. */
  let events: string[];
  let noted: Past[];
  /** @param onQuestion what the person does at it */
  const parts = (onQuestion = (): void => undefined, next?: string): Sending => {
    events = [];
    noted = [];
    const key = parseApiKey(sandbox.issueKey().key)!;
    const region = regionOf(sandbox.url)!;
    const stored = { id: '1', name: 'work', account: { fullName: 'Maya' } } as Agreed['stored'];
    const handOut: HandOut = async (_way, wish) => {
      await wish?.agree?.({ stored, region });
      events.push('secret');
      return { stored, region, key };
    };
    return {
      handOut,
      client: createClient({ customAddress: () => sandbox.url }),
      prompts: {
        confirm: async (message: string) => {
          events.push(message.replace(/ to .*/, ''));
          onQuestion();
          return Promise.resolve('');
        },
        progress: async (_title: string, task: (signal: AbortSignal) => Promise<unknown>) =>
          task(new AbortController().signal),
      },
      history: { note: async (past: Past) => Promise.resolve(void noted.push(past)) },
      answers: {
        show: async ({ answer }: { answer: { status: number } }) =>
          Promise.resolve(void events.push(String(answer.status))),
        of: () => ({ next, keyId: '1' }),
      },
    } as unknown as Sending;
  };
  const body = { environment: { name: 'Ours', values: [] as unknown[] } };
  const post = { method: 'POST', path: '/environments', body } as const;
  const leave = (): void => {
    throw new Cancelled();
  };

  it('asks before the secret is read where something is changed, and where nothing is, not at all', async () => {
    await send(parts(), post, {});
    assert.deepEqual(events, ['Send POST /environments', 'secret', '200']);
    await send(parts(), { method: 'GET', path: '/me' }, {});
    assert.deepEqual(events, ['secret', '200']);
  });

  it('leaves nothing behind when the person says no', async () => {
    await assert.rejects(send(parts(leave), post, {}), Cancelled);
    assert.deepEqual([events, noted, sandbox.requests()], [['Send POST /environments'], [], []]);
  });

  it('takes a page for no request of the person’s own', async () => {
    await nextPage(parts(undefined, '/collections?limit=2&offset=2'))();
    assert.deepEqual([events, noted], [['secret', '200'], []]);
    await send(parts(), { method: 'GET', path: '/me' }, {});
    assert.deepEqual(noted, [{ method: 'GET', path: '/me' }]);
  });
});
