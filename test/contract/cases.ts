import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { stableUuid } from '../../src/sandbox/server/world/ids.ts';
import type { SeedName } from '../../src/sandbox/server/world/model.ts';

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly key?: string;
  readonly body?: unknown;
}

/** One request to the sandbox, and the status it is to answer with. */
export interface Case {
  readonly operation: string;
  readonly status: number;
  readonly what: string;
  readonly seed?: SeedName;
  readonly ask: (sandbox: Sandbox) => Ask;
}

/** Documented operations that the sandbox does not have: nothing in this extension calls them. */
export const notServed: readonly string[] = [
  'PUT /environments/{environmentId}',
  'PUT /detected-secrets/{secretId}',
  'POST /service-account-tokens',
];

/** What a case needs: somebody's key, and a path that may depend on what is there. */
type Path = string | ((sandbox: Sandbox) => string);
type Of = Pick<Ask, 'method' | 'body'> & {
  readonly before?: (sandbox: Sandbox) => void;
  readonly seed?: SeedName;
};

const admin = 'maya-lindqvist';
const member = 'daniel-okafor';
const guest = 'lena-novak';

function pathOf(path: Path, sandbox: Sandbox): string {
  return typeof path === 'string' ? path : path(sandbox);
}

function as(user: string | undefined, operation: string, status: number, path: Path, of: Of = {}): Case {
  const [method = 'GET'] = operation.split(' ');
  return {
    operation,
    status,
    what: `${operation} by ${user ?? 'the first person'}`,
    ...(of.seed === undefined ? {} : { seed: of.seed }),
    ask: (sandbox) => {
      of.before?.(sandbox);
      const key = sandbox.issueKey(user === undefined ? {} : { user }).key;
      return { method, path: pathOf(path, sandbox), key, body: of.body };
    },
  };
}

function withoutKey(operation: string, path: Path, body?: unknown): Case {
  const [method = 'GET'] = operation.split(' ');
  const what = `${operation} without a key`;
  return { operation, status: 401, what, ask: (sandbox) => ({ method, path: pathOf(path, sandbox), body }) };
}

/** An answer that only a fault gives. */
function faulty(operation: string, status: 403 | 404 | 411 | 413 | 500, path: Path, body?: unknown): Case {
  return as(admin, operation, status, path, {
    body,
    before: (sandbox) => sandbox.faults.add({ kind: 'status', status }),
  });
}

const firstWorkspace = (sandbox: Sandbox): string => `/workspaces/${sandbox.world.workspaces[1]!.id}`;
const someCollection = (sandbox: Sandbox, name = 'Refunds API'): string => {
  const { ownerId, id } = sandbox.world.collections.find((one) => one.name === name)!;
  return `${ownerId}-${id}`;
};
const opened = (sandbox: Sandbox, query = '', name = 'Refunds API'): string => {
  const { key } = sandbox.issueAccessKey({ collection: name });
  return `/collections/${someCollection(sandbox, name)}?access_key=${key}${query}`;
};
const environmentIn = (workspaceId: string): string => stableUuid(`environment Staging of ${workspaceId}`);
const collectionNames = ['Webhooks', 'Card Vault', 'Mail', 'Conference Demo', 'Refunds API'];

function people(): Case[] {
  const me = 'GET /me';
  const users = 'GET /users';
  const user = 'GET /users/{userId}';
  return [
    as(admin, me, 200, '/me'),
    as(guest, me, 200, '/me'),
    as(undefined, me, 200, '/me', { seed: 'small' }),
    withoutKey(me, '/me'),
    faulty(me, 500, '/me'),
    as(admin, users, 200, '/users'),
    as(admin, users, 200, '/users?groupId=7'),
    as(guest, users, 403, '/users'),
    as(undefined, users, 403, '/users', { seed: 'small' }),
    withoutKey(users, '/users'),
    faulty(users, 500, '/users'),
    as(admin, user, 200, (sandbox) => `/users/${sandbox.person().id}`),
    as(admin, user, 400, '/users/nobody'),
    as(guest, user, 403, '/users/7'),
    as(admin, user, 404, '/users/7'),
    withoutKey(user, '/users/7'),
    faulty(user, 500, '/users/7'),
  ];
}

function workspaces(): Case[] {
  const list = 'GET /workspaces';
  const one = 'GET /workspaces/{workspaceId}';
  return [
    ...['', '?limit=2', '?include=scim', '?type=team&createdBy=31450118'].map((query) =>
      as(admin, list, 200, `/workspaces${query}`),
    ),
    ...[
      '?type=odd',
      '?limit=0',
      '?limit=101',
      '?elementType=collection',
      '?elementType=odd',
      '?cursor=odd',
    ].map((query) => as(admin, list, 400, `/workspaces${query}`)),
    withoutKey(list, '/workspaces'),
    faulty(list, 500, '/workspaces'),
    as(admin, one, 200, firstWorkspace),
    as(admin, one, 200, (sandbox) => `${firstWorkspace(sandbox)}?include=scim,team`),
    as(admin, one, 404, '/workspaces/nowhere'),
    withoutKey(one, firstWorkspace),
    faulty(one, 500, firstWorkspace),
  ];
}

