import { parseAccessKey, type AccessKey } from '../../../src/postman/accessKey.ts';
import { collectionLink } from '../../../src/postman/collectionLink.ts';
import { us, type Region } from '../../../src/postman/region.ts';
import type { Secret } from '../../../src/postman/secret.ts';

export const someUid = '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2';

/** An access key of Postman's shape; not one of Postman's. */
export function someAccessKey(tail = '43BR'): AccessKey {
  const key = parseAccessKey(`PMAT-01HZX0000000000000KEYR${tail}`);
  if (!key) throw new Error('not the shape of an access key');
  return key;
}

export function someLink(region: Region = us, uid = someUid): Secret {
  return collectionLink(region, uid, someAccessKey());
}
