import { stableUuid } from './ids.ts';
import type { Collection } from './model.ts';

interface Sketch {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: readonly string[];
}

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

function requestItem(collection: Collection, sketch: Sketch): object {
  const id = stableUuid(`${collection.id} ${sketch.method} ${sketch.name}`);
  const body =
    sketch.method === 'POST' || sketch.method === 'PATCH'
      ? { body: { mode: 'raw', raw: '{\n  "name": "{{name}}"\n}', options: { raw: { language: 'json' } } } }
      : {};
  return {
    name: sketch.name,
    id,
    protocolProfileBehavior: { disableBodyPruning: true },
    request: {
      method: sketch.method,
      header: [{ key: 'Accept', value: 'application/json' }],
      ...body,
      url: {
        raw: `{{baseUrl}}/${sketch.path.join('/')}`,
        host: ['{{baseUrl}}'],
        path: sketch.path,
      },
    },
    response: [],
    createdAt: collection.createdAt,
    updatedAt: collection.updatedAt,
    uid: `${collection.ownerId}-${id}`,
  };
}

function folderItem(collection: Collection, folder: Folder): object {
  const id = stableUuid(`${collection.id} folder ${folder.name}`);
  return {
    name: folder.name,
    item: folder.requests.map((sketch) => requestItem(collection, sketch)),
    id,
    createdAt: collection.createdAt,
    updatedAt: collection.updatedAt,
    uid: `${collection.ownerId}-${id}`,
  };
}

function variables(collection: Collection): object[] {
  const vault = {
    type: 'cloud',
    secretId: stableUuid(`${collection.id} secret`),
    vaultId: stableUuid('vault'),
  };
  return [
    { key: 'baseUrl', value: `https://${collection.subject.replaceAll(' ', '-')}.example.com/v1` },
    { key: 'name', value: 'Example' },
    { key: 'token', secret: true, enabled: true, source: { postman: vault, provider: 'postman' } },
  ];
}

/** What stands in a collection besides its `info`; drawn when asked for, the same every time. */
export function collectionContent(collection: Collection): object {
  const health: Sketch = { name: 'Health', method: 'GET', path: ['health'] };
  return {
    item: [
      ...folders(collection.subject).map((folder) => folderItem(collection, folder)),
      requestItem(collection, health),
    ],
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
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
    variable: variables(collection),
  };
}
