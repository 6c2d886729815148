import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

import { createClaim } from '../../src/expiry/health.ts';
import { createReminders } from '../../src/expiry/reminders.ts';
import { registerWarnings } from '../../src/expiry/warnings.ts';
import { testApi, until, useApp } from './app.ts';

const day = 86_400_000;
const hour = 3_600_000;

describe('The life of a key, as the sandbox’s clock goes on', () => {
  const app = useApp();

  afterEach(() => {
    app().sandbox.clock.reset();
    app().parts.clock.note(app().region.id, Date.now(), Date.now());
  });

  it('goes through every state', async () => {
    const { parts, sandbox, stored } = app();
    sandbox.setExpiry(30);
    const { stored: key } = await stored();
    await parts.keyring.update(key.id, { expiry: { kind: 'days', days: 30 } });
    const life = (): unknown[] => {
      const { state, daysLeft } = parts.lives.of(parts.keyring.find(key.id)!);
      return [state, daysLeft];
    };
    assert.deepEqual(life(), ['active', 30]);
    sandbox.clock.advance(15 * day);
    await parts.proof.verify(key.id);
    assert.deepEqual(life(), ['active', 15]);
    sandbox.clock.advance(1 * day);
    await parts.proof.verify(key.id);
    assert.deepEqual(life(), ['expiring', 14]);
    sandbox.clock.advance(14 * day - 2 * hour);
    await parts.proof.verify(key.id);
    assert.equal(life()[0], 'expiring');
    sandbox.setExpiry(null);
    sandbox.clock.advance(3 * hour);
    // By date it is over, whether or not the server says so yet.
    sandbox.faults.add({ kind: 'status', status: 500 });
    await assert.rejects(parts.proof.verify(key.id), { kind: 'server' });
    assert.equal(life()[0], 'expired');
    sandbox.faults.clear();
    await assert.rejects(parts.proof.verify(key.id), { kind: 'refused' });
    assert.equal(life()[0], 'refused');
    sandbox.setExpiry(null);
  });

  it('tells once that this computer’s clock is off', async () => {
    const { hands, parts, sandbox, stored } = app();
    const { stored: key } = await stored();
    sandbox.clock.advance(20 * 60_000);
    await parts.proof.verify(key.id);
    await parts.proof.verify(key.id);
    const warnings = hands.heard.filter(({ message }) =>
      message.includes("This computer's clock is 20 minutes behind"),
    );
    assert.equal(warnings.length, 1);
  });
});

describe('Warnings', () => {
  const app = useApp();
  let windows: vscode.Disposable[] = [];

  afterEach(() => {
    for (const window of windows.splice(0)) window.dispose();
  });

  /** More windows beside the extension's own, over the same folder. */
  const openWindows = async (count: number): Promise<void> => {
    const folder = join((await testApi()).storage, 'expiry', 'warned');
    windows = Array.from({ length: count }, () => registerWarnings(app().parts, createReminders(folder)));
  };
  const warnings = (): { message: string; actions: string[] }[] =>
    app().hands.heard.filter(({ actions }) => actions.includes('Remind Tomorrow'));
  const ending = async (name: string, days: number): Promise<string> => {
    const { stored } = await app().stored(name);
    await app().parts.keyring.update(stored.id, { expiry: { kind: 'date', at: Date.now() + days * day } });
    return stored.id;
  };

  it('come once per key and threshold, in one of three windows', async () => {
    const { parts } = app();
    await openWindows(2);
    const id = await ending('laptop', 5);
    await until('the warning is there', () => warnings().length > 0);
    await setTimeout(2500);
    assert.equal(warnings().length, 1);
    assert.match(warnings()[0]?.message ?? '', /“laptop” expires in 5 days\./);
    assert.deepEqual(warnings()[0]?.actions, ['Regenerate', 'Remind Tomorrow', "Don't Remind for This Key"]);
    await parts.keyring.update(id, { expiry: { kind: 'date', at: Date.now() + 4 * day } });
    await setTimeout(2500);
    assert.equal(warnings().length, 1, 'the same threshold is not told again');
    await parts.keyring.update(id, { expiry: { kind: 'date', at: Date.now() + day } });
    await until('the next threshold is told', () => warnings().length === 2);
  });

  it('of several keys are one notification', async () => {
    for (const [name, days] of [
      ['a', 3],
      ['b', 2],
      ['c', -1],
      ['d', 1],
      ['fine', 100],
    ] as const)
      await ending(name, days);
    await openWindows(1);
    await until('the warning is there', () => warnings().length > 0);
    await setTimeout(2000);
    assert.equal(warnings().length, 1);
    assert.match(
      warnings()[0]?.message ?? '',
      /^4 Postman keys need attention: “c” expired yesterday, .*, 1 more\.$/,
    );
    assert.deepEqual(warnings()[0]?.actions, ['Show Keys', 'Remind Tomorrow', "Don't Remind for These Keys"]);
  });

  it('never come again when told so', async () => {
    const { hands, parts } = app();
    hands.pressOn("Don't Remind for This Key");
    const id = await ending('laptop', 5);
    await until('the warning is there', () => warnings().length === 1);
    await setTimeout(300);
    await parts.keyring.update(id, { expiry: { kind: 'date', at: Date.now() - day } });
    await setTimeout(2500);
    assert.equal(warnings().length, 1);
  });
});

