import type { PostmanClient } from '../postman/client.ts';
import { lazily } from '../postman/lazily.ts';
import type { Keyring } from './keyring.ts';
import type { Proof } from './proof.ts';

/** A proof that loads itself when it is first asked for: nothing is asked of Postman at the start. */
export function lazyProof(keyring: Keyring, client: PostmanClient): Proof {
  const proof = lazily(async () => (await import('./proof.ts')).createProof(keyring, client));
  return {
    accountOf: async (...args) => (await proof()).accountOf(...args),
    verify: async (...args) => (await proof()).verify(...args),
    untilRefused: async (...args) => (await proof()).untilRefused(...args),
  };
}
