import assert from 'node:assert/strict';
import { activityText, keyActions } from '../../../src/accessKeys/activity.ts';
import { exposureText, ownOf } from '../../../src/accessKeys/exposure.ts';
import { maskApiKey } from '../../../src/postman/credential.ts';
import type { DetectedSecret } from '../../../src/postman/secretScanner.ts';
import { living } from '../expiry/living.ts';
import { someKey } from '../keyring/keys.ts';

function found(change: Partial<DetectedSecret> = {}): DetectedSecret {
  return {
    id: 'secret',
    type: 'Postman API Key',
    workspaceId: 'w1',
    visibility: 'public',
    hash: 'f'.repeat(64),
    masked: maskApiKey(someKey()),
    resolution: 'active',
    occurrences: 2,
    detectedAt: new Date('2026-11-01T10:00:00Z'),
    ...change,
  };
}

describe('keys that the secret scanner found', () => {
  const { key } = living('laptop');
  assert.ok('keyId' in key);

  it('are known by their SHA-256, and by the id that the masked form shows', () => {
    assert.equal(ownOf(found({ hash: key.fingerprint }), [key], []), key);
    assert.equal(ownOf(found({ masked: `${key.keyId.toUpperCase()}-******00` }), [key], []), key);
    assert.equal(ownOf(found(), [key], []), undefined);
    assert.equal(ownOf(found({ masked: 'PMAT-**43BR' }), [key], []), undefined);
  });

  it('are told with the keys of the keyring first, and what is still open before what is settled', () => {
    const text = exposureText(
      [
        { secret: found({ masked: 'settled', resolution: 'revoked' }), own: undefined, places: [] },
        { secret: found({ masked: 'open' }), own: undefined, places: [] },
        {
          secret: found({ masked: 'mine' }),
          own: key,
          places: [
            { location: 'Headers', resourceType: 'request', occurrences: 1, page: 'https://go.postman.co/x' },
          ],
        },
      ],
      'Maya',
    );
    const at = (words: string): number => text.indexOf(words);
    assert.match(
      text,
      /^Postman keys found exposed, as Maya may see them\n3 found, 1 of them in your keyring\./,
    );
    assert.ok(at('mine (') > 0 && at('mine (') < at('open (') && at('open (') < at('settled ('));
    assert.match(text, /In your keyring\s+laptop/);
    assert.match(text, /Place\s+request · Headers · https:\/\/go\.postman\.co\/x/);
  });
});

describe('the activity of keys', () => {
  const actions = [
    { name: 'user.apikey_activate', displayName: 'Activated API Key' },
    { name: 'collection.access_key_create', displayName: '' },
    { name: 'team.add_user', displayName: 'Added a user' },
  ];

  it('is looked for by actions whose names speak of keys', () => {
    assert.deepEqual(
      keyActions(actions).map(({ name }) => name),
      ['user.apikey_activate', 'collection.access_key_create'],
    );
  });

  it('is told newest first, in the words of Postman', () => {
    const trail = {
      id: '1',
      action: 'user.apikey_activate',
      message: 'Maya made a key',
      ip: '10.0.0.1',
      userAgent: '',
    };
    const text = activityText(
      [
        { ...trail, at: new Date('2026-11-01T10:00:00Z') },
        { ...trail, action: 'new.one', message: '', at: new Date('2026-11-02T10:00:00Z') },
      ],
      keyActions(actions),
      { days: 30, isCut: true },
    );
    const [, , , , first, second] = text.split('\n');
    assert.equal(first, '2026-11-02 10:00  ·  new.one  ·  from 10.0.0.1');
    assert.equal(second, '2026-11-01 10:00  ·  Activated API Key  ·  Maya made a key  ·  from 10.0.0.1');
    assert.match(text, /only the newest entries/);
    assert.match(activityText([], [], { days: 30, isCut: false }), /Nothing happened\.\n$/);
  });
});