describe('Reminders', () => {
  it('are claimed by one window, come again in their time, and are swept with their key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyring-warned-'));
    const reminders = createReminders(folder);
    const key = { id: '0b6f4d0e-4c80-4b0a-9c1b-2d1f7d3b9a11', fingerprint: 'a'.repeat(64) };
    const claims = async (): Promise<number> => {
      const all = await Promise.all(
        [1, 2, 3].map(async () => createReminders(folder).claim([{ key, occasion: 7 }])),
      );
      return all.flat().length;
    };
    assert.equal(await claims(), 1);
    assert.equal(await claims(), 0);
    await reminders.remindAt(key, Date.now() + hour);
    assert.equal(await claims(), 0, 'not before its time');
    await reminders.remindAt(key, Date.now() - 1);
    assert.equal(await claims(), 1);
    const fresh = { ...key, fingerprint: 'b'.repeat(64) };
    const claimed = await reminders.claim([{ key: fresh, occasion: 7 }]);
    assert.deepEqual(claimed, [fresh], 'a regenerated key starts anew');
    const warned = async (occasion: 14 | 7 | 1 | 'expired' | undefined): Promise<boolean> =>
      (await reminders.claim([{ key: fresh, occasion }])).length === 1;
    assert.equal(await warned('expired'), true);
    assert.equal(await warned(undefined), false, 'the date was wrong, and is corrected');
    assert.deepEqual(
      [await warned(14), await warned(14), await warned(1), await warned('expired')],
      [true, false, true, true],
    );
    await reminders.mute(key);
    assert.deepEqual(await reminders.claim([{ key, occasion: 1 }]), []);
    await reminders.sweep([]);
    assert.equal(await claims(), 0, 'what is fresh is not swept: another window may have added it');
    const old = new Date(Date.now() - 31 * day);
    for (const name of await readdir(folder)) await utimes(join(folder, name), old, old);
    await reminders.sweep([]);
    assert.equal(await claims(), 1);
    await rm(folder, { recursive: true, force: true });
  });
});

