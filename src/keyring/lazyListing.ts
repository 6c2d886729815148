import { lazily } from '../postman/lazily.ts';
import type { AccessKeyList, AccessKeyListParts } from './accessKeyList.ts';
import type { Names, NamesParts } from './collectionNames.ts';
import type { Disposable } from './emitter.ts';

/** What Postman lists of collection access keys, and names for it; one of each, built when it is first asked for. */
export interface Listing {
  /** The active account's access keys. To have it asks nothing of Postman; to `load` it does. */
  readonly list: () => Promise<AccessKeyList>;
  /** Names of collections and people. */
  readonly names: () => Promise<Names>;
}

export function lazyListing(parts: AccessKeyListParts & NamesParts): Listing & Disposable {
  const owned: Disposable[] = [];
  const own = <T extends Disposable>(part: T): T => {
    owned.push(part);
    return part;
  };
  return {
    list: lazily(async () => own((await import('./accessKeyList.ts')).createAccessKeyList(parts))),
    names: lazily(async () => own((await import('./collectionNames.ts')).createNames(parts))),
    dispose: () => {
      for (const part of owned) part.dispose();
    },
  };
}
