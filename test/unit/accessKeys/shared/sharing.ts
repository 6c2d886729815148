import { randomBytes, randomUUID } from 'node:crypto';
import { parseCollectionLink, type CollectionLink } from '../../../../src/postman/collectionLink.ts';
import { decodeCollection, type CollectionAnswer } from '../../../../src/postman/collection.ts';

export function someLink(base = 'https://api.postman.com'): CollectionLink {
  const key = `PMAT-01K${randomBytes(12).toString('hex').slice(0, 23).toUpperCase()}`;
  return linkIn(`${base}/collections/12345678-${randomUUID()}?access_key=${key}`);
}

export function linkIn(text: string): CollectionLink {
  const link = parseCollectionLink(text);
  if (!link) throw new Error('no link');
  return link;
}

export function collectionOf(content: { readonly item: readonly object[] }): CollectionAnswer {
  const json = { info: { name: 'Payments' }, ...content };
  return { collection: decodeCollection(json, 'host'), json, receivedAt: 0 };
}
