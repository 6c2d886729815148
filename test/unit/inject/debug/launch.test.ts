import assert from 'node:assert/strict';
import {
  asksForKey,
  obstacleTo,
  valuesIn,
  withVariables,
  type Launch,
} from '../../../../src/inject/debug/launch.ts';
import { variablesWithAddressOf } from '../../../../src/inject/variables.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { us } from '../../../../src/postman/region.ts';

const variables = { POSTMAN_API_KEY: 'secret', POSTMAN_API_BASE_URL: 'https://api.eu.postman.com' };
const node: Launch = { name: 'Serve', type: 'node', request: 'launch', postmanApiKey: true };

describe('a key for a debugged program', () => {
  it('is for who asks for it', () => {
    for (const postmanApiKey of [undefined, null, false]) assert.ok(!asksForKey({ ...node, postmanApiKey }));
    for (const postmanApiKey of [true, 'CI', '', 7, {}]) assert.ok(asksForKey({ ...node, postmanApiKey }));
  });

  it('goes where each debugger reads the environment, in the place of what stood there', () => {
    const { postmanApiKey, ...rest } = node;
    const env = { POSTMAN_API_KEY: '${input:key}', postman_api_base_url: 'https://evil.example', PORT: 1 };
    const before = structuredClone({ ...node, env });
    const launch = { ...node, env };
    assert.deepEqual(withVariables(launch, variables), { ...rest, env: { PORT: 1, ...variables } });
    assert.deepEqual(launch, before, 'the configuration itself stays as it was');
    assert.deepEqual(withVariables({ ...node, env: 'none' }, variables), { ...rest, env: variables });

    const lines = withVariables({ type: 'lldb-dap', env: ['A=1', 'POSTMAN_API_KEY=old'] }, variables);
    assert.deepEqual(lines['env'], [
      'A=1',
      'POSTMAN_API_KEY=secret',
      'POSTMAN_API_BASE_URL=https://api.eu.postman.com',
    ]);
    const listed = [
      { name: 'POSTMAN_API_KEY', value: 'secret' },
      { name: 'POSTMAN_API_BASE_URL', value: 'https://api.eu.postman.com' },
    ];
    const c = withVariables({ type: 'cppdbg', environment: [{ name: 'A', value: '1' }, 'B'] }, variables);
    assert.deepEqual(c['environment'], [{ name: 'A', value: '1' }, ...listed]);
    assert.deepEqual(withVariables({ type: 'cppvsdbg' }, variables)['environment'], listed);
    for (const launched of [lines, c]) assert.ok(valuesIn(launched).includes('secret'));
    assert.deepEqual(valuesIn(withVariables(node, { X: 'secret' })), ['secret']);
  });

  it('comes with its host, also with the usual one: the debugger may read a file that names another', () => {
    const key = parseApiKey(`PMAK-${'0'.repeat(24)}-${'0'.repeat(34)}`)!;
    const { env } = withVariables(
      { env: { Postman_Api_Base_Url: 'https://evil.example' }, envFile: '.env' },
      variablesWithAddressOf({ key, region: us }, { variableName: 'KEY' }),
    );
    assert.deepEqual(env, { KEY: key.secret.reveal(), POSTMAN_API_BASE_URL: 'https://api.postman.com' });
  });

  it('is refused where it could not arrive, and where it would be typed or written down', () => {
    assert.equal(obstacleTo(node), undefined);
    const refused: [Launch, RegExp][] = [
      [{ postmanApiKey: ' ' }, /is the name of a key in the keyring, or true/],
      [{ postmanApiKey: 1 }, /is the name of a key in the keyring, or true/],
      [{ request: 'attach' }, /for programs that are launched/],
      [{ type: 'node-terminal' }, /pmkey run/],
      [{ type: 'extensionHost' }, /into the command line of the window/],
      [{ type: 'pwa-extensionHost' }, /into the command line of the window/],
      [{ console: 'integratedTerminal' }, /type the key into a terminal/],
      [{ type: 'java', console: 'externalTerminal' }, /type the key into a terminal/],
      [{ type: 'php', externalConsole: true }, /type the key into a terminal/],
      [{ trace: true }, /into its log/],
      [{ trace: { stdio: false, logFile: '/tmp/log' } }, /into its log/],
      [{ type: 'debugpy', logToFile: true }, /into its log/],
      [{ type: 'go', showLog: true }, /into its log/],
      [{ type: 'go', logDest: '/tmp/log' }, /into its log/],
      [{ type: 'rdbg', showProtocolLog: true }, /into its log/],
      [{ type: 'php', log: true }, /into its log/],
      [{ type: 'dart', dapLogFile: '/tmp/log' }, /into its log/],
      [{ type: 'go', dlvFlags: ['--log-output=dap'] }, /into its log/],
      [{ type: 'cppdbg', logging: { engineLogging: true } }, /into its log/],
      [{ type: 'debugpy', env: { DEBUGPY_LOG_DIR: '/tmp' } }, /into its log/],
      [{ type: 'debugpy', env: { PYDEVD_DEBUG_FILE: '/tmp/log' } }, /into its log/],
      [{ type: 'go', host: 'elsewhere.example' }, /over the network/],
      [{ type: 'node', debugServer: 4711 }, /over the network/],
      [{ type: 'cppdbg', pipeTransport: {} }, /over the network/],
      [{ type: 'cppdbg', miDebuggerServerAddress: 'elsewhere.example:1' }, /over the network/],
      [{ type: 'lldb-dap', debugAdapterHostname: 'elsewhere.example' }, /over the network/],
    ];
    for (const [change, sentence] of refused)
      assert.match(obstacleTo({ ...node, ...change }) ?? '', sentence);
    for (const type of ['debugpy', 'python', 'cppdbg'])
      assert.equal(obstacleTo({ ...node, type, console: 'integratedTerminal' }), undefined, type);
    assert.equal(obstacleTo({ ...node, console: 'internalConsole', trace: false, log: false }), undefined);
    // What js-debug itself puts in.
    assert.equal(obstacleTo({ ...node, trace: { stdio: false, logFile: null } }), undefined);
  });
});
