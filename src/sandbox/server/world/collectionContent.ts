import { stableUuid } from './ids.ts';
import { extrasOf } from './collectionExtras.ts';
import { folderItem, requestItem } from './collectionItems.ts';
import type { FolderItem, RequestItem, Sketch } from './collectionItems.ts';
import type { Collection } from './model.ts';

interface Folder {
  readonly name: string;
  readonly requests: readonly Sketch[];
}

/** The folders of a collection about `subject`, a plural noun: `refunds` gets "List refunds", "Get one of …". */
function folders(subject: string): Folder[] {
  const slug = subject.replaceAll(' ', '-');
  const one = [slug, `{{${slug.replaceAll('-', '_')}_id}}`];
  return [
    {
      name: subject.charAt(0).toUpperCase() + subject.slice(1),
      requests: [
        { name: `List ${subject}`, method: 'GET', path: [slug] },
        { name: `Search ${subject}`, method: 'GET', path: [slug, 'search'] },
        { name: `Get one of the ${subject}`, method: 'GET', path: one },
      ],
    },
    {
      name: 'Changes',
      requests: [
        { name: `Create ${subject}`, method: 'POST', path: [slug] },
        { name: `Update ${subject}`, method: 'PATCH', path: one },
        { name: `Delete ${subject}`, method: 'DELETE', path: one },
      ],
    },
  ];
}

function variables(collection: Collection, echo: string): object[] {
  const vault = {
    type: 'cloud',
    secretId: stableUuid(`${collection.id} secret`),
    vaultId: stableUuid('vault'),
  };
  return [
    { key: 'baseUrl', value: `${echo}/${collection.subject.replaceAll(' ', '-')}` },
    { key: 'name', value: 'Example' },
    { key: 'token', secret: true, enabled: true, source: { postman: vault, provider: 'postman' } },
  ];
}

export interface CollectionContent {
  readonly item: readonly (FolderItem | RequestItem)[];
  readonly auth: object;
  readonly event: readonly object[];
  readonly variable: readonly object[];
}

/**
 * What stands in a collection besides its `info`; drawn when asked for, the same every time.
 * @param echo where its requests go: an address that answers them all
 */
export function collectionContent(collection: Collection, echo: string): CollectionContent {
  const health: Sketch = { name: 'Health', method: 'GET', path: ['health'] };
  const extras = extrasOf(collection);
  return {
    item: [
      ...folders(collection.subject).map(({ name, requests }) =>
        folderItem(
          collection,
          name,
          requests.map((sketch) => requestItem(collection, sketch)),
        ),
      ),
      ...extras.items,
      requestItem(collection, health),
    ],
    auth: extras.auth ?? { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    event: [
      {
        listen: 'test',
        script: {
          id: stableUuid(`${collection.id} test`),
          type: 'text/javascript',
          exec: ["pm.test('answers', () => pm.response.to.be.success);"],
        },
      },
    ],
    variable: [...variables(collection, echo), ...extras.variables],
  };
}
