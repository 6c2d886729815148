import assert from 'node:assert/strict';
import { decodeDefinition } from '../../../../src/inject/tasks/definition.ts';
import { inherited, needsKey, newman, postmanCli } from '../../../../src/inject/tasks/program.ts';
import type { Handed } from '../../../../src/inject/handOut.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { eu, regionOf, us, type Region } from '../../../../src/postman/region.ts';
import { stored } from '../core/stored.ts';

const uid = '10523-2a7f0a3c-0000-4000-8000-0123456789ab';
const key = parseApiKey(`PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}`)!;
const handed = (region: Region): Handed => ({ stored: stored('work'), key, region });
const decode = (more: object): ReturnType<typeof decodeDefinition> =>
  decodeDefinition({ type: 'postman-keyring', tool: 'newman', collection: uid, ...more }, '/work');

describe('a task that runs a collection', () => {
  it('is read from tasks.json, with a sentence about what is wrong', () => {
    assert.deepEqual(decode({ environment: '--evil.json', args: ['--bail'] }), {
      tool: 'newman',
      collection: { uid },
      environment: { file: '/work/--evil.json' },
      key: undefined,
      args: ['--bail'],
    });
    assert.deepEqual(decode({ collection: 'a/b.json' }).collection, { file: '/work/a/b.json' });
    assert.deepEqual(decode({ collection: uid.slice(6) }).collection, { uid: uid.slice(6) });
    assert.throws(() => decode({ tool: 'curl' }), /“tool” is "newman" or "postman"/);
    assert.throws(() => decode({ collection: ' ' }), /“collection” is the uid/);
    assert.throws(() => decode({ key: ['x'] }), /“key” is the name of a key/);
    assert.throws(() => decode({ args: '--bail' }), /“args” is a list/);
    assert.throws(() => decodeDefinition(null, '/work'), /this task cannot be read/);
  });

  it('has the key in the environment and in no argument', () => {
    const programs = [
      newman(decode({}), handed(eu), '/run.mjs'),
      postmanCli(decode({ tool: 'postman', environment: 'e.json', args: ['--bail'] }), handed(us)),
    ];
    for (const { args, command, environment } of programs) {
      assert.equal(environment['POSTMAN_API_KEY'], key.secret.reveal());
      assert.ok(!JSON.stringify([command, args]).includes('PMAK-'));
    }
    const [first, second] = programs;
    assert.equal(first?.environment['POSTMAN_API_BASE_URL'], eu.api);
    assert.deepEqual(second?.args, ['collection', 'run', uid, '--environment', '/work/e.json', '--bail']);
  });

  it('takes no key where none is needed', () => {
    const file = decode({ collection: 'c.json' });
    assert.ok(!needsKey(file));
    assert.ok(needsKey(decode({})) && needsKey({ ...file, tool: 'postman' }));
    const { environment } = newman(file, undefined, '/run.mjs');
    assert.equal(environment['POSTMAN_COLLECTION_FILE'], '/work/c.json');
    assert.ok(!('POSTMAN_API_KEY' in environment));
  });

  it('takes a key to its own region only', () => {
    const cli = decode({ tool: 'postman' });
    assert.throws(() => postmanCli(cli, handed(eu)), /to the EU after a sign-in only/);
    assert.throws(() => postmanCli(cli, handed(regionOf('http://127.0.0.1:4010')!)), /knows Postman alone/);
    assert.throws(
      () => newman(decode({ environment: uid }), handed(us), '/run.mjs'),
      /takes an environment from a file/,
    );
    const environment = {
      PATH: '/bin',
      POSTMAN_API_BASE_URL: 'https://evil.example',
      POSTMAN_COLLECTION_LINK: 'x',
      VSCODE_IPC_HOOK: 'x',
    };
    assert.deepEqual(inherited(environment), { PATH: '/bin' });
  });
});
