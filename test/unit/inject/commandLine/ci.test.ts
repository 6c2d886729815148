import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { ciSnippet, ciSystems, ghSecretLine, type CiSystem } from '../../../../src/inject/commandLine/ci.ts';
import { shellLine } from '../../../../src/host/shellLine.ts';
import { loginLine, variableIn } from '../../../../src/inject/commandLine/shellSyntax.ts';
import { eu, regionOf, us } from '../../../../src/postman/region.ts';
import { startSandbox } from '../../../../src/sandbox/server/start.ts';
import { temporaryFolder } from '../../keyring/keys.ts';

const root = join(import.meta.dirname, '../../../..');
const run = promisify(execFile);
const uid = '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2';
const systems = Object.keys(ciSystems) as CiSystem[];

/** The parts of the four kinds of pipeline that are looked at here. */
interface Pipeline {
  jobs: { postman: { steps: { run: string & { command: string }; env: unknown }[] } };
  postman: { script: string[] };
  steps: { script: string; env: unknown }[];
}

/** The lines that a shell runs, and the variables that the system is told to set for them. */
function steps(system: CiSystem, yaml: string): { lines: string; env: unknown } {
  const pipeline = parse(yaml) as Pipeline;
  if (system === 'gitlab') return { lines: pipeline.postman.script.join('\n'), env: undefined };
  const [step] = system === 'azure' ? pipeline.steps : pipeline.jobs.postman.steps;
  assert.ok(step);
  if ('script' in step) return { lines: step.script, env: step.env };
  return { lines: system === 'circleCi' ? step.run.command : step.run, env: step.env };
}

describe('a CI snippet', () => {
  for (const system of systems)
    it(`is YAML for ${ciSystems[system].label} that has the secret in the environment and nowhere else`, () => {
      for (const region of [us, eu]) {
        const { lines, env } = steps(system, ciSnippet(system, 'postman', uid, region));
        assert.match(lines, region === eu ? /"\$POSTMAN_API_KEY" --region eu\n/ : /"\$POSTMAN_API_KEY"\n/);
        assert.match(lines, new RegExp(`^postman collection run ${uid}$`, 'm'));
        assert.doesNotMatch(lines, /\$[({]|secrets\./);
        const expected = {
          github: { POSTMAN_API_KEY: '${{ secrets.POSTMAN_API_KEY }}' },
          azure: { POSTMAN_API_KEY: '$(POSTMAN_API_KEY)' },
          gitlab: undefined,
          circleCi: undefined,
        };
        assert.deepEqual(env, expected[system]);
      }
    });

  it('runs the collection with newman when a shell runs it, and takes nothing from a hostile uid', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(30_000);
    const sandbox = await startSandbox();
    const folder = await temporaryFolder();
    const { collectionUid } = sandbox.issueAccessKey({ collection: 'Refunds API' });
    const region = regionOf(sandbox.url)!;
    const outputs = systems.map((system) =>
      steps(system, ciSnippet(system, 'newman', collectionUid, region)),
    );
    const [first] = new Set(outputs.map(({ lines }) => lines.replace(/^set -e\n/, '').trim()));
    const script = first!.replace(
      'npx --yes newman',
      `"${process.execPath}" "${root}/node_modules/newman/bin/newman.js"`,
    );
    const env = { ...process.env, POSTMAN_API_KEY: sandbox.issueKey().key };
    const { stdout } = await run('sh', ['-e', '-c', script], { cwd: folder.path, env });
    assert.match(stdout, /requests\s+│\s+7 │\s+0/);
    await folder.dispose();
    await sandbox.close();
    const hostile = ciSnippet('github', 'newman', `'; rm -rf ~ #\n${uid}`, us);
    assert.match(steps('github', hostile).lines, new RegExp(`/collections/rm-rf${uid}' -H @-`));
    const own = ciSnippet('azure', 'newman', uid, regionOf("https://own.example/it's/$(X)")!);
    assert.match(
      steps('azure', own).lines,
      /curl -fsS 'https:\/\/own\.example\/it%27s\/%24\(X\)\/collections/,
    );
  });
});

describe('lines for a shell', () => {
  it('write the variable as each shell wants it', () => {
    for (const [shell, word] of [
      ['/bin/bash', '"$A"'],
      ['/usr/bin/fish', '"$A"'],
      ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', '"$env:A"'],
      ['C:\\WINDOWS\\System32\\cmd.exe', '"%A%"'],
      ['/usr/bin/nu', '$env.A'],
      ['/usr/bin/elvish', '$E:A'],
      ['', '"$A"'],
    ] as const)
      assert.equal(variableIn(shell, 'A'), word, shell);
    assert.equal(shellLine("/it's/run.mjs", 'linux'), String.raw`node '/it'\''s/run.mjs'`);
    assert.equal(shellLine('C:\\a b\\run.mjs', 'win32'), 'node "C:\\a b\\run.mjs"');
  });

  it('hand the key to the Postman CLI and to gh, and have none in them', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await temporaryFolder();
    for (const [name, text] of [
      ['postman', 'printf "%s\\n" "$@"'],
      ['pmkey', 'shift 2; printf "the key" | "$@"'],
      ['gh', 'printf "%s\\n" "$@"; cat'],
    ] as const) {
      await writeFile(join(folder.path, name), `#!/bin/sh\n${text}\n`);
      await chmod(join(folder.path, name), 0o755);
    }
    const env = { PATH: `${folder.path}${delimiter}${process.env['PATH']}`, POSTMAN_API_KEY: 'the key' };
    const said = async (line: string): Promise<string[]> =>
      (await run('/bin/sh', ['-c', line], { env })).stdout.trim().split('\n');
    assert.deepEqual(await said(loginLine('/bin/sh', 'linux', eu)), [
      'login',
      '--with-api-key',
      'the key',
      '--region',
      'eu',
    ]);
    assert.deepEqual(await said(loginLine('', 'linux', us)), ['login', '--with-api-key', 'the key']);
    assert.equal(loginLine('', 'win32', us), 'postman login --with-api-key "$env:POSTMAN_API_KEY"');
    assert.deepEqual(await said(ghSecretLine), ['secret', 'set', 'POSTMAN_API_KEY', 'the key']);
    await folder.dispose();
  });
});
