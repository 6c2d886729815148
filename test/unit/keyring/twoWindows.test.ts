import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { accessKeyKind } from '../../../src/keyring/accessKeyRecord.ts';
import type { Card, Credential } from '../../../src/keyring/card.ts';
import type { KeptKeys } from '../../../src/keyring/keptKeys.ts';
import type { Keyring } from '../../../src/keyring/keyring.ts';
import type { KeyStore } from '../../../src/keyring/keyStore.ts';
import { openStores } from '../../../src/keyring/open.ts';
import { KeyringProblem } from '../../../src/keyring/problem.ts';
import { apiKeyKind } from '../../../src/keyring/record.ts';
import { accessKeyFacts, facts, someAccessKey, someKey, temporaryFolder } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';

const interleavings = 1000;
const atATime = 60;
const stepsPerWindow = 3;

/** Numbers from 0 to 1 that are the same for the same seed, so that a failure can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What must be true in the end, whatever came first: which keys live, and which secret each holds. */
class Expected {
  readonly secrets = new Map<string, { key: Credential; at: number }>();
  readonly deleted = new Set<string>();

  holds(id: string, key: Credential, at: number): void {
    const known = this.secrets.get(id);
    if (!known || at >= known.at) this.secrets.set(id, { key, at });
  }
}

interface Window {
  readonly keyring: Keyring;
  readonly keptKeys: KeptKeys;
}

async function step(window: Window, random: () => number, expected: Expected): Promise<void> {
  // One secret storage holds both kinds, and a change of one must not harm the other.
  if (random() < 0.6) await change(window.keyring, someKey, facts, random, expected);
  else await change(window.keptKeys, someAccessKey, accessKeyFacts, random, expected);
}

async function change<Key extends Credential, C extends Card, Facts>(
  store: KeyStore<Key, C, Facts>,
  some: () => Key,
  called: (name: string) => Facts,
  random: () => number,
  expected: Expected,
): Promise<void> {
  const keys = store.keys;
  const target = keys[Math.floor(random() * keys.length)];
  const choice = random();
  try {
    if (!target || choice < 0.25) {
      const key = some();
      const stored = await store.add(key, called('added'));
      expected.holds(stored.id, key, stored.secretAt);
    } else if (choice < 0.5) {
      await store.update(target.id, called(`renamed ${random()}`));
    } else if (choice < 0.8) {
      const key = some();
      const stored = await store.replace(target.id, key, {});
      expected.holds(target.id, key, stored.secretAt);
    } else {
      await store.remove(target.id);
      expected.deleted.add(target.id);
    }
  } catch (error) {
    // The other window may have deleted it: that is an answer, anything else is not.
    if (!(error instanceof KeyringProblem && error.kind === 'gone')) throw error;
  }
}

async function interleave(seed: number): Promise<void> {
  const random = randomFrom(seed);
  const folder = await temporaryFolder();
  const secrets = new SharedSecrets(() => random() * 60);
  const windows = [
    await openStores(secrets.window(), folder.path),
    await openStores(secrets.window(), folder.path),
  ] as const;
  try {
    const expected = new Expected();
    const first = someKey();
    const stored = await windows[0].keyring.add(first, facts('first'));
    expected.holds(stored.id, first, stored.secretAt);
    await Promise.all([windows[1].keyring.load(), windows[1].keptKeys.load()]);
    await Promise.all(
      windows.map(async (window) => {
        for (let count = 0; count < stepsPerWindow; count += 1) {
          await step(window, random, expected);
          await setTimeout(random() * 60);
        }
      }),
    );
    await agreement(windows, expected, secrets);
  } finally {
    for (const store of windows.flatMap(storesOf)) store.dispose();
    await folder.dispose();
  }
}

function storesOf({ keyring, keptKeys }: Window): (Keyring | KeptKeys)[] {
  return [keyring, keptKeys];
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly present: boolean;
  readonly secret: string;
}

async function rowsOf(store: Keyring | KeptKeys): Promise<Row[]> {
  return Promise.all(
    store.keys.map(async ({ id, name, revision, present }) => {
      const secret = await store.secretOf(id).then(
        (key: Credential) => key.fingerprint,
        () => 'none',
      );
      return { id, name, revision, present, secret };
    }),
  );
}

/** Both windows must say the same within a second, and it must be what is expected. */
async function agreement(
  windows: readonly Window[],
  expected: Expected,
  secrets: SharedSecrets,
): Promise<void> {
  const alive = [...expected.secrets.keys()].filter((id) => !expected.deleted.has(id)).sort();
  const look = async (): Promise<Row[][]> =>
    Promise.all(
      windows.map(async (window) =>
        (await Promise.all(storesOf(window).map(rowsOf))).flat().sort((a, b) => a.id.localeCompare(b.id)),
      ),
    );
  const entries = (): (string | undefined)[] =>
    [...secrets.entries.values()]
      .map((json) => (apiKeyKind.decodeEntry(json) ?? accessKeyKind.decodeEntry(json))?.card.id)
      .toSorted();
  const giveUp = Date.now() + 1000;
  let seen = await look();
  const isQuiet = (): boolean => {
    const [a, b] = seen.map((window) => JSON.stringify(window));
    const ids = seen[0]?.map(({ id }) => id);
    return a === b && isDeepStrictEqual(ids, alive) && isDeepStrictEqual(entries(), alive);
  };
  while (!isQuiet() && Date.now() < giveUp) {
    await setTimeout(20);
    seen = await look();
  }
  assert.deepEqual(seen[0], seen[1], 'both windows agree');
  const rows = seen[0] ?? [];
  assert.deepEqual(
    rows.map(({ id, secret, present }) => ({ id, secret, present })),
    alive.map((id) => ({ id, secret: expected.secrets.get(id)!.key.fingerprint, present: true })),
    'every key that was not deleted holds the last secret that was stored for it',
  );
  assert.deepEqual(entries(), alive, 'one entry per key, and none of a deleted one');
}

describe('two windows on one keyring', () => {
  it(`lose no key in ${interleavings} random interleavings`, async function () {
    this.timeout(120_000);
    const seeds = Array.from({ length: interleavings }, (_, index) => index + 1);
    const work = async (): Promise<void> => {
      for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) {
        try {
          await interleave(seed);
        } catch (error) {
          throw new Error(`interleaving ${seed} failed`, { cause: error });
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
  });
});
