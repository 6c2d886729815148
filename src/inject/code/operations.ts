export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type Method = (typeof methods)[number];

/** What is asked of the Postman API. */
export interface Operation {
  readonly method: Method;
  /** Below the region's address, with one `/` at its start; may have {@link collectionUid} in it. */
  readonly path: string;
  /** JSON. */
  readonly body?: unknown;
}

/** Stands in a path for what the person fills in, as a stop of the snippet. */
export const collectionUid = 'collection-uid';

/** Operations to choose from, with what they do. */
export const operations: readonly { readonly label: string; readonly operation: Operation }[] = [
  { label: 'Who am I', operation: { method: 'GET', path: '/me' } },
  { label: 'List workspaces', operation: { method: 'GET', path: '/workspaces' } },
  { label: 'List collections', operation: { method: 'GET', path: '/collections' } },
  { label: 'Get a collection', operation: { method: 'GET', path: `/collections/${collectionUid}` } },
  { label: 'List collection access keys', operation: { method: 'GET', path: '/collection-access-keys' } },
];

/** A method and a path as one types them, such as `GET /me`; `undefined` for anything else. */
export function typedOperation(text: string): Operation | undefined {
  const [, name = '', path = ''] = /^\s*([a-z]+)\s+(\S+)\s*$/i.exec(text) ?? [];
  const method = methods.find((one) => one === name.toUpperCase());
  return method && { method, path };
}
