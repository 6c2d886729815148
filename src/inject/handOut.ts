import * as vscode from 'vscode';
import { iconless } from '../host/iconless.ts';
import { Cancelled, KnownProblem } from '../host/knownProblem.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import { isOfSameOwner } from '../keyring/sameOwner.ts';
import { shortMask } from '../keyring/shortMask.ts';
import { wordOf } from '../keyring/words.ts';
import type { ApiKey } from '../postman/credential.ts';
import { mayReceiveKeys, regionOf, type Region } from '../postman/region.ts';
import type { Activity } from './activity.ts';
import { doubtOf } from './doubt.ts';
import type { Inject } from './parts.ts';
import {
  changed,
  noKeys,
  noneActive,
  notPinned,
  setActive,
  showKeys,
  switchedOff,
  untrusted,
} from './refusals.ts';
import { isOff, type Way } from './way.ts';
import { whichKey, type Question } from './whichKey.ts';

/** A key for the moment of its use. */
export interface Handed {
  readonly stored: StoredKey;
  readonly key: ApiKey;
  /** The only one whose host may see the key. */
  readonly region: Region;
}

/** The key, its owner and where it may go, as a person is told of it. */
export type Agreed = Pick<Handed, 'stored' | 'region'>;

export interface Wish {
  /** This very key, by its id in the keyring. */
  readonly id?: string | undefined;
  /** The key of that name or account: words of a workspace, hostile, which are only looked up. */
  readonly named?: string | undefined;
  /** Nobody can be asked: what would be a question is a problem, and a key past its end is handed out with a warning. */
  readonly isQuiet?: boolean | undefined;
  /** For questions and the activity log: `terminal “Postman”`. */
  readonly what?: string | undefined;
  /** False for what may have a key in an untrusted workspace too. */
  readonly needsTrust?: boolean | undefined;
  /** What the person is asked once it is known which key it will be; its secret is read after that. */
  readonly agree?: ((to: Agreed) => Promise<unknown>) | undefined;
}

/**
 * Hands a key to the one who uses it now, and notes it: the one that is wished for, else the active one, else the one
 * that the person picks.
 * @throws Cancelled, KnownProblem, KeyringProblem
 */
export type HandOut = (way: Way, wish?: Wish) => Promise<Handed>;

interface Handing extends Pick<Inject, 'activeKey' | 'keyring' | 'lives' | 'log' | 'prompts' | 'settings'> {
  readonly activity: Pick<Activity, 'note'>;
}

export function createHandOut(parts: Handing): HandOut {
  const { activity, keyring, settings } = parts;
  const doubts: Doubts = { agreed: new Set(), warned: new Set() };
  return async (way, wish = {}) => {
    mustBeOn(way, settings);
    if (wish.needsTrust !== false && !vscode.workspace.isTrusted) throw untrusted();
    const { id } = await living(parts, await chosen(parts, wish), wish, doubts);
    const asked = present(parts, id);
    await wish.agree?.(asked);
    const key = await keyring.secretOf(id);
    // Questions, and the storage of secrets, take their time, and the key may have become another one meanwhile.
    const { stored, region } = present(parts, id);
    const isAgreed = !wish.agree || isOfSameOwner(asked.stored, stored);
    if (key.fingerprint !== stored.fingerprint || !isAgreed) throw changed(stored);
    activity.note({ way, keyName: stored.name, keyMasked: stored.masked, what: wish.what });
    return { stored, key, region };
  };
}

/** @throws KnownProblem where the person has switched this way off */
export function mustBeOn(way: Way, { disabledWays }: Pick<Inject['settings'], 'disabledWays'>): void {
  if (isOff(way, disabledWays)) throw switchedOff(way);
}

/** @throws KeyringProblem, KnownProblem */
function present({ keyring, settings }: Handing, id: string): Agreed {
  const stored = keyring.find(id);
  if (!stored) throw new KeyringProblem('gone');
  const region = regionOf(stored.region);
  if (!region || !mayReceiveKeys(region, settings.customAddress)) throw notPinned(stored);
  return { stored, region };
}

async function chosen(parts: Handing, wish: Wish): Promise<StoredKey> {
  const { activeKey, keyring, settings } = parts;
  const found = whichKey(wish, {
    keys: keyring.keys,
    active: activeKey.current,
    workspaceKey: settings.workspaceKey,
  });
  if (!('among' in found)) return found;
  if (keyring.keys.length === 0) throw noKeys();
  if (found.among.length === 0) throw new KnownProblem(found.why ?? noneActive, showKeys);
  if (wish.isQuiet === true) {
    throw new KnownProblem(found.why ?? noneActive, wish.named === undefined ? setActive : showKeys);
  }
  return pick(parts, found, wish);
}

async function pick(
  { lives, prompts }: Handing,
  { among, why }: Question,
  { what }: Wish,
): Promise<StoredKey> {
  const choices = among.map((key) => ({
    label: `$(key) ${iconless(key.name)}`,
    description: iconless([wordOf(lives.of(key)), shortMask(key.masked), ownerOf(key)].join(' · ')),
    value: key,
  }));
  const title = what === undefined ? 'Use an API Key' : `API key for ${what}`;
  return prompts.pick(choices, { title, placeHolder: why ?? 'Choose an API key' });
}

/** Fingerprints of keys that may be dead. Nobody has agreed to what they were only warned of. */
interface Doubts {
  readonly agreed: Set<string>;
  readonly warned: Set<string>;
}

/**
 * The key, once the person wants it although it may be dead; they are asked once a window for each secret.
 * @throws Cancelled
 */
async function living(
  { keyring, lives, log, prompts }: Handing,
  stored: StoredKey,
  { isQuiet, what }: Wish,
  { agreed, warned }: Doubts,
): Promise<StoredKey> {
  const doubt = doubtOf(stored, lives.of(stored), what);
  if (!doubt || agreed.has(stored.fingerprint)) return stored;
  const regenerate = async (): Promise<void> => {
    await vscode.commands.executeCommand('postmanKeyring.apiKeys.regenerate', { id: stored.id });
  };
  if (isQuiet === true) {
    if (warned.has(stored.fingerprint)) return stored;
    warned.add(stored.fingerprint);
    const use = what === undefined ? '' : ` It is used for ${what} all the same.`;
    // Not awaited: it may stand there for hours.
    void prompts
      .warn(`${doubt.fact}${use}`, 'Regenerate')
      .then(async (choice) => (choice === 'Regenerate' ? regenerate() : undefined))
      .catch((error: unknown) => {
        log.error('Warning of a key that is used', error);
      });
    return stored;
  }
  const choice = await prompts.confirm(doubt.question, doubt.detail, 'Use Anyway', 'Regenerate');
  if (choice === 'Use Anyway') {
    agreed.add(stored.fingerprint);
    return stored;
  }
  await regenerate();
  const renewed = keyring.find(stored.id);
  if (!renewed || renewed.fingerprint === stored.fingerprint) throw new Cancelled();
  return renewed;
}

function ownerOf({ account }: StoredKey): string {
  return account?.fullName ?? 'owner not known yet';
}