function collections(): Case[] {
  const list = 'GET /collections';
  const one = 'GET /collections/{collectionId}';
  return [
    ...['', '?limit=3&offset=2', '?name=Mail', '?workspace=nowhere'].map((query) =>
      as(admin, list, 200, `/collections${query}`),
    ),
    withoutKey(list, '/collections'),
    faulty(list, 500, '/collections'),
    as(admin, list, 429, '/collections', {
      before: (sandbox) => {
        sandbox.configure({ monthlyLimit: 0 });
      },
    }),
    ...collectionNames.flatMap((name) => [
      as(admin, one, 200, (sandbox) => `/collections/${someCollection(sandbox, name)}`),
      as(admin, one, 200, (sandbox) => `/collections/${someCollection(sandbox, name)}?model=minimal`),
      byAccessKey(200, (sandbox) => opened(sandbox, '', name)),
    ]),
    byAccessKey(200, (sandbox) => opened(sandbox, '&model=minimal')),
    as(admin, one, 400, '/collections/nowhere'),
    byAccessKey(401, (sandbox) => `/collections/${someCollection(sandbox)}?access_key=PMAT-0000`),
    byAccessKey(403, (sandbox) => {
      const { key } = sandbox.issueAccessKey({ collection: 'Mail' });
      return `/collections/${someCollection(sandbox)}?access_key=${key}`;
    }),
    withoutKey(one, (sandbox) => `/collections/${someCollection(sandbox)}`),
    faulty(one, 500, (sandbox) => `/collections/${someCollection(sandbox)}`),
  ];
}

function byAccessKey(status: number, path: (sandbox: Sandbox) => string): Case {
  const operation = 'GET /collections/{collectionId}';
  return { operation, status, what: 'by access key', ask: (sandbox) => ({ path: path(sandbox) }) };
}

function accessKeys(): Case[] {
  const list = 'GET /collection-access-keys';
  const revoke = 'DELETE /collection-access-keys/{keyId}';
  const path = '/collection-access-keys';
  const issued = (sandbox: Sandbox): string =>
    `${path}/${encodeURIComponent(sandbox.issueAccessKey({ user: admin }).id)}`;
  return [
    as(admin, list, 200, path),
    as(admin, list, 200, `${path}?cursor=${btoa('offset=110&limit=10')}`),
    as(guest, list, 200, path),
    as(undefined, list, 200, path, { seed: 'small' }),
    as(admin, list, 200, (sandbox) => `${path}?collectionId=${someCollection(sandbox)}`),
    as(admin, list, 400, `${path}?cursor=odd`),
    withoutKey(list, path),
    faulty(list, 403, path),
    faulty(list, 500, path),
    as(admin, revoke, 204, issued),
    withoutKey(revoke, issued),
    as(member, revoke, 403, issued),
    as(admin, revoke, 404, `${path}/nothing`),
    faulty(revoke, 500, issued),
  ];
}

function environments(): Case[] {
  const list = 'GET /environments';
  const create = 'POST /environments';
  const one = 'GET /environments/{environmentId}';
  const patch = 'PATCH /environments/{environmentId}';
  const path = '/environments';
  const workspaceOf = (sandbox: Sandbox, name: string): string =>
    sandbox.world.workspaces.find((workspace) => workspace.name === name)!.id;
  const into =
    (name: string) =>
    (sandbox: Sandbox): string =>
      `${path}?workspace=${workspaceOf(sandbox, name)}`;
  const created = (sandbox: Sandbox): string => `${path}/${environmentIn(workspaceOf(sandbox, 'Payments'))}`;
  const shown = (sandbox: Sandbox): string =>
    `${path}/${environmentIn(workspaceOf(sandbox, 'Northwind Public API'))}`;
  const values = [{ key: 'postman-api-key', value: 'x', type: 'secret', enabled: true }];
  const body = { environment: { name: 'New', values } };
  const add = [{ op: 'add', path: '/values/1', value: values[0] }];
  const replace = [
    { op: 'replace', path: '/values/1/value', value: 'x' },
    { op: 'replace', path: '/values/1/type', value: 'secret' },
  ];
  return [
    as(admin, list, 200, path),
    as(admin, list, 200, into('Payments')),
    as(admin, list, 200, `${path}?workspace=nowhere`),
    withoutKey(list, path),
    faulty(list, 404, path),
    faulty(list, 500, path),
    as(admin, create, 200, into('Payments'), { body }),
    as(admin, create, 400, into('Payments'), { body: { environment: {} } }),
    as(guest, create, 403, into('Northwind Public API'), { body }),
    withoutKey(create, into('Payments'), body),
    ...([411, 413, 500] as const).map((status) => faulty(create, status, into('Payments'), body)),
    as(admin, one, 200, created),
    as(admin, one, 400, `${path}/nowhere`),
    withoutKey(one, created),
    faulty(one, 500, created),
    ...[
      add,
      replace,
      [{ op: 'remove', path: '/values/0' }],
      [{ op: 'replace', path: '/name', value: 'x' }],
    ].map((operations) => as(admin, patch, 200, created, { body: operations })),
    ...[
      {},
      [{ op: 'replace', path: '/values/0/value' }],
      [{ op: 'replace', path: '/values/0/value', value: 7 }],
      [{ op: 'replace', path: '/value/0', value: 'x' }],
      [{ op: 'replace', path: '/values/9/value', value: 'x' }],
    ].map((operations) => as(admin, patch, 400, created, { body: operations })),
    withoutKey(patch, created, add),
    as(guest, patch, 403, shown, { body: add }),
    as(admin, patch, 404, `${path}/nowhere`, { body: add }),
    ...([411, 413, 500] as const).map((status) => faulty(patch, status, created, add)),
  ];
}

