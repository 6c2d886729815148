import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActivity, type Activity, type Note } from '../../../../src/inject/activity.ts';
import { openActivityFolder } from '../../../../src/inject/activityFolder.ts';
import { activityText } from '../../../../src/inject/activityText.ts';

const note: Note = {
  way: 'terminal',
  keyName: 'CI',
  keyMasked: `PMAK-${'0'.repeat(24)}-******ba`,
  what: 'the Postman Terminal',
};
const day = 24 * 60 * 60 * 1000;

describe('the activity log', () => {
  let parent: string;
  let folder: string;
  let failures: unknown[];
  const windows: Activity[] = [];
  const window = (): Activity => {
    const activity = createActivity(folder, { error: (_, error) => failures.push(error) });
    windows.push(activity);
    return activity;
  };
  const fileOf = (at: number): string => join(folder, `${new Date(at).toISOString().slice(0, 7)}.jsonl`);

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'keyring-activity-'));
    folder = join(parent, 'activity');
    failures = [];
  });
  afterEach(async () => {
    for (const activity of windows.splice(0)) activity.dispose();
    await rm(parent, { recursive: true, force: true });
  });

  it('has what all windows noted, the newest first', async () => {
    const [one, two] = [window(), window()];
    const before = Date.now();
    for (let round = 0; round < 20; round += 1) {
      one.note({ ...note, what: `one ${round}` });
      two.note({ ...note, way: 'mcp', what: undefined });
    }
    await two.entries();
    const entries = await one.entries();
    assert.equal(entries.length, 40);
    assert.ok(entries.every(({ at }, index) => at >= before && at <= (entries[index - 1]?.at ?? Infinity)));
    assert.deepEqual(
      { ...note, what: 'one 19', at: 0 },
      { ...entries.find(({ way }) => way === 'terminal'), at: 0 },
    );
    assert.equal(entries.find(({ way }) => way === 'mcp')?.what, undefined);
    assert.deepEqual(failures, []);
  });

  it('is for this user alone, and tells its window of every change', async () => {
    const activity = window();
    let changes = 0;
    activity.onDidChange(() => (changes += 1));
    activity.note(note);
    await activity.entries();
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    assert.equal((await stat(fileOf(Date.now()))).mode & 0o777, 0o600);
    await activity.clear();
    assert.deepEqual([await activity.entries(), await window().entries(), changes], [[], [], 2]);
  });

  it('never has a key in it, whatever a name or a purpose is', async () => {
    const activity = window();
    const key = `PMAK-${'1'.repeat(24)}-${'a'.repeat(34)}`;
    activity.note({ ...note, keyName: `my ${key}\n`, what: `debug ${key}` });
    const [entry] = await activity.entries();
    assert.equal(entry?.keyName, 'my PMAK-[secret]');
    assert.ok(!(await readFile(fileOf(Date.now()), 'utf8')).includes(key));
  });

  it('passes over lines that something else wrote, or that were half written', async () => {
    const activity = window();
    activity.note(note);
    await activity.entries();
    const line = JSON.stringify({ at: Date.now(), ...note });
    const hostile = [
      'no JSON',
      '[]',
      'null',
      line.replace('terminal', 'toString'),
      line.replace('terminal', 'way of a later version'),
      line.replace(/"at":\d+/, '"at":1e300'),
      line.replace('-******ba', `-${'a'.repeat(34)}`),
      JSON.stringify({ at: Date.now(), ...note, what: 'x'.repeat(10_000) }),
      line.slice(0, 40),
    ];
    await appendFile(fileOf(Date.now()), hostile.join('\n'));
    activity.note({ ...note, what: 'after' });
    assert.deepEqual(
      (await activity.entries()).map(({ what }) => what),
      ['after', note.what],
    );
    await appendFile(fileOf(Date.now()), `\n${JSON.stringify({ at: 5e12, ...note, keyName: 'a\u202e\nb' })}`);
    assert.equal((await activity.entries())[0]?.keyName, 'a b');
  });

  it('forgets after 90 days: when it is read, and on the disk when it is swept', async () => {
    const files = openActivityFolder(folder);
    for (const days of [400, 91, 89, 1]) {
      await files.append({ at: Date.now() - days * day, ...note, what: `${days} days ago` });
    }
    const young = ['1 days ago', '89 days ago'];
    assert.deepEqual(
      (await files.read()).map(({ what }) => what),
      young,
    );
    await files.sweep();
    const left = await Promise.all(
      (await readdir(folder)).map(async (name) => readFile(join(folder, name), 'utf8')),
    );
    assert.ok(!/\b(400|91) days ago/.test(left.join('')));
    assert.deepEqual(
      (await files.read()).map(({ what }) => what),
      young,
    );
  });

  it('hands nothing on to who notes where it cannot be written', async () => {
    await writeFile(folder, 'no folder');
    const activity = window();
    activity.note(note);
    await assert.rejects(activity.entries());
    assert.equal(failures.length, 1);
  });

  it('is a document in columns', () => {
    const at = new Date(2026, 6, 3, 4, 5, 6).getTime();
    const text = activityText([
      { at, ...note },
      { at, ...note, way: 'mcp', keyName: 'a longer name', what: undefined },
    ]);
    const [, , first = '', second = ''] = text.split('\n');
    assert.match(first, /^2026-07-03 04:05:06 {2}Postman Terminal {2}CI \(••ba\) +the Postman Terminal$/);
    assert.equal(first.indexOf('CI ('), second.indexOf('a longer name ('));
    assert.match(activityText([]), /Nothing was handed out yet/);
  });
});
