import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import type { ClientId } from '../../../../src/inject/code/clients.ts';
import { codeOf } from '../../../../src/inject/code/code.ts';
import { bodyIn } from '../../../../src/inject/code/literals.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';
import { temporaryFolder } from '../../keyring/keys.ts';

const root = join(import.meta.dirname, '../../../..');
const run = promisify(execFile);
const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

interface Runnable {
  readonly client: ClientId;
  readonly file: string;
  readonly command: string;
  readonly isThere: () => boolean;
}

const runnables: readonly Runnable[] = [
  { client: 'fetch', file: 'ask.mjs', command: process.execPath, isThere: () => true },
  { client: 'axios', file: 'ask.cjs', command: process.execPath, isThere: () => true },
  {
    client: 'requests',
    file: 'ask.py',
    command: 'python3',
    isThere: () => has('python3', '-c', 'import requests'),
  },
  { client: 'curl', file: 'ask.sh', command: 'sh', isThere: () => has('curl', '--version') },
  { client: 'netHttp', file: 'ask.rb', command: 'ruby', isThere: () => has('ruby', '--version') },
  { client: 'phpCurl', file: 'ask.php', command: 'php', isThere: () => has('php', '-r', 'curl_init();') },
  { client: 'restMethod', file: 'ask.ps1', command: 'pwsh', isThere: () => has('pwsh', '-v') },
];

describe('a request helper that runs', () => {
  let sandbox: Sandbox;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => {
    sandbox = await startSandbox();
    folder = await temporaryFolder();
    await mkdir(join(folder.path, 'node_modules'));
    await symlink(join(root, 'node_modules/axios'), join(folder.path, 'node_modules/axios'), 'junction');
  });
  after(async () => {
    await folder.dispose();
    await sandbox.close();
  });

  for (const { client, file, command, isThere } of runnables)
    it(`asks with ${client} and the key of the environment`, async function () {
      if (!isThere()) this.skip();
      this.timeout(20_000);
      const { key } = sandbox.issueKey();
      const call = {
        operation: { method: 'GET', path: '/me' },
        api: sandbox.url,
        variableName: 'MY_KEY',
      } as const;
      await writeFile(
        join(folder.path, file),
        codeOf(client, call, { languageId: '', text: '', before: '' }),
      );
      sandbox.forgetRequests();
      const env = { ...process.env, MY_KEY: key };
      const { stdout } = await run(command, [join(folder.path, file)], { env });
      assert.match(stdout, new RegExp(`"id":\\s*${sandbox.person().id}|id\\s*:\\s*${sandbox.person().id}`));
      assert.deepEqual(
        sandbox.requests().map(({ method, path, hasKey, status }) => [method, path, hasKey, status]),
        [['GET', '/me', true, 200]],
      );
      // What is sent with a body is one too.
      const change = { operation: { method: 'PUT', path: '/echo/x', body: { a: "it's" } } } as const;
      await writeFile(
        join(folder.path, file),
        codeOf(client, { ...call, ...change }, { languageId: '', text: '', before: '' }),
      );
      assert.match((await run(command, [join(folder.path, file)], { env })).stdout, /"method":\s*"PUT"|PUT/);
    });

  it('compiles as strict TypeScript', function () {
    this.timeout(30_000);
    const files = (['fetch', 'axios'] as const).flatMap((client) =>
      (
        [
          { method: 'GET', path: '/me' },
          { method: 'POST', path: '/collections', body: { a: [1] } },
        ] as const
      ).map(
        (operation, index) =>
          [
            join(root, 'test', `${client}${index}.ts`),
            codeOf(
              client,
              { operation, api: 'https://api.postman.com', variableName: 'MY_KEY' },
              { languageId: 'typescript', text: '', before: '' },
            ) + '\nexport {};\n',
          ] as const,
      ),
    );
    assert.deepEqual(complaints(new Map(files)), []);
  });
});

describe('a JSON body as a literal', () => {
  const value = {
    "it's": 'a "quoted" `word`, ${this} and #{that} and $HOME \\ \\n ’ é',
    list: [1, -2.5e3, true, false, null, {}, [], 'x'],
  };

  it('is what was meant in JavaScript, and in a string of Go, Java and C#', () => {
    assert.equal(runInNewContext(`JSON.stringify(${bodyIn.fetch(value)})`), JSON.stringify(value));
    assert.deepEqual(JSON.parse(JSON.parse(bodyIn.okHttp(value)) as string), value);
    assert.equal(bodyIn.go({ a: 1 }), '`{\n\t"a": 1\n}`');
    assert.deepEqual(JSON.parse(JSON.parse(bodyIn.go(value)) as string), value);
  });

  for (const [client, command, args, program] of [
    ['requests', 'python3', ['-c'], (body: string) => `import json\nprint(json.dumps(${body}))`],
    ['curl', 'sh', ['-c'], (body: string) => `printf '%s' ${body}`],
    ['curl', 'fish', ['-c'], (body: string) => `printf '%s' ${body}`],
    ['netHttp', 'ruby', ['-e'], (body: string) => `require "json"\nputs JSON.dump(${body})`],
    ['phpCurl', 'php', ['-r'], (body: string) => `echo ${body};`],
    ['restMethod', 'pwsh', ['-c'], (body: string) => `Write-Output ${body}`],
  ] as const)
    it(`is what was meant for ${command}`, async function () {
      if (!has(command, ...args, '')) this.skip();
      this.timeout(20_000);
      const { stdout } = await run(command, [...args, program(bodyIn[client](value, command))]);
      assert.deepEqual(JSON.parse(stdout), value);
    });

  it('is what was meant for java', async function () {
    if (!has('java', '-version')) this.skip();
    this.timeout(30_000);
    const folder = await temporaryFolder();
    const file = join(folder.path, 'Print.java');
    const print = `new java.io.PrintStream(System.out, true, "UTF-8").println(${bodyIn.okHttp(value)})`;
    await writeFile(
      file,
      `class Print { public static void main(String[] a) throws Exception { ${print}; } }`,
    );
    const { stdout } = await run('java', ['-Dfile.encoding=UTF-8', file]);
    await folder.dispose();
    assert.deepEqual(JSON.parse(stdout), value);
  });
});

function complaints(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const onDisk = ts.createCompilerHost(options);
  host.fileExists = (name) => files.has(name) || onDisk.fileExists(name);
  host.readFile = (name) => files.get(name) ?? onDisk.readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? onDisk.getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, text, target);
  };
  host.getCurrentDirectory = () => dirname([...files.keys()][0] ?? root);
  const program = ts.createProgram([...files.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}
