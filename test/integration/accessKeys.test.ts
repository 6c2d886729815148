import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import {
  behindExplorer,
  day,
  drawn,
  everyId,
  hideView,
  keep,
  loadedList,
  messageOver,
  showView,
} from './accessKeyRows.ts';
import { until, useApp } from './app.ts';

const pages = '/collection-access-keys';

describe('The Collection Access Keys view', () => {
  const app = useApp();
  behindExplorer(app);

  const asked = (path = pages): number =>
    app()
      .sandbox.requests()
      .filter((one) => one.path === path).length;
  const loading = async (): Promise<string> => messageOver(app());

  it('asks nothing unseen, shows a page while the next one stalls, and keeps it when loading is cancelled', async () => {
    const { accessKeys, hands, run, sandbox, stored } = app();
    const contents = await accessKeys.contents();
    await stored();
    await setTimeout(100);
    assert.deepEqual(sandbox.requests(), []);
    sandbox.faults.add({ kind: 'stall', path: pages, skip: 1 });
    await showView();
    await until('the first page is there', () => contents.rows.length === 10);
    const { status } = await accessKeys.list();
    assert.deepEqual([status.isLoading, status.pages], [true, 1]);
    assert.equal(await loading(), '10 keys so far…');
    await run('accessKeys.cancelLoading');
    assert.equal(await loading(), 'Stopped at 10 keys. Refresh to load them all.');
    assert.equal(contents.rows.length, 10);
    sandbox.faults.clear();
    await run('accessKeys.refresh');
    assert.equal(contents.rows.length, 120);
    assert.equal(await loading(), '');
    assert.deepEqual(hands.heard, []);
  });

  it('asks no second time within five minutes, and stops asking when nobody looks', async () => {
    const { accessKeys, sandbox, stored } = app();
    const list = await accessKeys.list();
    await stored();
    await showView();
    await until('the list is there', () => list.status.isComplete);
    assert.equal(asked(), 12);
    await hideView();
    await showView();
    await setTimeout(300);
    assert.equal(asked(), 12);
    await hideView();
    sandbox.faults.add({ kind: 'delay', ms: 100, path: pages });
    await stored('of another', 'Tomás Rivera');
    const [, second] = app().parts.keyring.keys;
    await app().parts.activeKey.useEverywhere(second?.id ?? '');
    await showView();
    await until('a page is there', () => list.keys.length > 0);
    await hideView();
    await until('it is given up', () => !list.status.isLoading);
    const before = asked();
    await setTimeout(300);
    assert.deepEqual([asked(), list.status.isComplete], [before, false]);
  });

  it('keeps what it has when a later page fails, and what it had when a refresh does', async () => {
    const { accessKeys, hands, run, sandbox, stored } = app();
    const contents = await accessKeys.contents();
    await stored();
    sandbox.faults.add({ kind: 'status', status: 500, path: pages, skip: 3 });
    await run('accessKeys.refresh');
    assert.equal(contents.rows.length, 30);
    assert.match(await loading(), /is in trouble.* 30 keys are shown as they were\.$/);
    sandbox.faults.clear();
    await run('accessKeys.refresh');
    sandbox.faults.add({ kind: 'hangUp', path: pages });
    await run('accessKeys.refresh');
    assert.equal(contents.rows.length, 120);
    assert.match(await loading(), /cannot be reached.* 120 keys are shown as they were\.$/);
    assert.deepEqual(hands.heard, []);
  });

  it('waits politely when Postman asks for a pause in the middle, and goes on where it was', async () => {
    const { accessKeys, run, sandbox, stored } = app();
    await stored();
    sandbox.configure({ pageSize: 1 });
    sandbox.faults.add({
      kind: 'rateLimited',
      path: pages,
      skip: 60,
      times: 1,
      headers: { 'Retry-After': '1' },
    });
    const list = await accessKeys.list();
    const told: string[] = [];
    const subscription = list.onDidChange(() => void loading().then((message) => told.push(message)));
    await run('accessKeys.refresh');
    subscription.dispose();
    assert.ok(told.includes('Postman asks to wait 1 second. 60 keys so far…'), told.join('\n'));
    assert.deepEqual([list.keys.length, list.status.isComplete, asked()], [120, true, 121]);
    assert.equal(new Set(list.keys.map(({ id }) => id)).size, 120);
  });

  it('ends at a cursor that repeats, with what came', async () => {
    const { accessKeys, run, sandbox, stored } = app();
    await stored();
    const [key] = sandbox.accessKeys();
    const row = { id: key?.id, token: 'PMAT-**********************43BR', collectionId: key?.collectionUid };
    sandbox.faults.add({ kind: 'json', path: pages, body: { data: [row], meta: { nextCursor: 'again' } } });
    await run('accessKeys.refresh');
    assert.match(await loading(), /round in circles.* 1 key is shown as it was\.$/);
    assert.equal((await accessKeys.contents()).rows.length, 1);
    assert.equal(asked(), 2);
  });

  it('shows ids where names may not be read, and does not ask for them again', async () => {
    const { accessKeys, hands, sandbox, stored } = app();
    const contents = await accessKeys.contents();
    await stored('guest', 'lena-novak');
    const { collectionUid, id } = sandbox.issueAccessKey({ user: 'lena-novak', collection: 'Refunds API' });
    await showView();
    await until('its key is there', () => contents.rows.length === 1);
    await until('its name was asked for', () => asked(`/collections/${collectionUid}`) === 1);
    await (await accessKeys.list()).refresh();
    await setTimeout(300);
    await contents.settled();
    const { label, tooltip } = drawn(contents, `group/collection/${collectionUid}`);
    assert.deepEqual([label, tooltip], [collectionUid, `${collectionUid}\n1 key`]);
    const key = drawn(contents, `key/${id}`);
    assert.match(key.spoken, /, 60 days left, you, never used/);
    assert.match(key.tooltip, /its&nbsp;name&nbsp;is&nbsp;not&nbsp;known/);
    assert.equal(asked(`/collections/${collectionUid}`), 1);
    assert.deepEqual(hands.heard, []);
  });

  it('shows ids of collections and people when all names answer 403', async () => {
    const { accessKeys, sandbox, stored } = app();
    const contents = await accessKeys.contents();
    await contents.change({ groupBy: 'none' });
    await stored();
    for (const path of ['/collections', '/users']) sandbox.faults.add({ kind: 'status', status: 403, path });
    await showView();
    await until('all keys are there', () => contents.rows.length === 120);
    await until('names were asked for', () => asked('/collections') === 1 && asked('/users') === 1);
    await contents.settled();
    const { listed } = contents.rows.find((row) => row.listed?.userId === 31_450_118)!;
    const { label, description } = drawn(contents, `key/${listed!.id}`);
    assert.equal(label, listed!.collectionUid);
    assert.match(description, /· 31450118,?/);
  });

  it('drops the rows of one account when another becomes active, also those still on their way', async () => {
    const { accessKeys, parts, run, sandbox, stored } = app();
    const list = await accessKeys.list();
    const { stored: own } = await stored();
    const { stored: guest } = await stored('guest', 'lena-novak');
    const { id } = sandbox.issueAccessKey({ user: 'lena-novak', collection: 'Orders' });
    assert.match(await loading(), /No API key is in use here: run Set Active Key/);
    await parts.activeKey.useEverywhere(own.id);
    sandbox.faults.add({ kind: 'delay', ms: 2000, path: pages, skip: 2, times: 1 });
    const loaded = run('accessKeys.refresh');
    await until('two pages are there', () => list.status.pages === 2);
    await parts.activeKey.useEverywhere(guest.id);
    assert.deepEqual((await accessKeys.contents()).rows, []);
    await loaded;
    await setTimeout(300);
    assert.deepEqual(
      list.keys.map((key) => key.id),
      [id],
    );
  });

  it('groups, sorts and filters, says so, and goes on with it after a refresh', async () => {
    const { accessKeys, hands, run, stored } = app();
    const contents = await accessKeys.contents();
    await stored();
    await loadedList(app());
    hands.will({ pick: 'Creator' }, { pick: /soonest/ }, { pick: 'Never used' }, { pick: 'Team' });
    await run('accessKeys.groupBy');
    await run('accessKeys.sortBy');
    await run('accessKeys.filter');
    await run('accessKeys.filter');
    hands.will({ pick: 'Text…' }, { type: 'NEVER used \u202e' });
    const before = await loading();
    assert.match(before, /^Filter: never used, team · \d+ of 120$/);
    await run('accessKeys.refresh');
    assert.equal(await loading(), before);
    const { groupBy, sortBy } = contents.state;
    assert.deepEqual([groupBy, sortBy], ['creator', 'expires']);
    await contents.settled();
    const ids = everyId(contents);
    assert.ok(ids.length > 5 && ids.some((id) => id.startsWith('group/creator/')));
    for (const id of ids.filter((one) => one.startsWith('key/'))) {
      const { listed } = contents.find(id.slice(4))!;
      assert.deepEqual([listed?.lastUsedAt, listed?.userId === 31_450_012], [undefined, false]);
    }
    await run('accessKeys.filter');
    assert.match(await loading(), /^Filter: never used, team, “NEVER used” · \d+ of 120$/);
    await run('accessKeys.clearFilter');
    assert.equal(await loading(), '');
  });

  it('tells living keys from those that end soon, are inactive, deleted, kept', async () => {
    const { accessKeys, sandbox, stored } = app();
    await stored();
    const made = ['Orders', 'Orders', 'Orders', 'Orders', 'Orders'].map((collection) =>
      sandbox.issueAccessKey({ collection }),
    );
    const [ending, inactive, deleted, kept, plain] = made.map(({ id }) => id) as [
      string,
      string,
      string,
      string,
      string,
    ];
    sandbox.setAccessKey(ending, { expiresAt: Date.now() + 5 * day });
    sandbox.setAccessKey(inactive, { inactive: true });
    sandbox.setAccessKey(deleted, { deletedAt: Date.now() - day });
    await keep(app(), made[3]!, 'Orders');
    await loadedList(app());
    const contents = await accessKeys.contents();
    const looks = [ending, inactive, deleted, kept, plain].map((id) => {
      const { description, icon, tooltip } = drawn(contents, `key/${id}`);
      const end = /\d+ days left|inactive|deleted/.exec(description)?.[0];
      return [icon, end, /opens.{1,6}nothing/.test(tooltip)];
    });
    assert.deepEqual(looks, [
      ['warning', '5 days left', false],
      ['circle-slash', 'inactive', true],
      ['trash', 'deleted', true],
      ['key', '60 days left', false],
      ['circle-outline', '60 days left', false],
    ]);
    const group = drawn(contents, `group/collection/${made[0]!.collectionUid}`);
    assert.match(group.description, /^\d+ keys · \d+ expiring · \d+ dead$/);
  });

  it('shows links that others shared, with no API key and no request', async () => {
    const { accessKeys, sandbox } = app();
    const made = sandbox.issueAccessKey({ collection: 'Orders' });
    const kept = await keep(app(), made, 'Their orders', { origin: 'received' });
    await showView();
    await setTimeout(200);
    const contents = await accessKeys.contents();
    await contents.settled();
    assert.deepEqual(everyId(contents), ['group/received', `key/${kept.id}`]);
    assert.match(drawn(contents, `key/${kept.id}`).label, /^Their orders$/);
    assert.equal(await loading(), '');
    assert.deepEqual(sandbox.requests(), []);
  });

  it('shows hostile names as plain text, everywhere', async () => {
    const { accessKeys, sandbox, stored } = app();
    const contents = await accessKeys.contents();
    await stored();
    const hostile = [
      ['Orders', 'two\nlines\u0000\u2028here'],
      ['Customers', 'invoice \u202efdp.exe\u2066'],
      [
        'Northwind GraphQL',
        '[x](command:workbench.action.quit) <a href="command:y">z</a> $(trash) **b** | c',
      ],
      ['Getting Started', 'long '.repeat(2000)],
      ['Mail', '👩‍👩‍👧 Family 🔔 https://evil.example'],
    ] as const;
    for (const [collection, name] of hostile) {
      sandbox.issueAccessKey({ collection });
      sandbox.rename({ collection, name });
    }
    const { people } = sandbox.world;
    const data = people.map((one) => ({
      ...{ id: one.id, username: one.username, email: one.email, roles: one.roles, joinedAt: one.joinedAt },
      name: `[${one.fullName}](command:y)\n\u202e`,
    }));
    sandbox.faults.add({ kind: 'json', path: '/users', body: { data } });
    await contents.change({ groupBy: 'none' });
    await showView();
    await until('all is there', () => contents.rows.length === 125);
    await until('people have names', () => contents.scene.names.person(people[1]!.id).isKnown);
    const uid = contents.rows[0]!.collectionUid;
    await until('collections have names', () => contents.scene.names.collection(uid).isKnown);
    const names = new Set<string>();
    for (const groupBy of ['collection', 'creator', 'none'] as const) {
      await contents.change({ groupBy });
      for (const id of everyId(contents)) {
        const { description, label, markdown, spoken, tooltip } = drawn(contents, id);
        names.add(label);
        for (const text of [label, description, spoken]) {
          assert.doesNotMatch(text, /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
          assert.ok(text.length < 700);
        }
        assert.doesNotMatch(tooltip, /[\u2028-\u202e\u2066-\u2069]/);
        if (!markdown) continue;
        assert.ok(!markdown.isTrusted && !markdown.supportHtml && !markdown.supportThemeIcons);
        assert.doesNotMatch(tooltip, /(?<!\\)\]\(|(?<!\\)<[a-z/]|https?:\/\//);
      }
    }
    assert.ok(
      names.has('two lines here') && names.has('👩‍👩‍👧 Family 🔔 https://evil.example'),
      [...names].join('\n'),
    );
    assert.ok([...names].some((name) => name.startsWith('[x](command:workbench.action.quit)')));
    assert.ok([...names].some((name) => name.startsWith('[Tomás Rivera](command:y)')));
    assert.ok([...names].some((name) => name.startsWith('long long') && name.length <= 200));
  });
});
