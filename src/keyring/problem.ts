/** Which kind of key a problem is about. */
export type KindName = 'apiKey' | 'accessKey';

export type KeyringProblemKind =
  /** Another entry holds the very same key. */
  | 'duplicate'
  /** The key was deleted meanwhile, here or in another window. */
  | 'gone'
  /** The card is there, the entry is not: the editor lost the secret, or this window does not see it yet. */
  | 'missing'
  /** The secret storage threw. */
  | 'failing'
  /** The secret storage did not answer in time; on Linux a locked keyring looks like this. */
  | 'silent'
  /** What was stored did not come back. */
  | 'forgetful'
  /** What is stored is not in a shape this version knows. */
  | 'unreadable'
  /** Another window has held the lock for too long. */
  | 'busy'
  /** Another window stored secrets that this one cannot see: writing now could drop them. */
  | 'stale'
  /** The folder of the cards cannot be read or written. */
  | 'disk'
  /** A deletion that the secret storage did not finish; it is taken up again at the next start. */
  | 'unfinished';

const sentences: Record<KeyringProblemKind, string> = {
  duplicate: 'This key is already in the keyring.',
  gone: 'This key was deleted, perhaps in another window.',
  missing: 'The editor does not have this key here. Reload the window, or paste the key again.',
  failing:
    "The editor's secret storage refused. Unlock your system's keyring and try again; nothing was lost.",
  silent:
    "The editor's secret storage does not answer. Unlock your system's keyring and try again; nothing was lost.",
  forgetful:
    "The editor's secret storage does not keep what is stored in it. Restart the editor and try again.",
  unreadable:
    'What the editor stored for this key cannot be read. It was left as it is; paste the key again.',
  busy: 'Another window is changing the keyring. Try again in a moment.',
  stale: 'Another window changed the keyring, and this one cannot see it. Reload this window and try again.',
  disk: "The keyring's folder cannot be read or written. Make room on the disk and try again; no key was lost.",
  unfinished:
    "The editor's secret storage stopped answering. The key is deleted as soon as it answers again.",
};

/** Where a collection access key has a sentence of its own. */
const accessKeySentences: Partial<Record<KeyringProblemKind, string>> = {
  duplicate: 'This access key is already kept here.',
  gone: 'This access key was forgotten here, perhaps in another window.',
  missing: 'The editor does not have this access key here. Reload the window, or use a new link.',
  unreadable:
    'What the editor stored for this access key cannot be read. It was left as it is; use a new link.',
};

/** A failure of the keyring, with the sentence for the person as its message. It never carries a secret. */
export class KeyringProblem extends Error {
  readonly kind: KeyringProblemKind;
  /** Of a `duplicate`: the id of the key that is already there. */
  readonly existing: string | undefined;
  readonly of: KindName;

  constructor(kind: KeyringProblemKind, existing?: string, of: KindName = 'apiKey') {
    super((of === 'accessKey' ? accessKeySentences[kind] : undefined) ?? sentences[kind]);
    this.name = 'KeyringProblem';
    this.kind = kind;
    this.existing = existing;
    this.of = of;
  }
}
