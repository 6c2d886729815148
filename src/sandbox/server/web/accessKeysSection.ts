import type { AccessKey } from '../keys/accessKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import { isOutsider } from '../world/access.ts';
import type { Person } from '../world/model.ts';
import { accessKeyTable, deleteDialog, namesFor } from './accessKeyTable.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { mayDelete } from './roles.ts';

/** A person's own keys and those of the team; people of another house see theirs only. */
export function accessKeysFor({ accessKeys, world }: LocalPostman, person: Person): AccessKey[] {
  const ownOnly = world.team === null || isOutsider(person);
  return accessKeys.all().filter((key) => key.deletedAt === null && (!ownOnly || key.userId === person.id));
}

const none = html`<div class="empty">
  <p><strong>No collection access keys yet</strong></p>
  <p>Open a <a href="../../#collections">collection</a>, and choose Share, then Via API.</p>
</div>`;

/** The part of the API keys page below the API keys. */
export function accessKeysSection(postman: LocalPostman, person: Person, page: number): Markup {
  const keys = accessKeysFor(postman, person);
  const names = namesFor(postman, person);
  return html`<section aria-labelledby="collection-access-keys">
    <h2 id="collection-access-keys">Collection access keys</h2>
    <p class="lead">
      ${
        isOutsider(person)
          ? 'Read-only keys to single collections, made by you.'
          : 'Read-only keys to single collections, made by you and your team.'
      }
      Each expires after 60 days of inactivity.
    </p>
    ${
      keys.length === 0
        ? none
        : accessKeyTable(postman, {
            caption: 'Collection access keys',
            keys,
            page,
            anchor: '#collection-access-keys',
            root: '../../',
            person,
            mayDelete: (key) => mayDelete(person, key),
            nameOf: (uid) => names.get(uid),
            canOpen: (uid) => names.has(uid),
          })
    }
    ${deleteDialog(`api-keys?page=${page}`, 'delete-access-key')}
  </section>`;
}