describe('The health check', () => {
  const app = useApp();
  const checkHealth = async (): Promise<boolean> =>
    (await testApi()).checkHealth(app().parts, new AbortController().signal);

  it('asks once for every key, and tells of a refusal once', async () => {
    const { hands, sandbox, stored } = app();
    await stored('one');
    const { id } = await stored('two');
    await checkHealth();
    assert.equal(sandbox.requests().length, 2);
    assert.deepEqual(hands.heard, []);
    sandbox.revoke(id);
    await checkHealth();
    assert.match(hands.last(), /Postman no longer accepts “two”/);
    await checkHealth();
    assert.equal(hands.heard.length, 1);
  });

  it('picks up a key that works again by itself', async () => {
    const { parts, sandbox, stored } = app();
    const { stored: key } = await stored();
    sandbox.faults.add({ kind: 'status', status: 401 });
    await checkHealth();
    assert.equal(parts.lives.of(parts.keyring.find(key.id)!).state, 'refused');
    sandbox.faults.clear();
    await checkHealth();
    assert.equal(parts.lives.of(parts.keyring.find(key.id)!).state, 'active');
  });

  for (const fault of [
    { kind: 'hangUp' },
    { kind: 'quota' },
    { kind: 'status', status: 503 },
    { kind: 'rateLimited', headers: { 'Retry-After': '120' } },
  ] as const) {
    it(`says nothing of a failure (${fault.kind}), and does not knock again and again`, async () => {
      const { hands, sandbox, stored } = app();
      for (const name of ['one', 'two', 'three']) await stored(name);
      sandbox.faults.add(fault);
      assert.equal(await checkHealth(), false, 'it is to be done again');
      assert.deepEqual(hands.heard, []);
      assert.equal(sandbox.requests().length, 1);
    });
  }

  it('is done by one window for all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyring-health-'));
    const claims = await Promise.all([1, 2, 3].map(async () => createClaim(folder)(hour)));
    assert.equal(claims.filter(Boolean).length, 1);
    assert.equal(await createClaim(folder)(hour), undefined);
    await setTimeout(50);
    const take = await createClaim(folder)(20);
    assert.ok(take, 'again after its time');
    await take.giveBack(30);
    await setTimeout(40);
    assert.ok(await createClaim(folder)(20), 'and soon after it came to nothing');
    await rm(folder, { recursive: true, force: true });
  });
});

describe('The expiry report and calendar', () => {
  const app = useApp();

  it('the report is a Markdown table without secrets, with masked keys only when asked', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: key } = await stored('a|b [x](command:y)');
    await parts.keyring.update(key.id, { expiry: { kind: 'date', at: new Date(2027, 0, 31).getTime() } });
    hands.will({ pick: 'Without masked keys' });
    await run('expiry.copyReport');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /\| a\\\|b \\\[x\\\]\(command:y\) \| Maya Lindqvist \| .* \| 2027-01-31 /);
    assert.ok(!text.includes('PMAK'));
    hands.will({ pick: 'With masked keys' });
    await run('expiry.copyReport');
    assert.match(await vscode.env.clipboard.readText(), /PMAK-/);
  });

  it('the calendar says what to do when nothing has a date', async () => {
    const { hands, run, stored } = app();
    await stored();
    await run('expiry.exportCalendar');
    assert.match(hands.last(), /Note it with Set Expiry first/);
  });

  it('keys that need attention lead to their regeneration', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: key } = await stored();
    await run('expiry.showTrouble');
    assert.match(hands.last(), /All keys are well/);
    await parts.keyring.update(key.id, { expiry: { kind: 'date', at: Date.now() + 3 * day } });
    hands.will({ pick: 'work' }, 'leave');
    await run('expiry.showTrouble');
    assert.match(hands.asked.join('\n'), /Regenerate “work”\?/);
  });

  it('one setting for all keys of an account', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: one } = await stored('one');
    const { stored: two } = await stored('two');
    const at = Date.now() + 100 * day;
    await parts.keyring.update(two.id, { expiry: { kind: 'date', at } });
    hands.will({ pick: '180 days' });
    await run('apiKeys.setAccountExpiry', { id: one.id });
    assert.deepEqual(parts.keyring.find(one.id)?.expiry, { kind: 'days', days: 180 });
    assert.deepEqual(parts.keyring.find(two.id)?.expiry, { kind: 'date', at }, 'a date of its own stays');
  });
});
