import type { Method } from '../code/operations.ts';

/** An operation of the Postman API, in our words. */
export interface CatalogueEntry {
  readonly label: string;
  readonly method: Method;
  /** With its parameters in braces, in the query too where the operation needs them there: `/specs?workspaceId={workspaceId}`. */
  readonly path: string;
  /** Names that the query may have. */
  readonly query?: readonly string[];
  /** What the body begins as; absent where there is none. */
  readonly body?: unknown;
  /** What one should know before it is sent. */
  readonly note?: string;
}

export interface CatalogueGroup {
  readonly label: string;
  readonly entries: readonly CatalogueEntry[];
}

const get = (label: string, path: string, ...query: string[]): CatalogueEntry => ({
  label,
  method: 'GET',
  path,
  query,
});
const write = (
  method: Method,
  label: string,
  path: string,
  more: Pick<CatalogueEntry, 'body' | 'note'> = {},
): CatalogueEntry => ({ method, label, path, ...more });

const forGood = 'What it deletes is gone for everyone who has it.';
const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const variable = { key: 'baseUrl', value: 'https://example.com', type: 'default', enabled: true };

/**
 * The operations that are useful with a key at hand. Those of the Postman API that want a body of many parts, or headers
 * of their own, can be typed.
 */
export const catalogue: readonly CatalogueGroup[] = [
  {
    label: 'Account and team',
    entries: [
      get('Who am I', '/me'),
      get('List people of the team', '/users', 'groupId'),
      get('Get a person of the team', '/users/{userId}'),
      get('List user groups', '/groups'),
      get('Get a user group', '/groups/{groupId}'),
      get('Get billing account', '/accounts'),
    ],
  },
  {
    label: 'Workspaces',
    entries: [
      get('List workspaces', '/workspaces', 'type', 'createdBy', 'include', 'limit', 'cursor'),
      get('Get a workspace', '/workspaces/{workspaceId}', 'include'),
      get('Get global variables of a workspace', '/workspaces/{workspaceId}/global-variables'),
      get('Get roles in a workspace', '/workspaces/{workspaceId}/roles'),
      get('Get tags of a workspace', '/workspaces/{workspaceId}/tags'),
      write('POST', 'Create a workspace', '/workspaces', {
        body: { workspace: { name: 'New workspace', type: 'personal', about: '' } },
      }),
      write('PUT', 'Change a workspace', '/workspaces/{workspaceId}', {
        body: { workspace: { name: 'New name', about: '' } },
      }),
      write('DELETE', 'Delete a workspace', '/workspaces/{workspaceId}', { note: forGood }),
    ],
  },
  {
    label: 'Collections',
    entries: [
      get('List collections', '/collections', 'workspace', 'name', 'limit', 'offset'),
      get('Get a collection', '/collections/{collectionId}', 'model'),
      get('Get a folder', '/collections/{collectionId}/folders/{folderId}'),
      get('Get a request', '/collections/{collectionId}/requests/{requestId}'),
      get('Get a saved response', '/collections/{collectionId}/responses/{responseId}'),
      get('List comments of a collection', '/collections/{collectionId}/comments'),
      get('List forks of a collection', '/collections/{collectionId}/forks', 'limit', 'cursor', 'direction'),
      get('List your forks', '/collections/collection-forks', 'limit', 'cursor', 'direction'),
      get('List pull requests of a collection', '/collections/{collectionId}/pull-requests'),
      get('Get roles in a collection', '/collections/{collectionId}/roles'),
      get('Get tags of a collection', '/collections/{collectionId}/tags'),
      write('POST', 'Create a collection', '/collections?workspace={workspaceId}', {
        body: { collection: { info: { name: 'New collection', schema }, item: [] } },
      }),
      write('PATCH', 'Rename a collection', '/collections/{collectionId}', {
        body: { collection: { info: { name: 'New name' } } },
      }),
      write('POST', 'Fork a collection', '/collections/fork/{collectionId}?workspace={workspaceId}', {
        body: { label: 'My fork' },
      }),
      write('POST', 'Duplicate a collection', '/collections/{collectionId}/duplicates', {
        body: { workspace: 'workspace id', suffix: 'copy' },
      }),
      write('DELETE', 'Delete a collection', '/collections/{collectionId}', { note: forGood }),
    ],
  },
  {
    label: 'Collection access keys',
    entries: [
      get('List collection access keys', '/collection-access-keys', 'collectionId', 'cursor'),
      write('DELETE', 'Revoke a collection access key', '/collection-access-keys/{keyId}', {
        note: 'Its links stop working at once and for good.',
      }),
    ],
  },
  {
    label: 'Environments',
    entries: [
      get('List environments', '/environments', 'workspace'),
      get('Get an environment', '/environments/{environmentId}'),
      write('POST', 'Create an environment', '/environments?workspace={workspaceId}', {
        body: { environment: { name: 'New environment', values: [variable] } },
      }),
      write('PATCH', 'Change an environment', '/environments/{environmentId}', {
        body: [{ op: 'replace', path: '/name', value: 'New name' }],
      }),
      write('DELETE', 'Delete an environment', '/environments/{environmentId}', { note: forGood }),
    ],
  },
  {
    label: 'Specifications',
    entries: [
      get('List specifications', '/specs?workspaceId={workspaceId}', 'limit', 'cursor'),
      get('Get a specification', '/specs/{specId}'),
      get('List files of a specification', '/specs/{specId}/files'),
      get('Get the definition of a specification', '/specs/{specId}/definitions'),
    ],
  },
  {
    label: 'Mock servers and monitors',
    entries: [
      get('List mock servers', '/mocks', 'workspace', 'teamId'),
      get('Get a mock server', '/mocks/{mockId}'),
      get('List calls to a mock server', '/mocks/{mockId}/call-logs', 'limit', 'cursor'),
      get('List monitors', '/monitors', 'workspace', 'limit', 'cursor'),
      get('Get a monitor', '/monitors/{monitorId}'),
      write('POST', 'Create a mock server', '/mocks?workspace={workspaceId}', {
        body: { mock: { name: 'New mock server', collection: 'collection uid', private: true } },
      }),
      write('POST', 'Run a monitor', '/monitors/{monitorId}/run?async=true'),
      write('DELETE', 'Delete a mock server', '/mocks/{mockId}', { note: forGood }),
    ],
  },
  {
    label: 'Security',
    entries: [
      get('List the audit log', '/audit/logs', 'since', 'until', 'action', 'userId', 'limit', 'cursor'),
      get('List actions of the audit log', '/audit-actions'),
      get('List types of secrets', '/secret-types'),
      get(
        'List places of a detected secret',
        '/detected-secrets/{secretId}/locations?workspaceId={workspaceId}',
      ),
      write('POST', 'Find detected secrets', '/detected-secrets-queries', { body: { resolved: false } }),
    ],
  },
];

/** Parameters of a path, each once, in order. */
export function parametersOf(path: string): string[] {
  return [...new Set(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))];
}

/** A path with its parameters filled in, encoded. */
export function filled(path: string, values: ReadonlyMap<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((values.get(name) ?? '').toWellFormed()),
  );
}

/** The entry that a method and a path are of, whatever the query; the one that says more of the path in its own words. */
export function entryOf({
  method,
  path,
}: Pick<CatalogueEntry, 'method' | 'path'>): CatalogueEntry | undefined {
  const route = routeOf(path);
  const fits = (entry: CatalogueEntry): boolean => {
    const parts = routeOf(entry.path).split('/');
    const pattern = parts.map((part) => (part.startsWith('{') ? '[^/]+' : part)).join('/');
    return entry.method === method && new RegExp(`^${pattern}$`).test(route);
  };
  const open = (entry: CatalogueEntry): number => parametersOf(routeOf(entry.path)).length;
  const [found] = catalogue
    .flatMap(({ entries }) => entries.filter(fits))
    .toSorted((a, b) => open(a) - open(b));
  return found;
}

function routeOf(path: string): string {
  return path.replace(/\?.*$/, '');
}
