import { stableUuid } from './ids.ts';
import type { Collection } from './model.ts';

export interface Sketch {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: readonly string[];
  readonly description?: string;
  readonly headers?: readonly { readonly key: string; readonly value: string }[];
  readonly query?: readonly { readonly key: string; readonly value: string }[];
  readonly auth?: object;
  /** Without it, what changes something sends a bit of JSON. */
  readonly body?: object;
  readonly scripts?: readonly { readonly listen: 'prerequest' | 'test'; readonly lines: readonly string[] }[];
  readonly examples?: readonly Example[];
}

export interface Example {
  readonly name: string;
  readonly code: number;
  readonly status: string;
  readonly body: string;
}

interface Item {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface RequestItem extends Item {
  readonly request: object;
  readonly response: readonly object[];
  readonly protocolProfileBehavior: object;
  readonly event?: readonly object[];
}

export interface FolderItem extends Item {
  readonly description?: string;
  readonly item: readonly (FolderItem | RequestItem)[];
}

const bitOfJson = {
  mode: 'raw',
  raw: '{\n  "name": "{{name}}"\n}',
  options: { raw: { language: 'json' } },
};

function uidIn(collection: Collection, id: string): string {
  return `${collection.ownerId}-${id}`;
}

function requestOf({ method, path, headers = [], query, auth, body, description }: Sketch): object {
  const search = query?.map(({ key, value }) => `${key}=${value}`).join('&');
  const sent = body ?? (method === 'POST' || method === 'PATCH' ? bitOfJson : undefined);
  return {
    method,
    header: [{ key: 'Accept', value: 'application/json' }, ...headers],
    ...(auth === undefined ? {} : { auth }),
    ...(sent === undefined ? {} : { body: sent }),
    ...(description === undefined ? {} : { description }),
    url: {
      raw: `{{baseUrl}}/${path.join('/')}${search === undefined ? '' : `?${search}`}`,
      host: ['{{baseUrl}}'],
      path,
      ...(query === undefined ? {} : { query }),
    },
  };
}

export function requestItem(collection: Collection, sketch: Sketch): RequestItem {
  const id = stableUuid(`${collection.id} ${sketch.method} ${sketch.name}`);
  const { createdAt, updatedAt } = collection;
  const request = requestOf(sketch);
  return {
    name: sketch.name,
    id,
    protocolProfileBehavior: { disableBodyPruning: true },
    ...(sketch.scripts === undefined
      ? {}
      : {
          event: sketch.scripts.map(({ listen, lines }) => ({
            listen,
            script: { id: stableUuid(`${id} ${listen}`), type: 'text/javascript', exec: lines },
          })),
        }),
    request,
    response: (sketch.examples ?? []).map((example) => ({
      id: stableUuid(`${id} ${example.name}`),
      originalRequest: request,
      ...example,
      _postman_previewlanguage: 'json',
      header: [{ key: 'Content-Type', value: 'application/json' }],
      cookie: [],
      responseTime: null,
      createdAt,
      updatedAt,
      uid: uidIn(collection, stableUuid(`${id} ${example.name}`)),
    })),
    createdAt,
    updatedAt,
    uid: uidIn(collection, id),
  };
}

export function folderItem(
  collection: Collection,
  name: string,
  item: FolderItem['item'],
  description?: string,
): FolderItem {
  const id = stableUuid(`${collection.id} folder ${name}`);
  const { createdAt, updatedAt } = collection;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    item,
    id,
    createdAt,
    updatedAt,
    uid: uidIn(collection, id),
  };
}
