import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { Keyring } from '../../../src/keyring/keyring.ts';
import { KeyringProblem } from '../../../src/keyring/problem.ts';
import { decodeEntry } from '../../../src/keyring/record.ts';
import type { ApiKey } from '../../../src/postman/credential.ts';
import { facts, someKey, temporaryFolder } from './keys.ts';
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
  readonly secrets = new Map<string, { key: ApiKey; at: number }>();
  readonly deleted = new Set<string>();

  holds(id: string, key: ApiKey, at: number): void {
    const known = this.secrets.get(id);
    if (!known || at >= known.at) this.secrets.set(id, { key, at });
  }
}

async function step(keyring: Keyring, random: () => number, expected: Expected): Promise<void> {
  const keys = keyring.keys;
  const target = keys[Math.floor(random() * keys.length)];
  const choice = random();
  try {
    if (!target || choice < 0.25) {
      const key = someKey();
      const stored = await keyring.add(key, facts('added'));
      expected.holds(stored.id, key, stored.secretAt);
    } else if (choice < 0.5) {
      await keyring.update(target.id, { name: `renamed ${random()}` });
    } else if (choice < 0.8) {
      const key = someKey();
      const stored = await keyring.replace(target.id, key, {});
      expected.holds(target.id, key, stored.secretAt);
    } else {
      await keyring.remove(target.id);
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
    new Keyring(secrets.window(), await folder.open()),
    new Keyring(secrets.window(), await folder.open()),
  ] as const;
  try {
    const expected = new Expected();
    const first = someKey();
    const stored = await windows[0].add(first, facts('first'));
    expected.holds(stored.id, first, stored.secretAt);
    await windows[1].load();
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
    for (const window of windows) window.dispose();
    await folder.dispose();
  }
}

/** Both windows must say the same within a second, and it must be what is expected. */
async function agreement(
  windows: readonly Keyring[],
  expected: Expected,
  secrets: SharedSecrets,
): Promise<void> {
  const alive = [...expected.secrets.keys()].filter((id) => !expected.deleted.has(id)).sort();
  const look = async (): Promise<unknown[]> =>
    Promise.all(
      windows.map(async (window) =>
        Promise.all(
          window.keys
            .toSorted((a, b) => a.id.localeCompare(b.id))
            .map(async ({ id, name, revision, present }) => {
              const secret = await window.secretOf(id).then(
                (key) => key.fingerprint,
                () => 'none',
              );
              return { id, name, revision, present, secret };
            }),
        ),
      ),
    );
  const entries = (): (string | undefined)[] =>
    [...secrets.entries.values()].map((json) => decodeEntry(json)?.card.id).toSorted();
  const giveUp = Date.now() + 1000;
  let seen = await look();
  const isQuiet = (): boolean => {
    const [a, b] = seen.map((window) => JSON.stringify(window));
    const ids = (seen[0] as { id: string }[]).map(({ id }) => id);
    return a === b && isDeepStrictEqual(ids, alive) && isDeepStrictEqual(entries(), alive);
  };
  while (!isQuiet() && Date.now() < giveUp) {
    await setTimeout(20);
    seen = await look();
  }
  assert.deepEqual(seen[0], seen[1], 'both windows agree');
  const rows = seen[0] as { id: string; secret: string; present: boolean }[];
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
