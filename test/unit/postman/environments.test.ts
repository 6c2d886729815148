import assert from 'node:assert/strict';
import {
  createEnvironment,
  environmentsIn,
  storeVariable,
  type Asking,
} from '../../../src/postman/environments.ts';
import { parseApiKey } from '../../../src/postman/credential.ts';
import { regionOf } from '../../../src/postman/region.ts';
import { runningSandbox } from '../sandbox/running.ts';
import { problemOf, testClient } from './against.ts';

interface Variable {
  key: string;
  value: string;
  type: string;
  enabled: boolean;
}

describe('environments', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  /** Asks as one key does; `between` happens after the first request of so many. */
  const asking = (between?: { after: number; run: () => Promise<unknown> }) => {
    const key = parseApiKey(sandbox().issueKey().key)!;
    const region = regionOf(sandbox().url)!;
    const client = testClient();
    let count = 0;
    const ask: Asking['ask'] = async (call) => {
      const answer = await client.request(key, region, call);
      count += 1;
      if (between?.after === count) await between.run();
      return answer;
    };
    return { key, region, client, by: { ask, host: new URL(region.api).host } };
  };
  const workspace = (name = 'Payments'): string =>
    sandbox().world.workspaces.find((one) => one.name === name)!.id;
  const staging = async ({ by }: ReturnType<typeof asking>): Promise<string> =>
    (await environmentsIn(by, workspace())).find(({ name }) => name === 'Staging')!.id;
  const valuesOf = async ({ by }: ReturnType<typeof asking>, id: string): Promise<Variable[]> => {
    const { body } = await by.ask({ method: 'GET', path: `/environments/${id}` });
    return (body as { environment: { values: Variable[] } }).environment.values;
  };
  const patch = async ({ by }: ReturnType<typeof asking>, id: string, ...body: unknown[]) =>
    by.ask({ method: 'PATCH', path: `/environments/${id}`, body });

  it('lists those of a workspace, and knows the public ones', async () => {
    const { by } = asking();
    const named = async (name: string) =>
      (await environmentsIn(by, workspace(name))).map((one) => `${one.name} ${one.isPublic}`);
    assert.deepEqual(await named('Payments'), ['Staging false', 'Production false']);
    assert.deepEqual(await named('Northwind Public API'), ['Staging true', 'Production true']);
  });

  it('creates one with a secret variable', async () => {
    const who = asking();
    await createEnvironment(who.by, workspace(), 'Ours', { name: 'k', value: who.key.secret });
    const { id } = (await environmentsIn(who.by, workspace())).find(({ name }) => name === 'Ours')!;
    assert.deepEqual(await valuesOf(who, id), [
      { key: 'k', value: who.key.secret.reveal(), type: 'secret', enabled: true },
    ]);
  });

  it('adds a variable, then changes its value alone, and never another variable', async () => {
    const who = asking();
    const id = await staging(who);
    const before = await valuesOf(who, id);
    const variable = { name: 'postman-api-key', value: who.key.secret };
    assert.deepEqual(await storeVariable(who.by, id, variable), { outcome: 'added' });
    await patch(
      who,
      id,
      { op: 'replace', path: '/values/3/value', value: 'old' },
      { op: 'replace', path: '/values/3/type', value: 'default' },
    );
    await patch(who, id, { op: 'replace', path: '/values/3/enabled', value: false });
    await patch(who, id, { op: 'add', path: '/values/3/description', value: 'ours' });
    assert.deepEqual(await storeVariable(who.by, id, variable), { outcome: 'replaced', isOff: true });
    const [last, ...others] = (await valuesOf(who, id)).toReversed();
    assert.deepEqual(others.toReversed(), before);
    assert.deepEqual(last, {
      key: 'postman-api-key',
      value: who.key.secret.reveal(),
      type: 'secret',
      enabled: false,
      description: 'ours',
    });
  });

  it('leaves alone what the vault fills, and what is there twice', async () => {
    const who = asking();
    const id = await staging(who);
    await patch(who, id, { op: 'add', path: '/values/0', value: { key: 'password', value: 'x' } });
    const before = await valuesOf(who, id);
    const store = async (name: string) => storeVariable(who.by, id, { name, value: who.key.secret });
    assert.deepEqual(await store('token'), { outcome: 'linked' });
    assert.deepEqual(await store('password'), { outcome: 'ambiguous' });
    assert.deepEqual(await valuesOf(who, id), before);
  });

  it('takes the key out again where the list changed between reading and writing', async () => {
    const quiet = asking();
    const id = await staging(quiet);
    const before = await valuesOf(quiet, id);
    const remove = async () => patch(quiet, id, { op: 'remove', path: '/values/0' });
    await patch(quiet, id, { op: 'add', path: '/values/1', value: { ...before[0], key: 'k' } });
    const racing = asking({ after: 1, run: remove });
    assert.deepEqual(await storeVariable(racing.by, id, { name: 'k', value: racing.key.secret }), {
      outcome: 'putBack',
      into: 'password',
    });
    assert.deepEqual(
      (await valuesOf(quiet, id)).map(({ key, value }) => [key, value]),
      [
        ['k', before[0]!.value],
        ['password', before[1]!.value],
        ['token', ''],
      ],
    );
  });

  it('tells where the key went when it cannot be taken out, and when nobody knows', async () => {
    const quiet = asking();
    const id = await staging(quiet);
    await patch(quiet, id, { op: 'add', path: '/values/0', value: { key: 'k', value: 'x', type: 'secret' } });
    const swap = async () => {
      await patch(quiet, id, { op: 'remove', path: '/values/0' });
      await patch(quiet, id, {
        op: 'add',
        path: '/values/0',
        value: { key: 'new', value: 'x', type: 'secret' },
      });
    };
    const racing = asking({ after: 1, run: swap });
    const store = async ({ by, key }: ReturnType<typeof asking>) =>
      storeVariable(by, id, { name: 'k', value: key.secret });
    assert.deepEqual(await store(racing), { outcome: 'misplaced', into: 'new' });
    const cut = asking({
      after: 2,
      run: async () => Promise.resolve(sandbox().faults.add({ kind: 'status', status: 403, method: 'GET' })),
    });
    assert.deepEqual(await store(cut), { outcome: 'unsure' });
  });

  it('rejects with one sentence, without the key', async () => {
    const who = asking();
    sandbox().faults.add({ kind: 'status', status: 403, method: 'PATCH' });
    const stored = storeVariable(who.by, await staging(who), { name: 'k', value: who.key.secret });
    await problemOf(stored, 'forbidden', who.key);
  });
});
