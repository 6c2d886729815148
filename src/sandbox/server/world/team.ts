import { hostileText } from './collectionExtras.ts';
import { collection, person, workspace } from './draw.ts';
import type { Collection, Person, SeededKey, Workspace, World } from './model.ts';

const maya = person(31_450_012, 'Maya Lindqvist', ['user', 'admin', 'super-admin']);
const tomas = person(31_450_118, 'Tomás Rivera', ['user', 'admin'], { username: 'tomas-rivera' });
const aiko = person(31_450_227, 'Aiko Tanabe', ['user', 'flow-editor', 'community-manager']);
const daniel = person(31_450_331, 'Daniel Okafor', ['user']);
const priya = person(31_450_446, 'Priya Raman', ['user', 'flow-editor']);
const jonas = person(31_450_559, 'Jonas Weber', ['user']);
const lena = person(31_450_660, 'Lena Novak', ['guest']);
const sam = person(31_450_778, 'Sam Whitlock', ['partner']);

const everyone: readonly Person[] = [maya, tomas, aiko, daniel, priya, jonas, lena, sam];

const personal = workspace(11, {
  name: "Maya's Workspace",
  about: 'Drafts and experiments.',
  visibility: 'personal',
  createdBy: maya.id,
});
const payments = workspace(12, {
  name: 'Payments',
  about: 'Everything that moves money.',
  visibility: 'team',
  createdBy: tomas.id,
});
const platform = workspace(13, {
  name: 'Platform',
  about: 'Sign-in, files, mail and the rest that every product stands on.',
  visibility: 'team',
  createdBy: aiko.id,
});
const security = workspace(14, {
  name: 'Security Reviews',
  about: 'Invited people only.',
  visibility: 'private',
  createdBy: maya.id,
  members: [tomas.id, daniel.id],
});
const showcase = workspace(15, {
  name: 'Northwind Public API',
  about: 'The API that customers build on.',
  visibility: 'public',
  createdBy: aiko.id,
});
const partners = workspace(16, {
  name: 'Logistics Partners',
  about: 'Shared with the carriers.',
  visibility: 'partner',
  createdBy: priya.id,
  members: [sam.id, jonas.id],
});

/** Collections by workspace: name, and the plural noun its requests are about. */
const shelves: readonly [Workspace, readonly Person[], readonly (readonly [string, string])[]][] = [
  [
    personal,
    [maya],
    [
      ['Scratchpad', 'notes'],
      ['Conference Demo', 'talks'],
      ['[x](command:workbench.action.quit)', 'links'],
      ['Interview Tasks', 'tasks'],
    ],
  ],
  [
    payments,
    [tomas, daniel, jonas],
    [
      ['Charges API', 'charges'],
      ['Refunds API', 'refunds'],
      ['Payouts API', 'payouts'],
      ['Disputes', 'disputes'],
      ['Invoices', 'invoices'],
      ['Subscriptions', 'subscriptions'],
      ['Tax Rates', 'tax rates'],
      ['Ledger', 'entries'],
      ['Card Vault', 'cards'],
      ['Bank Transfers', 'transfers'],
    ],
  ],
  [
    platform,
    [aiko, priya, jonas],
    [
      ['Sign-in', 'sessions'],
      ['Accounts', 'accounts'],
      ['Roles and Permissions', 'roles'],
      ['Files', 'files'],
      ['Search', 'indexes'],
      ['Mail', 'messages'],
      ['Notifications 🔔', 'notifications'],
      ['Feature Flags', 'flags'],
      ['Audit Trail', 'events'],
      ['Webhooks', 'webhooks'],
    ],
  ],
  [
    security,
    [maya, daniel],
    [
      ['Penetration Test 2025', 'findings'],
      ['Token Rotation', 'tokens'],
      ['Access\nReview', 'grants'],
      ['Invoice \u202efdp.exe', 'attachments'],
    ],
  ],
  [
    showcase,
    [aiko],
    [
      ['Northwind REST API v1', 'products'],
      ['Northwind REST API v2', 'products'],
      ['Northwind GraphQL', 'queries'],
      ['Getting Started', 'examples'],
      ['Orders', 'orders'],
      ['Customers', 'customers'],
    ],
  ],
  [
    partners,
    [priya, sam],
    [
      ['Shipments', 'shipments'],
      ['Carriers', 'carriers'],
      ['Labels', 'labels'],
      ['Tracking', 'parcels'],
      ['Returns', 'returns'],
      ['Customs Forms', 'forms'],
    ],
  ],
];

function shelved(): Collection[] {
  return shelves.flatMap(([home, owners, names]) =>
    names.map(([name, subject], index) =>
      collection(index, {
        name,
        subject,
        ownerId: (owners[index % owners.length] ?? maya).id,
        workspaceId: home.id,
        isPublic: home.visibility === 'public',
        ...(name === 'Mail' ? { description: hostileText } : {}),
      }),
    ),
  );
}

const keys: readonly SeededKey[] = [
  {
    userId: tomas.id,
    name: 'Nightly contract tests',
    createdAt: '2026-02-03T08:14:00Z',
    expiresInDays: null,
    lastUsedAt: '2026-11-20T02:00:11Z',
  },
  {
    userId: tomas.id,
    name: 'Laptop',
    createdAt: '2025-11-17T13:40:00Z',
    expiresInDays: 60,
    lastUsedAt: '2026-01-09T16:22:40Z',
  },
  { userId: aiko.id, name: 'Docs publisher', createdAt: '2026-05-28T07:02:00Z', expiresInDays: null },
  {
    userId: daniel.id,
    name: 'newman in Jenkins',
    createdAt: '2025-06-11T10:30:00Z',
    expiresInDays: null,
    lastUsedAt: '2025-12-01T00:15:00Z',
    revokedAt: '2025-12-02T09:00:00Z',
  },
  { userId: priya.id, name: 'MCP server 🤖', createdAt: '2026-08-19T15:45:00Z', expiresInDays: null },
];

/** Eight people of one invented company: 6 workspaces, 40 collections. */
export function teamWorld(): World {
  const collections = shelved();
  const source = collections.find(({ name }) => name === 'Northwind REST API v1');
  return {
    seed: 'team',
    team: { id: 482_310, name: 'Northwind', domain: 'northwind' },
    people: everyone,
    workspaces: [personal, payments, platform, security, showcase, partners],
    collections: collections.map((one) =>
      one.name === 'Conference Demo' && source !== undefined
        ? { ...one, forkOf: `${source.ownerId}-${source.id}` }
        : one,
    ),
    keys,
  };
}
