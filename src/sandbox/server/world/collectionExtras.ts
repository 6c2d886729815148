import { createHash } from 'node:crypto';
import { folderItem, requestItem } from './collectionItems.ts';
import type { FolderItem, RequestItem, Sketch } from './collectionItems.ts';
import type { Collection } from './model.ts';

/** What some collections of the team have beside the usual: bodies of all kinds, secrets, text that means harm. */
export interface Extras {
  readonly items: readonly (FolderItem | RequestItem)[];
  readonly variables: readonly object[];
  readonly auth?: object;
}

export const hostileText = [
  '# Mail',
  'Sends **letters**. [Run me](command:workbench.action.terminal.new) or [this](vscode://file/etc/passwd).',
  '<script>alert(1)</script><img src=x onerror=alert(1)> $(trash) ![p](https://example.com/pixel.png)',
  'invoice \u202efdp.exe \u0000\u001b[31m \\`\\`\\` ${process.env.HOME} {{baseUrl}}',
].join('\n\n');

function hex(label: string, length: number): string {
  return createHash('sha256').update(label).digest('hex').slice(0, length);
}

/** In the form of an API key, drawn from a label; no such key was ever issued. */
export function keyShaped(label: string): string {
  return `PMAK-${hex(`${label} id`, 24)}-${hex(`${label} secret`, 34)}`;
}

function leaky(collection: Collection): Extras {
  const report: Sketch = {
    name: 'Nightly report',
    method: 'GET',
    path: ['reports', 'nightly'],
    headers: [{ key: 'X-Api-Key', value: keyShaped(collection.id) }],
    auth: {
      type: 'bearer',
      bearer: [{ key: 'token', value: hex(`${collection.id} report`, 40), type: 'string' }],
    },
  };
  return {
    items: [folderItem(collection, 'Maintenance', [requestItem(collection, report)])],
    variables: [{ key: 'masterPassword', value: hex(`${collection.id} password`, 20), type: 'secret' }],
    auth: {
      type: 'bearer',
      bearer: [{ key: 'token', value: hex(`${collection.id} bearer`, 48), type: 'string' }],
    },
  };
}

const bodies: readonly [string, object | undefined][] = [
  ['raw JSON', { mode: 'raw', raw: '{\n  "id": 7\n}', options: { raw: { language: 'json' } } }],
  ['raw text', { mode: 'raw', raw: 'seven' }],
  [
    'a form',
    {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'id', value: '7', description: null },
        { key: 'note', value: 'a b' },
      ],
    },
  ],
  [
    'form data',
    {
      mode: 'formdata',
      formdata: [
        { key: 'title', value: 'Seven', type: 'text' },
        { key: 'scan', src: [], type: 'file' },
      ],
    },
  ],
  ['a file', { mode: 'file', file: { src: null } }],
  [
    'GraphQL',
    { mode: 'graphql', graphql: { query: '{\n  webhook(id: 7) {\n    url\n  }\n}', variables: '{"id": 7}' } },
  ],
];

function everyBody(collection: Collection): Extras {
  const sending = bodies.map(([what, body]) =>
    requestItem(collection, { name: `Send ${what}`, method: 'PUT', path: ['bodies'], ...(body && { body }) }),
  );
  const nothing = requestItem(collection, { name: 'Send nothing', method: 'PUT', path: ['bodies'] });
  const deep = requestItem(collection, {
    name: 'Deliver again',
    method: 'POST',
    path: ['deliveries', '7', 'again'],
    query: [{ key: 'dry', value: 'true' }],
    description: 'Sends a delivery **once more**.',
    scripts: [
      { listen: 'prerequest', lines: ["pm.variables.set('attempt', 2);"] },
      { listen: 'test', lines: ["pm.test('is JSON', () => {", '  pm.response.to.be.json;', '});'] },
    ],
    examples: [
      { name: 'Delivered', code: 200, status: 'OK', body: '{\n  "delivered": true\n}' },
      { name: 'Gone', code: 410, status: 'Gone', body: '{\n  "error": "The receiver is gone."\n}' },
    ],
  });
  const retries = folderItem(collection, 'Retries', [deep]);
  const deliveries = folderItem(collection, 'Deliveries', [retries]);
  return {
    items: [
      folderItem(
        collection,
        'Every kind of body',
        [...sending, nothing, deliveries],
        'One request for each.',
      ),
    ],
    variables: [],
  };
}

function hostile(collection: Collection): Extras {
  const letter = requestItem(collection, {
    name: 'Send [a letter](command:workbench.action.quit)',
    method: 'POST',
    path: ['letters'],
    description: hostileText,
    headers: [{ key: 'X-Note', value: '${7*7} <b>' }],
  });
  return { items: [folderItem(collection, '<b>Letters</b> $(flame)', [letter], hostileText)], variables: [] };
}

/** By subject, which no rename changes. */
const extras: Readonly<Record<string, (collection: Collection) => Extras>> = {
  cards: leaky,
  tokens: leaky,
  webhooks: everyBody,
  messages: hostile,
};

export function extrasOf(collection: Collection): Extras {
  const make = Object.hasOwn(extras, collection.subject) ? extras[collection.subject] : undefined;
  return make?.(collection) ?? { items: [], variables: [] };
}
