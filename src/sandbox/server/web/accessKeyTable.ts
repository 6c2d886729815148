import { maskedAccessKey } from '../keys/accessKey.ts';
import type { AccessKey } from '../keys/accessKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import { collectionsOf, uidOf } from '../world/access.ts';
import type { Person } from '../world/model.ts';
import { formDialog, rowId, rowName } from './dialog.ts';
import { lastUsed } from './keyTable.ts';
import { day, distance, html, name, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { pageOf, pager } from './pager.ts';

interface AccessKeyTable {
  readonly caption: string;
  /** Newest first. */
  readonly keys: readonly AccessKey[];
  /** Which ten of them; counted from 1. */
  readonly page: number;
  /** What comes after `?page=2` in the links to the others. */
  readonly anchor?: string;
  readonly root: './' | '../../';
  readonly person: Person;
  readonly mayDelete: (key: AccessKey) => boolean;
  readonly nameOf: (uid: string) => string | undefined;
  readonly canOpen: (uid: string) => boolean;
}

/** The names of the collections that a person can open, by uid. */
export function namesFor({ world }: LocalPostman, person: Person): ReadonlyMap<string, string> {
  return new Map(collectionsOf(world, person).map((one) => [uidOf(one), one.name]));
}

function state(key: AccessKey, now: number): Markup {
  const word = key.inactive ? 'inactive' : key.expiresAt <= now ? 'expired' : undefined;
  return word === undefined ? nothing : html`<span class="tag ${word}">${word}</span>`;
}

function collection({ nameOf, canOpen, root }: AccessKeyTable, uid: string): Markup {
  const known = nameOf(uid);
  const text = known === undefined ? html`<code>${uid}</code>` : name(known);
  return canOpen(uid)
    ? html`<a class="key-name" href="${root}collection/${uid}">${text}</a>`
    : html`<span class="key-name">${text}</span>`;
}

function creator(postman: LocalPostman, person: Person, { userId }: AccessKey): Markup {
  if (userId === person.id) return html`You`;
  return name(postman.person(userId)?.fullName ?? 'Someone who left');
}

function row(postman: LocalPostman, table: AccessKeyTable, key: AccessKey): Markup {
  const now = postman.clock.now();
  const label = table.nameOf(key.collectionUid) ?? key.collectionUid;
  const remove = html`<button
    type="button"
    class="quiet"
    data-dialog="delete-access-key"
    data-id="${key.id}"
    data-name="${label}"
    data-masked="${maskedAccessKey(key)}"
    aria-label="Delete the key to ${label} that ends in ${key.lastFour}"
  >
    Delete
  </button>`;
  return html`<tr data-access-key-id="${key.id}">
    <th scope="row">
      ${collection(table, key.collectionUid)} ${state(key, now)}<small
        ><code>${maskedAccessKey(key)}</code></small
      >
    </th>
    <td data-label="Created by">${creator(postman, table.person, key)}</td>
    <td data-label="Created">${day(key.createdAt)}</td>
    <td data-label="Expires">${day(key.expiresAt)}<small>${distance(key.expiresAt, now)}</small></td>
    <td data-label="Last used">${lastUsed(key)}</td>
    <td class="actions">${table.mayDelete(key) ? remove : nothing}</td>
  </tr>`;
}

/** Ten keys and the ways to the others. */
export function accessKeyTable(postman: LocalPostman, table: AccessKeyTable): Markup {
  const shown = pageOf(table.keys, table.page);
  return html`<table class="cards">
      <caption class="hidden">
        ${table.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Collection and key</th>
          <th scope="col">Created by</th>
          <th scope="col">Created</th>
          <th scope="col">Expires</th>
          <th scope="col">Last used</th>
          <th scope="col"><span class="hidden">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        ${shown.items.map((key) => row(postman, table, key))}
      </tbody>
    </table>
    ${pager(shown, table.anchor)}`;
}

/** The question before a key is deleted; `verb` is what the page's form calls it. */
export function deleteDialog(action: string, verb: string): Markup {
  return formDialog({
    id: 'delete-access-key',
    title: 'Delete collection access key?',
    action,
    verb,
    button: 'Delete',
    danger: true,
    body: html`${rowId}
      <p>
        The link to ${rowName} stops working at once, for everyone who has it. This cannot be undone. Other
        keys to the same collection keep working.
      </p>
      <p><code data-fill="masked"></code></p>`,
  });
}