function enterprise(sandbox: Sandbox): void {
  sandbox.configure({ plan: 'enterprise' });
}

function auditLog(): Case[] {
  const actions = 'GET /audit-actions';
  const logs = 'GET /audit/logs';
  const query = '?action=user.apikey_activate&since=2020-01-01&until=2040-01-01&limit=1&orderBy=asc';
  return [
    as(admin, actions, 200, '/audit-actions', { before: enterprise }),
    as(admin, actions, 403, '/audit-actions'),
    as(member, actions, 403, '/audit-actions', { before: enterprise }),
    withoutKey(actions, '/audit-actions'),
    {
      ...as(admin, actions, 400, '/audit-actions'),
      ask: (sandbox) => {
        // Nothing of this request can be wrong; the error is documented all the same.
        const body = { error: { name: 'InvalidAuditAction', message: 'Invalid audit action format.' } };
        sandbox.faults.add({ kind: 'json', status: 400, body });
        return { path: '/audit-actions', key: sandbox.issueKey().key };
      },
    },
    faulty(actions, 500, '/audit-actions'),
    as(admin, logs, 200, '/audit/logs', { before: enterprise }),
    as(admin, logs, 200, `/audit/logs${query}`, { before: enterprise }),
    as(admin, logs, 400, '/audit/logs?action=odd', { before: enterprise }),
    as(admin, logs, 400, '/audit/logs?limit=301', { before: enterprise }),
    as(admin, logs, 403, '/audit/logs'),
    withoutKey(logs, '/audit/logs'),
    faulty(logs, 500, '/audit/logs'),
  ];
}

function exposed(sandbox: Sandbox): void {
  enterprise(sandbox);
  for (const workspace of ['Payments', 'Logistics Partners', 'Northwind Public API']) {
    sandbox.exposeKey({ key: sandbox.issueKey().key, workspace, location: 'Body' });
    sandbox.exposeKey({ key: sandbox.issueAccessKey().key, workspace });
  }
}

const found = (sandbox: Sandbox): string => {
  exposed(sandbox);
  const home = sandbox.world.workspaces.find(({ name }) => name === 'Payments')!;
  const { secretId } = sandbox.exposures().find(({ workspaceId }) => workspaceId === home.id)!;
  return `/detected-secrets/${encodeURIComponent(secretId)}/locations?workspaceId=${home.id}`;
};

function scanner(): Case[] {
  const types = 'GET /secret-types';
  const search = 'POST /detected-secrets-queries';
  const places = 'GET /detected-secrets/{secretId}/locations';
  const secrets = '/detected-secrets-queries';
  const both = { workspaceIds: ['x'], resources: [{ type: 'collection', ids: ['x'] }] };
  return [
    as(admin, types, 200, '/secret-types', { before: enterprise }),
    as(admin, types, 403, '/secret-types'),
    as(member, types, 403, '/secret-types', { before: enterprise }),
    withoutKey(types, '/secret-types'),
    faulty(types, 500, '/secret-types'),
    as(admin, search, 200, secrets, { before: exposed }),
    as(admin, search, 200, `${secrets}?limit=2&include=meta.total`, { before: exposed, body: {} }),
    as(admin, search, 200, secrets, {
      before: exposed,
      body: { resolved: false, workspaceVisibilities: ['team'] },
    }),
    as(admin, search, 400, `${secrets}?limit=0`, { before: exposed }),
    as(admin, search, 400, secrets, { before: exposed, body: both }),
    as(admin, search, 403, secrets),
    withoutKey(search, secrets, {}),
    faulty(search, 500, secrets),
    as(admin, places, 200, found),
    as(admin, places, 400, (sandbox) => `${found(sandbox)}&limit=0`),
    as(admin, places, 403, '/detected-secrets/x/locations?workspaceId=x'),
    withoutKey(places, '/detected-secrets/x/locations?workspaceId=x'),
    faulty(places, 500, '/detected-secrets/x/locations?workspaceId=x'),
  ];
}

export const cases: readonly Case[] = [
  ...people(),
  ...workspaces(),
  ...collections(),
  ...accessKeys(),
  ...environments(),
  ...auditLog(),
  ...scanner(),
];
