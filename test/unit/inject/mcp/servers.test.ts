import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import {
  launchOf,
  mcpServerIds,
  mcpServers,
  npmPackage,
  serverOfLabel,
  versionOf,
  wantedServers,
} from '../../../../src/inject/mcp/servers.ts';
import { eu, regionOf, us } from '../../../../src/postman/region.ts';
import fixture from '../../../fixtures/mcp-server/package.json' with { type: 'json' };
import { keyOf } from './keys.ts';

describe('Postman’s MCP servers', () => {
  const key = keyOf('a');
  const secret = key.secret.reveal();
  const here = regionOf('http://127.0.0.1:4010')!;

  it('have no key before they start, and one in its place when they do', () => {
    for (const id of mcpServerIds) {
      assert.ok(!JSON.stringify(launchOf(id, eu)).includes('PMAK-'), id);
      assert.equal(JSON.stringify(launchOf(id, eu, key)).split(secret).length, 2, id);
    }
    assert.deepEqual(launchOf('remoteCode', us, key), {
      kind: 'http',
      uri: 'https://mcp.postman.com/code',
      headers: { Authorization: `Bearer ${secret}` },
    });
    assert.deepEqual(launchOf('localFull', us, key), {
      kind: 'stdio',
      command: 'npx',
      args: ['-y', npmPackage, '--full'],
      env: {
        POSTMAN_API_BASE_URL: 'https://api.postman.com',
        npm_config_ignore_scripts: 'true',
        POSTMAN_API_KEY: secret,
      },
    });
  });

  it('are of the version that the tests run and the docs name', () => {
    const [[name, version]] = Object.entries(fixture.dependencies) as [[string, string]];
    assert.equal(npmPackage, `${name}@${version}`);
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.ok(readFileSync('docs/mcp.md', 'utf8').includes(`\`npx -y ${npmPackage}\``));
  });

  it('are of the region of the key, and remote ones only of Postman’s own', () => {
    const euLaunches = mcpServerIds.map((id) => JSON.stringify(launchOf(id, eu)));
    assert.ok(
      euLaunches.every((text) => /mcp\.eu\.postman\.com|"--region","eu".*api\.eu\.postman\.com/.test(text)),
    );
    assert.deepEqual(
      mcpServerIds.filter((id) => launchOf(id, here) === undefined),
      ['remoteMinimal', 'remoteCode', 'remoteFull'],
    );
    const local = launchOf('localMinimal', here);
    assert.ok(local?.kind === 'stdio');
    assert.equal(local.env['POSTMAN_API_BASE_URL'], 'http://127.0.0.1:4010');
    assert.ok(!local.args.includes('--region'));
  });

  it('have a version that follows the secret and the region, and tells nothing of the key', () => {
    const of = (fingerprint: string, region = 'us'): string => versionOf({ fingerprint, region });
    const versions = [of(key.fingerprint), of(keyOf('b').fingerprint), of(key.fingerprint, 'eu')];
    assert.equal(new Set(versions).size, 3);
    assert.equal(of(key.fingerprint), versions[0]);
    assert.ok(!versions.some((version) => key.fingerprint.includes(version)));
  });

  it('are found by labels of their own, and wanted by names that are known', () => {
    assert.deepEqual(
      mcpServerIds.map((id) => serverOfLabel(mcpServers[id].label)),
      mcpServerIds,
    );
    assert.equal(serverOfLabel('Postman'), undefined);
    const mixed = ['localFull', 'toString', null, 'remoteCode', 'localFull'];
    assert.deepEqual(wantedServers(mixed), ['remoteCode', 'localFull']);
    for (const nothing of ['localFull', { 0: 'localFull' }, undefined])
      assert.deepEqual(wantedServers(nothing), []);
  });
});
