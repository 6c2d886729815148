import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  collectionPageOf,
  eu,
  mayReceiveKeys,
  pageOf,
  regionOf,
  us,
  type Region,
} from '../../../src/postman/region.ts';

describe('the region of an address', () => {
  for (const [address, region] of [
    ['us', us],
    ['eu', eu],
    ['https://api.postman.com', us],
    ['HTTPS://API.POSTMAN.COM:443/', us],
    ['https://api.getpostman.com/', us],
    ['https://api.eu.postman.com//', eu],
  ] as const) {
    it(`is ${region.label} for ${address}`, () => assert.equal(regionOf(address), region));
  }

  for (const [address, api] of [
    ['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
    ['http://localhost:4010/proxy/4010/', 'http://localhost:4010/proxy/4010'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
    ['http://0x7f000001:80', 'http://127.0.0.1'],
    ['https://postman.example.com/api/', 'https://postman.example.com/api'],
    ['https://api.postman.com:8443', 'https://api.postman.com:8443'],
  ] as const) {
    it(`is its own for ${address}`, () => assert.equal(regionOf(address)?.api, api));
  }

  for (const address of [
    '',
    'US',
    'example.com',
    'http://example.com',
    'http://api.postman.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'ws://127.0.0.1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:pass@postman.example.com',
    'https://postman.example.com/?x=1',
    'https://postman.example.com/#x',
  ]) {
    it(`is none for ${address === '' ? 'nothing' : address}`, () =>
      assert.equal(regionOf(address), undefined));
  }

  it('is the same again for its id, and never plain http away from this computer', () => {
    const address = fc.oneof(
      fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true, withFragments: true }),
      fc
        .tuple(fc.constantFrom('http', 'https'), fc.ipV4Extended(), fc.nat(65_535))
        .map(([scheme, ip, port]) => `${scheme}://${ip}:${port}/x/`),
      fc.string(),
    );
    fc.assert(
      fc.property(address, (text) => {
        const region = regionOf(text);
        if (region === undefined) return;
        assert.deepEqual(regionOf(region.id), region);
        assert.doesNotMatch(region.api, /[/?#]$/);
        const url = new URL(region.api);
        assert.ok(url.protocol === 'https:' || /^(127\.|localhost$|\[::1\]$)/.test(url.hostname));
      }),
      { numRuns: 500 },
    );
  });
});

describe('whether a key may be sent to a region', () => {
  const own = regionOf('https://postman.example.com/api')!;

  it('is yes for Postman and for this computer', () => {
    for (const region of [us, eu, regionOf('http://127.0.0.1:4010')!, regionOf('https://localhost:1')!]) {
      assert.equal(mayReceiveKeys(region, undefined), true);
    }
  });

  it('is yes for an address only while the user has it set', () => {
    assert.equal(mayReceiveKeys(own, 'https://postman.example.com/api/'), true);
    for (const set of [
      undefined,
      '',
      'https://postman.example.com',
      'https://postman.example.com/api2',
      'us',
      'rubbish',
    ]) {
      assert.equal(mayReceiveKeys(own, set), false, String(set));
    }
  });

  it('is no for a region that only looks like one', () => {
    for (const api of [
      'https://example.com',
      'http://api.postman.com',
      'https://api.postman.com.example.com',
      'http://127.0.0.1:4010@example.com',
      'no address',
      '',
    ]) {
      const forged: Region = { ...us, api };
      assert.equal(mayReceiveKeys(forged, undefined), false, api);
      assert.equal(mayReceiveKeys(forged, 'https://postman.example.com/api'), false, api);
    }
  });

  it('is never yes for a stranger', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ validSchemes: ['https'] }),
        fc.option(fc.webUrl(), { nil: undefined }),
        (address, set) => {
          const region = regionOf(address);
          if (region === undefined || region === us || region === eu) return;
          const same = set !== undefined && regionOf(set)?.api === region.api;
          assert.equal(mayReceiveKeys(region, set), same);
        },
      ),
    );
  });
});

describe('the pages of a region', () => {
  it("are Postman's, or the sandbox's own", () => {
    assert.equal(pageOf(us, 'apiKeys'), 'https://go.postman.co/settings/me/api-keys');
    assert.equal(pageOf(eu, 'keyDashboard'), 'https://go.postman.co/manage-postman-keys');
    assert.equal(
      pageOf(regionOf('http://127.0.0.1:4010/')!, 'apiKeys'),
      'http://127.0.0.1:4010/settings/me/api-keys',
    );
    assert.equal(new URL(pageOf(us, 'apiKeySettings')).pathname, '/settings/me/api-keys');
    assert.equal(pageOf(us, 'managePublic'), 'https://go.postman.co/manage-public');
  });

  it('are below the same host for any collection', () => {
    assert.equal(collectionPageOf(eu, '1-a'), 'https://go.postman.co/collection/1-a');
    assert.equal(
      collectionPageOf(regionOf('http://127.0.0.1:1')!, '../x?y#\ud800'),
      'http://127.0.0.1:1/collection/..%2Fx%3Fy%23%EF%BF%BD',
    );
  });
});
