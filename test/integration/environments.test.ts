import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import * as vscode from 'vscode';

import type { ApiKey } from '../../src/postman/credential.ts';
import { testApi, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

interface Variable {
  key: string;
  value: string;
  type: string;
}

describe('A key in Postman itself', () => {
  const app = useApp();
  const valuesOf = async (key: ApiKey, workspace: string, name: string): Promise<Variable[]> => {
    const { client } = app().parts;
    const { region } = app();
    const home = app().sandbox.world.workspaces.find((one) => one.name === workspace)!.id;
    const list = (await client.get(key, region, `/environments?workspace=${home}`)).body as {
      environments: { id: string; name: string }[];
    };
    const { id } = list.environments.find((one) => one.name === name)!;
    const one = (await client.get(key, region, `/environments/${id}`)).body;
    return (one as { environment: { values: Variable[] } }).environment.values;
  };

  it('is stored after a plain warning, with the least change, and again without another', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { stored: known, key } = await stored();
    const secret = key.secret.reveal();
    const before = await valuesOf(key, 'Payments', 'Staging');
    const activity = await (await testApi()).inject.activity();
    await activity.clear();
    const read = sinon.spy(parts.keyring, 'secretOf');
    const choose = [{ pick: 'Payments' }, { pick: 'Staging' }, { type: 'postman-api-key' }];
    hands.will(...choose, 'leave');
    await run('inject.storeInEnvironment', { id: known.id });
    const question = hands.asked.at(-1)!;
    for (const words of [
      `Give “work” of ${known.account!.fullName} to everyone who can read “Staging”?`,
      'shared value',
      'a team workspace',
      'plain text',
    ])
      assert.ok(question.includes(words), words);
    assert.deepEqual(await valuesOf(key, 'Payments', 'Staging'), before);
    const noted = async () => (await activity.entries()).map(({ what }) => what);
    assert.deepEqual(await noted(), ['a list of environments', 'a list of workspaces']);
    const readBefore = read.callCount;
    read.restore();
    assert.equal(readBefore, 2, 'one for each list, and none behind the question');

    for (const said of [
      /^The key is in “Staging” as postman-api-key\.$/,
      /^postman-api-key in “Staging” has the key now\.$/,
    ]) {
      hands.will(...choose, { press: 'Store Key' });
      await run('inject.storeInEnvironment', { id: known.id });
      assert.match(hands.last(), said);
      assert.equal((await noted())[0], '“Staging” in “Payments”');
      const values = await valuesOf(key, 'Payments', 'Staging');
      assert.deepEqual(values.slice(0, -1), before);
      assert.deepEqual(values.at(-1), {
        key: 'postman-api-key',
        value: secret,
        type: 'secret',
        enabled: true,
      });
    }
    assert.deepEqual(
      sandbox
        .requests()
        .filter(({ method }) => method !== 'GET')
        .map(({ method }) => method),
      ['PATCH', 'PATCH'],
    );
    await assertNoTrace(app(), secret);
  });

  it('gets a new environment, and never a public one or a variable of the vault', async () => {
    const { hands, run, stored } = app();
    const { key } = await stored();
    hands.will(
      { pick: 'Maya' },
      { pick: 'New Environment' },
      { type: 'For me' },
      { type: 'k' },
      { press: 'Store Key' },
    );
    await run('inject.storeInEnvironment');
    assert.equal((await valuesOf(key, "Maya's Workspace", 'For me'))[0]?.value, key.secret.reveal());
    hands.will({ pick: 'Northwind Public API' });
    await run('inject.storeInEnvironment');
    assert.match(hands.last(), /is public: everyone on the internet could read the key there/);
    hands.will({ pick: 'Payments' }, { pick: 'Staging' }, { type: 'token' }, { press: 'Store Key' });
    await run('inject.storeInEnvironment');
    assert.match(
      hands.last(),
      /^Nothing was changed: token in “Staging” takes its value from Postman’s vault/,
    );
  });

  it('goes nowhere that became public while the person chose', async () => {
    const { hands, run, sandbox, stored } = app();
    const { key } = await stored();
    const before = await valuesOf(key, 'Payments', 'Staging');
    const now = {
      '/environments/': { environment: { values: [], isPublic: true } },
      '/workspaces/': { workspace: { visibility: 'public' } },
    };
    for (const [path, body] of Object.entries(now)) {
      sandbox.faults.add({ kind: 'json', path, body, times: 1 });
      const place =
        path === '/workspaces/' ? [{ pick: 'New Environment' }, { type: 'Staging' }] : [{ pick: 'Staging' }];
      hands.will({ pick: 'Payments' }, ...place, { type: 'k' }, { press: 'Store Key' });
      await run('inject.storeInEnvironment');
      assert.match(hands.last(), /^Nothing was stored: “Staging” in “Payments” is public by now/);
    }
    assert.deepEqual(await valuesOf(key, 'Payments', 'Staging'), before);
    assert.ok(sandbox.requests().every(({ method }) => method === 'GET'));
  });

  it('is no longer stored once it is of another owner or region than the lists', async () => {
    const { hands, issue, parts, run, sandbox, stored } = app();
    const { prompts } = parts;
    const own = { ...prompts };
    const changes = [
      { account: { userId: 7 }, after: 1 },
      { account: { userId: 7 }, after: 2 },
      { region: 'us', after: 1 },
    ];
    for (const { account, after, ...change } of changes) {
      const { stored: known } = await stored();
      let picks = 0;
      prompts.pick = async (...of) => {
        const picked = await own.pick(...of);
        picks += 1;
        if (picks === after)
          await parts.keyring.replace(known.id, issue().key, {
            ...change,
            account: { ...known.account!, ...account },
          });
        return picked;
      };
      const type = after === 1 ? [] : [{ pick: 'Staging' }, { type: 'k' }];
      try {
        hands.will({ pick: 'Payments' }, ...type);
        await run('inject.storeInEnvironment', { id: known.id });
      } finally {
        Object.assign(prompts, own);
      }
      assert.match(hands.last(), /^“work” was changed while you chose: .* Nothing was stored/);
      const asked = sandbox.requests().map(({ path }) => path);
      assert.deepEqual(asked, ['/workspaces', '/environments'].slice(0, after));
    }
  });

  it('is told what became of it where the answer is lost, and where the person cancels', async () => {
    const { hands, run, sandbox, stored } = app();
    const { key } = await stored();
    const store = async (name: string): Promise<string> => {
      hands.will({ pick: 'Payments' }, { pick: 'Staging' }, { type: name }, { press: 'Store Key' });
      await run('inject.storeInEnvironment');
      return hands.last();
    };
    sandbox.faults.add({ kind: 'status', status: 503, method: 'PATCH', times: 1, carriedOut: true });
    assert.equal(await store('one'), 'The key is in “Staging” as one.');
    sandbox.faults.add({ kind: 'stall', method: 'PATCH', times: 1, carriedOut: true });
    hands.cancelAfter(500, /Storing the key/);
    assert.equal(await store('two'), 'The key is in “Staging” as two.');
    sandbox.faults.add({ kind: 'stall', method: 'PATCH', times: 1 });
    hands.cancelAfter(500, /Storing the key/);
    assert.match(
      await store('three'),
      /was cancelled\. The key was sent to “Staging”.*look at it in Postman\.$/,
    );
    assert.deepEqual(
      (await valuesOf(key, 'Payments', 'Staging')).slice(-2).map(({ key: name }) => name),
      ['one', 'two'],
    );
  });

  it('is exported without it; with it after a warning, for the owner alone, outside the workspace', async () => {
    const { hands, parts, run, stored } = app();
    const { key } = await stored();
    const secret = key.secret.reveal();
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'keyring-export-')));
    const dialog = sinon.stub(vscode.window, 'showSaveDialog');
    const path = join(folder, 'Postman API.postman_environment.json');
    const valueIn = async (): Promise<string> => {
      const file = JSON.parse(await readFile(path, 'utf8')) as { values: Variable[] };
      assert.deepEqual(
        file.values.map((one) => [one.key, one.type]),
        [['postman-api-key', 'secret']],
      );
      return file.values[0]!.value;
    };
    try {
      dialog.resolves(vscode.Uri.file(path));
      hands.will({ pick: 'Without the Key' }, { type: 'postman-api-key' });
      await run('inject.exportEnvironment');
      assert.equal(await valueIn(), '');
      assert.match(hands.last(), /paste the key as the current value of postman-api-key/);

      hands.will({ pick: 'With the Key' }, { type: 'postman-api-key' }, 'leave');
      await run('inject.exportEnvironment');
      assert.equal(await valueIn(), '');
      await writeFile(path, 'old', { mode: 0o644 });
      hands.will({ pick: 'With the Key' }, { type: 'postman-api-key' }, { press: 'Write the Key' });
      await run('inject.exportEnvironment');
      assert.equal(await valueIn(), secret);
      if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600);

      const way = join(folder, 'way');
      const workspace = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
      await symlink(workspace, way, 'junction');
      const before = await readdir(workspace);
      for (const place of [join(workspace, 'x.json'), join(way, 'x.json')]) {
        dialog.resolves(vscode.Uri.file(place));
        hands.will({ pick: 'With the Key' }, { type: 'postman-api-key' });
        await run('inject.exportEnvironment');
        assert.match(hands.last(), /has no place in the workspace/);
      }
      assert.deepEqual(await readdir(workspace), before);

      // Behind the question, the way leads elsewhere.
      const own = join(folder, 'own');
      await symlink(folder, own, 'junction');
      dialog.resolves(vscode.Uri.file(join(own, 'x.json')));
      const read = sinon.stub(parts.keyring, 'secretOf').callsFake(async () => {
        await rm(own);
        await symlink(workspace, own, 'junction');
        return key;
      });
      try {
        for (const move of ['leave', { press: 'Write the Key' }] as const) {
          assert.equal(read.callCount, 0, 'no secret waits behind the question');
          hands.will({ pick: 'With the Key' }, { type: 'postman-api-key' }, move);
          await run('inject.exportEnvironment');
        }
      } finally {
        read.restore();
      }
      assert.match(hands.last(), /has no place in the workspace/);
      assert.deepEqual(await readdir(workspace), before);
    } finally {
      dialog.restore();
      await rm(folder, { recursive: true });
    }
    await assertNoTrace(app(), secret);
  });

  it('is referred to in the vault, and copied only when that is wanted', async () => {
    const { hands, run, stored } = app();
    const { stored: known, key } = await stored();
    await run('inject.copyForVault', { id: known.id });
    assert.equal(await vscode.env.clipboard.readText(), '{{vault:postman-api-key}}');
    assert.match(hands.last(), /open Vault in the footer.*paste the key as its value/);
    hands.pressOn('Copy Key');
    await run('inject.copyForVault', { id: known.id });
    await new Promise((done) => setTimeout(done, 200));
    assert.equal(await vscode.env.clipboard.readText(), key.secret.reveal());
  });
});
