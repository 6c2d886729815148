import assert from 'node:assert/strict';
import {
  createEnvironment,
  environmentsIn,
  storeVariable,
  type Asking,
  type AskingOf,
  type Stored,
} from '../../../src/postman/environments.ts';
import { parseApiKey } from '../../../src/postman/credential.ts';
import { regionOf } from '../../../src/postman/region.ts';
import type { FaultInput } from '../../../src/sandbox/server/faults/fault.ts';
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
  const asking = (...between: { after: number; run: () => Promise<unknown> }[]) => {
    const key = parseApiKey(sandbox().issueKey().key)!;
    const region = regionOf(sandbox().url)!;
    const client = testClient({ deadlineMs: 500 });
    let count = 0;
    const of: AskingOf = (signal) => ({
      host: new URL(region.api).host,
      ask: async (call) => {
        const answer = await client.request(key, region, call, signal);
        count += 1;
        await between.find(({ after }) => after === count)?.run();
        return answer;
      },
    });
    const { signal } = new AbortController();
    const by: Asking = of(signal);
    const store = async (id: string, name = 'k', until = signal) =>
      storeVariable(of, until, id, { name, value: key.secret });
    const create = async (name: string, until = signal, home?: string) =>
      createEnvironment(of, until, { workspaceId: workspace(home), name }, { name: 'k', value: key.secret });
    return { key, by, store, create };
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
    const silent = { id: '1', name: 'Silent' };
    sandbox().faults.add({ kind: 'json', body: { environments: [silent, { ...silent, isPublic: 'no' }] } });
    assert.deepEqual(await named('Payments'), ['Silent undefined', 'Silent undefined']);
  });

  it('creates one with a secret variable', async () => {
    const who = asking();
    assert.deepEqual(await who.create('Ours'), { outcome: 'added' });
    const { id } = (await environmentsIn(who.by, workspace())).find(({ name }) => name === 'Ours')!;
    assert.deepEqual(await valuesOf(who, id), [
      { key: 'k', value: who.key.secret.reveal(), type: 'secret', enabled: true },
    ]);
  });

  it('gives nothing to what is public by now', async () => {
    const who = asking();
    const [shown] = await environmentsIn(who.by, workspace('Northwind Public API'));
    const before = await valuesOf(who, shown!.id);
    assert.deepEqual(await who.store(shown!.id), { outcome: 'public' });
    assert.deepEqual(await valuesOf(who, shown!.id), before);
    assert.deepEqual(await who.create('Ours', undefined, 'Northwind Public API'), { outcome: 'public' });
    assert.ok(
      sandbox()
        .requests()
        .every(({ method }) => method === 'GET'),
    );
  });

  it('adds a variable, then changes its value alone, and never another variable', async () => {
    const who = asking();
    const id = await staging(who);
    const before = await valuesOf(who, id);
    assert.deepEqual(await who.store(id), { outcome: 'added' });
    await patch(
      who,
      id,
      { op: 'replace', path: '/values/3/value', value: 'old' },
      { op: 'replace', path: '/values/3/type', value: 'default' },
    );
    await patch(who, id, { op: 'replace', path: '/values/3/enabled', value: false });
    await patch(who, id, { op: 'add', path: '/values/3/description', value: 'ours' });
    assert.deepEqual(await who.store(id), { outcome: 'replaced', isOff: true });
    const [last, ...others] = (await valuesOf(who, id)).toReversed();
    assert.deepEqual(others.toReversed(), before);
    assert.deepEqual(last, {
      key: 'k',
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
    assert.deepEqual(await who.store(id, 'token'), { outcome: 'linked' });
    assert.deepEqual(await who.store(id, 'password'), { outcome: 'ambiguous' });
    assert.deepEqual(await valuesOf(who, id), before);
  });

  describe('while somebody else changes the list', () => {
    interface Race {
      /** `KEY` is the key, `VAULT` is filled by the vault, `NONE` has no value. */
      readonly had: readonly string[];
      readonly meanwhile: readonly object[];
      readonly outcome: Stored;
      readonly has: readonly string[];
    }
    const remove = (index: number) => ({ op: 'remove', path: `/values/${index}` });
    const add = (index: number, key: string, value: string) => ({
      op: 'add',
      path: `/values/${index}`,
      value: { key, value, type: 'default' },
    });
    const races: Record<string, Race> = {
      'removed one before it': {
        had: ['a=1', 'k=x', 'b=2'],
        meanwhile: [remove(0)],
        outcome: { outcome: 'putBack', into: 'b' },
        has: ['k=x', 'b=2'],
      },
      'removed one before it, where another has the key already': {
        had: ['other=KEY', 'a=1', 'k=x', 'b=2'],
        meanwhile: [remove(1)],
        outcome: { outcome: 'putBack', into: 'b' },
        has: ['other=KEY', 'k=x', 'b=2'],
      },
      'removed one before it, where the key was in it already': {
        had: ['a=1', 'k=KEY', 'b=2'],
        meanwhile: [remove(0)],
        outcome: { outcome: 'putBack', into: 'b' },
        has: ['k=KEY', 'b=2'],
      },
      'inserted one before it': {
        had: ['a=1', 'k=x'],
        meanwhile: [add(0, 'new', '3')],
        outcome: { outcome: 'putBack', into: 'a' },
        has: ['new=3', 'a=1', 'k=x'],
      },
      'inserted one in its place': {
        had: ['k=x'],
        meanwhile: [add(0, 'new', '3')],
        outcome: { outcome: 'misplaced', into: 'new' },
        has: ['new=KEY', 'k=x'],
      },
      'moved one before it': {
        had: ['k=x', 'a=1'],
        meanwhile: [remove(1), add(0, 'a', '1')],
        outcome: { outcome: 'putBack', into: 'a' },
        has: ['a=1', 'k=x'],
      },
      'renamed it': {
        had: ['a=1', 'k=x'],
        meanwhile: [{ op: 'replace', path: '/values/1/key', value: 'z' }],
        outcome: { outcome: 'misplaced', into: 'z' },
        has: ['a=1', 'z=KEY'],
      },
      'brought one into its place that had the key': {
        had: ['k=x', 'other=KEY'],
        meanwhile: [remove(1), add(0, 'other', 'KEY')],
        outcome: { outcome: 'unsure', why: undefined },
        has: ['other=KEY', 'k=x'],
      },
      'brought one into its place that the vault fills': {
        had: ['a=1', 'k=x', 'v=VAULT'],
        meanwhile: [remove(0)],
        outcome: { outcome: 'misplaced', into: 'v' },
        has: ['k=x', 'v=KEY'],
      },
      'brought one into its place whose value Postman did not give': {
        had: ['a=1', 'k=x', 'n=NONE'],
        meanwhile: [remove(0)],
        outcome: { outcome: 'misplaced', into: 'n' },
        has: ['k=x', 'n=KEY'],
      },
      'brought one into its place whose name two have': {
        had: ['a=1', 'k=x', 'b=2', 'b=3'],
        meanwhile: [remove(0)],
        outcome: { outcome: 'misplaced', into: 'b' },
        has: ['k=x', 'b=KEY', 'b=3'],
      },
      'brought one into its place whose name two had': {
        had: ['a=1', 'k=x', 'b=2', 'b=3'],
        meanwhile: [remove(0), remove(2)],
        outcome: { outcome: 'misplaced', into: 'b' },
        has: ['k=x', 'b=KEY'],
      },
      'inserted one, where it is new': {
        had: ['a=1', 'b=2'],
        meanwhile: [add(0, 'new', '3')],
        outcome: { outcome: 'added' },
        has: ['new=3', 'a=1', 'k=KEY', 'b=2'],
      },
    };
    for (const [what, { had, meanwhile, outcome, has }] of Object.entries(races))
      it(what, async () => {
        const quiet = asking();
        const id = await staging(quiet);
        const racing = asking({
          after: 1,
          run: async () => {
            for (const one of meanwhile) await patch(quiet, id, keyed(one));
          },
        });
        const secret = racing.key.secret.reveal();
        const keyed = (one: object): object =>
          JSON.parse(JSON.stringify(one).replace('"KEY"', JSON.stringify(secret))) as object;
        await patch(quiet, id, ...(await valuesOf(quiet, id)).map(() => remove(0)));
        for (const [index, one] of had.entries()) {
          const [key, value] = one.split('=');
          const of = {
            KEY: { value: secret },
            VAULT: { value: '', secret: true, source: { provider: 'postman' } },
            NONE: {},
          }[value!] ?? { value };
          await patch(quiet, id, {
            op: 'add',
            path: `/values/${index}`,
            value: { key, type: 'default', ...of },
          });
        }
        assert.deepEqual(await racing.store(id), outcome);
        const rows = (await valuesOf(quiet, id)).map(
          ({ key, value }) => `${key}=${value === secret ? 'KEY' : value}`,
        );
        assert.deepEqual(rows, has);
      });

    it('refuses where the place is gone', async () => {
      const quiet = asking();
      const id = await staging(quiet);
      const racing = asking({ after: 1, run: async () => patch(quiet, id, remove(0)) });
      await problemOf(racing.store(id), 'badRequest', racing.key);
    });

    it('says so when the list changes once more before the value is put back', async () => {
      const renamed = { op: 'replace', path: '/values/1/key', value: 'z' };
      // What the third one has lost is given back as well, where Postman gave it.
      const once: [object[], string, string?][] = [
        [[remove(0)], 'b=KEY c=3 d='],
        [[remove(1)], 'k=x c=3 d='],
        [[remove(1), remove(1)], 'k=x d=2', 'd'],
        [[renamed, add(1, 'b', '9')], 'k=x b=2 z=KEY c=3 d='],
      ];
      for (const [more, left, lost] of once) {
        const quiet = asking();
        const id = await staging(quiet);
        await patch(quiet, id, ...(await valuesOf(quiet, id)).map(() => remove(0)));
        const own = [add(0, 'a', '1'), add(1, 'k', 'x'), add(2, 'b', '2'), add(3, 'c', '3')];
        const vault = { key: 'd', value: '', secret: true, source: { provider: 'postman' } };
        await patch(quiet, id, ...own, { op: 'add', path: '/values/4', value: vault });
        const racing = asking(
          { after: 1, run: async () => patch(quiet, id, remove(0)) },
          { after: 3, run: async () => patch(quiet, id, ...more) },
        );
        const lostOne = lost === undefined ? {} : { lost };
        assert.deepEqual(await racing.store(id), { outcome: 'misplaced', into: 'b', ...lostOne });
        const secret = racing.key.secret.reveal();
        const rows = (await valuesOf(quiet, id)).map(
          ({ key, value }) => `${key}=${value === secret ? 'KEY' : value}`,
        );
        assert.equal(rows.join(' '), left);
      }
    });

    it('puts back a variable of no type as one that is no secret', async () => {
      const quiet = asking();
      const id = await staging(quiet);
      await patch(quiet, id, ...(await valuesOf(quiet, id)).map(() => remove(0)));
      const z = { op: 'add', path: '/values/2', value: { key: 'Z', value: 'zz' } };
      for (const type of ['default', 'secret']) {
        const k = { op: 'add', path: '/values/1', value: { key: 'k', value: 'x', type } };
        await patch(quiet, id, add(0, 'a', '1'), k, z);
        const racing = asking({ after: 1, run: async () => patch(quiet, id, remove(0)) });
        assert.deepEqual(await racing.store(id), { outcome: 'putBack', into: 'Z' });
        // No type is replaced where there is none: Postman refuses that.
        const now = type === 'secret' ? {} : { type: 'default' };
        assert.deepEqual((await valuesOf(quiet, id)).at(-1), { key: 'Z', value: 'zz', ...now });
        await patch(quiet, id, remove(0), remove(0));
      }
    });

    it('says so when the value cannot be put back', async () => {
      const quiet = asking();
      const id = await staging(quiet);
      await patch(quiet, id, add(1, 'k', 'x'));
      const racing = asking({
        after: 1,
        run: async () => {
          await patch(quiet, id, remove(0));
          sandbox().faults.add({ kind: 'status', status: 500, method: 'PATCH', skip: 1 });
        },
      });
      assert.deepEqual(await racing.store(id), { outcome: 'misplaced', into: 'password' });
    });
  });

  describe('when the answer to a change is lost', () => {
    const lost: FaultInput[] = [
      { kind: 'stall' },
      { kind: 'hangUp' },
      { kind: 'destroyed' },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503 },
      { kind: 'html' },
      { kind: 'garbage' },
    ];

    it('looks whether the variable is there', async () => {
      const who = asking();
      const id = await staging(who);
      for (const [index, fault] of lost.entries()) {
        sandbox().faults.add({ ...fault, method: 'PATCH', times: 1, carriedOut: true });
        assert.deepEqual(await who.store(id, `there-${index}`), { outcome: 'added' }, fault.kind);
        sandbox().faults.add({ ...fault, method: 'PATCH', times: 1 });
        const not = await who.store(id, `not-there-${index}`);
        assert.ok(not.outcome === 'unsure' && not.why?.endsWith('.') === true, fault.kind);
      }
    });

    it('looks for the new environment, which has to have the variable', async () => {
      const who = asking();
      for (const [index, fault] of [...lost, { kind: 'wrongShape' } as const].entries()) {
        // Single workspaces are told of ten times in ten seconds.
        sandbox().clock.advance(10_000);
        sandbox().faults.add({ ...fault, method: 'POST', times: 1, carriedOut: true });
        assert.deepEqual(await who.create(`There ${index}`), { outcome: 'added' }, fault.kind);
        sandbox().faults.add({ ...fault, method: 'POST', times: 1 });
        assert.equal((await who.create('Staging')).outcome, 'unsure', fault.kind);
      }
    });

    it('takes no environment that was there before for the new one', async () => {
      const who = asking();
      assert.deepEqual(await who.create('Ours'), { outcome: 'added' });
      sandbox().faults.add({ kind: 'status', status: 503, method: 'POST', times: 1 });
      assert.equal((await who.create('Ours')).outcome, 'unsure');
      sandbox().faults.add({ kind: 'status', status: 503, method: 'POST', times: 1, carriedOut: true });
      assert.deepEqual(await who.create('Ours'), { outcome: 'added' });
    });

    it('looks although the person has cancelled', async () => {
      const who = asking();
      const id = await staging(who);
      const isThere = {
        PATCH: async () => (await valuesOf(who, id)).some(({ key }) => key === 'there'),
        POST: async () => (await environmentsIn(who.by)).some(({ name }) => name === 'there'),
      };
      for (const method of ['PATCH', 'POST'] as const)
        for (const carriedOut of [true, false]) {
          const name = carriedOut ? 'there' : 'not there';
          const cancel = new AbortController();
          sandbox().faults.add({ kind: 'stall', method, times: 1, carriedOut });
          const storing =
            method === 'PATCH' ? who.store(id, name, cancel.signal) : who.create(name, cancel.signal);
          while (sandbox().faults.list().length > 0 || (carriedOut && !(await isThere[method]())))
            await new Promise((done) => setTimeout(done, 5));
          cancel.abort();
          assert.equal((await storing).outcome, carriedOut ? 'added' : 'unsure', method);
        }
    });

    it('takes the key out of where it should not be', async () => {
      const quiet = asking();
      const id = await staging(quiet);
      await patch(quiet, id, { op: 'add', path: '/values/1', value: { key: 'k', value: 'x' } });
      const before = await valuesOf(quiet, id);
      const racing = asking({
        after: 1,
        run: async () => {
          await patch(quiet, id, { op: 'remove', path: '/values/0' });
          sandbox().faults.add({ kind: 'hangUp', method: 'PATCH', carriedOut: true });
        },
      });
      assert.deepEqual(await racing.store(id), { outcome: 'putBack', into: 'password' });
      assert.deepEqual(await valuesOf(quiet, id), before.slice(1));
    });

    it('is unsure when it cannot look', async () => {
      const who = asking();
      const id = await staging(who);
      sandbox().faults.add({ kind: 'status', status: 403, method: 'GET', skip: 1 });
      assert.deepEqual(await who.store(id), { outcome: 'unsure', why: undefined });
      sandbox().faults.clear();
      sandbox().faults.add({ kind: 'garbage', method: 'POST', carriedOut: true });
      sandbox().faults.add({ kind: 'status', status: 403, method: 'GET', skip: 2 });
      assert.equal((await who.create('Ours')).outcome, 'unsure');
    });
  });

  it('rejects with one sentence, without the key, where nothing was changed', async () => {
    const who = asking();
    const id = await staging(who);
    const refused: [FaultInput, Parameters<typeof problemOf>[1]][] = [
      [{ kind: 'status', status: 400 }, 'badRequest'],
      [{ kind: 'status', status: 401 }, 'refused'],
      [{ kind: 'status', status: 403 }, 'forbidden'],
      [{ kind: 'status', status: 404 }, 'notFound'],
      [{ kind: 'rateLimited' }, 'rateLimited'],
      [{ kind: 'quota' }, 'quota'],
    ];
    for (const [fault, kind] of refused) {
      sandbox().faults.add({ ...fault, method: 'PATCH', times: 1 });
      await problemOf(who.store(id), kind, who.key);
      sandbox().faults.add({ ...fault, method: 'POST', times: 1 });
      await problemOf(who.create('Ours'), kind, who.key);
    }
  });
});
