import { randomBytes } from 'node:crypto';
import { createTurns } from '../../host/turns.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { createEmitter, type Disposable, type Event } from '../../keyring/emitter.ts';
import type { Keyring } from '../../keyring/keyring.ts';
import { isOfSameOwner } from '../../keyring/sameOwner.ts';
import { labelOf } from './labels.ts';
import type { SignedOut } from './signedOut.ts';

/** The shape of VS Code's own. There is one for each key that the person has not signed out of. */
export interface Session {
  /** The key's id in the keyring. */
  readonly id: string;
  /** No key: a random handle that this window alone knows, for as long as the session lasts. */
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
}

export interface Change {
  readonly added: readonly Session[];
  readonly removed: readonly Session[];
  readonly changed: readonly Session[];
}

export interface Sessions extends Disposable {
  readonly onDidChange: Event<Change>;
  /** Opens no secret. */
  all(): Promise<readonly Session[]>;
  /** The id of the key that a handle stands for; `undefined` for one that never was, or whose session is over. */
  idOf(handle: string): Promise<string | undefined>;
  signIn(id: string): Promise<Session | undefined>;
  /** Ends the session of a key. The key stays as it is. */
  signOut(id: string): Promise<void>;
}

interface Parts {
  readonly keyring: Pick<Keyring, 'find' | 'keys' | 'onDidChange'>;
  readonly signedOut: SignedOut;
  readonly log: { error(what: string, error: unknown): void };
}

interface Known {
  readonly session: Session;
  readonly key: StoredKey;
}

export function createSessions({ keyring, log, signedOut }: Parts): Sessions {
  const changed = createEmitter<Change>();
  let known: ReadonlyMap<string, Known> = new Map();
  let isFirst = true;

  const look = async (): Promise<void> => {
    const ended = await signedOut.ids();
    const before = known;
    known = new Map(
      keyring.keys
        .filter(({ id }) => !ended.has(id))
        .map((key) => [key.id, knownOf(key, before.get(key.id))]),
    );
    // What is there from the start is no news.
    const news = isFirst ? none : changeOf(before, known);
    isFirst = false;
    if (Object.values(news).some((some: readonly Session[]) => some.length > 0)) changed.fire(news);
  };
  // One after the other, so that an older look never comes last.
  const next = createTurns(1);
  const subscription = keyring.onDidChange(() => {
    next(look).catch((error: unknown) => {
      log.error('Looking for sessions', error);
    });
  });

  return {
    onDidChange: changed.event,
    all: async () =>
      next(async () => {
        await look();
        return Array.from(known.values(), ({ session }) => session);
      }),
    idOf: async (handle) =>
      next(async () => {
        // Another window may have ended it, and tells nobody.
        await look();
        return [...known.values()].find(({ session }) => session.accessToken === handle)?.session.id;
      }),
    signIn: async (id) =>
      next(async () => {
        await signedOut.remove(id);
        await look();
        return known.get(id)?.session;
      }),
    signOut: async (id) =>
      next(async () => {
        if (!keyring.find(id)) return;
        for (const old of await signedOut.ids()) if (!keyring.find(old)) await signedOut.remove(old);
        await signedOut.add(id);
        await look();
      }),
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}

function knownOf(key: StoredKey, before: Known | undefined): Known {
  const { fingerprint, id } = key;
  const label = labelOf(key);
  const same = before && isOfSameOwner(before.key, key) ? before : undefined;
  if (same?.session.account.label === label && same.key.fingerprint === fingerprint) return { ...same, key };
  // Whoever holds it goes on after a regeneration or under another name.
  const accessToken = same?.session.accessToken ?? `pmks_${randomBytes(32).toString('base64url')}`;
  return { session: { id, accessToken, account: { id, label }, scopes: [] }, key };
}

const none: Change = { added: [], removed: [], changed: [] };

function changeOf(before: ReadonlyMap<string, Known>, after: ReadonlyMap<string, Known>): Change {
  const of = (known: ReadonlyMap<string, Known>, is: (one: Session) => boolean): Session[] =>
    Array.from(known.values(), ({ session }) => session).filter(is);
  // VS Code knows accounts by their label: under another one it is another account.
  const isIn =
    (known: ReadonlyMap<string, Known>) =>
    ({ account, id }: Session): boolean =>
      known.get(id)?.session.account.label === account.label;
  return {
    added: of(after, (one) => !isIn(before)(one)),
    removed: of(before, (one) => !isIn(after)(one)),
    changed: of(after, (one) => isIn(before)(one) && before.get(one.id)?.session !== one),
  };
}
