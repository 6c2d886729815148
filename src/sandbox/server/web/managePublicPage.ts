import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { uidOf } from '../world/access.ts';
import { accessKeyTable, deleteDialog, namesFor } from './accessKeyTable.ts';
import { dialog } from './dialog.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { notice } from './notice.ts';
import type { Notice } from './notice.ts';
import { managesPublic } from './roles.ts';
import { shell } from './shell.ts';

interface Shown {
  readonly page: number;
  readonly told?: Notice | undefined;
}

function allowance(isAllowed: boolean): Markup {
  const toggle = isAllowed
    ? html`<button
        type="button"
        class="switch"
        role="switch"
        aria-checked="true"
        aria-labelledby="allowance"
        data-dialog="forbid"
      ></button>`
    : html`<form method="post" action="manage-public" data-swap>
        <input type="hidden" name="verb" value="allow" />
        <button class="switch" role="switch" aria-checked="false" aria-labelledby="allowance"></button>
      </form>`;
  return html`<div class="card setting">
    <div>
      <h2 id="allowance">Allow creation of Collection Access Keys</h2>
      <p class="faint">Whoever can open a collection can then make read-only links to it.</p>
    </div>
    ${toggle}
  </div>`;
}

function forbidDialog(count: number): Markup {
  return dialog({
    id: 'forbid',
    title: 'Switch off new Collection Access Keys?',
    body: html`<form method="post" action="manage-public" data-swap>
      <input type="hidden" name="verb" value="forbid" />
      <p>
        Nobody in the team can make new ones. ${count === 1 ? 'One key is there' : `${count} keys are there`}
        already: revoked keys stop working at once, and that cannot be undone.
      </p>
      <div class="buttons">
        <button type="button" class="quiet" data-close>Cancel</button>
        <button class="quiet" name="keys" value="keep">Keep All Keys</button>
        <button class="danger" name="keys" value="revoke">Revoke All Keys</button>
      </div>
    </form>`,
  });
}

const refusal = html`<div class="heading"><h1>Not for your role</h1></div>
  <p class="lead">
    Only community managers and super admins decide what the team shows to the world. Switch to one of them at
    the top of the page.
  </p>`;

/** The team's collection access keys and whether there may be new ones, for those who manage public elements. */
export function managePublicPage(
  c: Context<SandboxEnv>,
  postman: LocalPostman,
  { page, told }: Shown,
): Markup {
  const person = c.get('person');
  const { world, accounts } = postman;
  const keys = postman.accessKeys.all().filter((key) => key.deletedAt === null);
  const own = namesFor(postman, person);
  const names = new Map(world.collections.map((one) => [uidOf(one), one.name]));
  const table = (): Markup =>
    accessKeyTable(postman, {
      caption: 'The team’s collection access keys',
      keys,
      page,
      root: './',
      person,
      mayDelete: () => true,
      nameOf: (uid) => names.get(uid),
      canOpen: (uid) => own.has(uid),
    });
  const allowed = (): Markup =>
    html`<div class="heading"><h1>Manage public elements</h1></div>
      <nav class="tabs" aria-label="Public elements">
        <a class="tab" href="manage-public" aria-current="page">Collection Access Keys</a>
      </nav>
      ${notice(told)} ${allowance(accounts.allowAccessKeys)}
      <section aria-labelledby="team-keys">
        <h2 id="team-keys">Keys of the team</h2>
        ${
          keys.length === 0
            ? html`<div class="empty"><p>Nobody in the team has a collection access key.</p></div>`
            : table()
        }
      </section>
      ${deleteDialog(`manage-public?page=${page}`, 'delete')} ${forbidDialog(keys.length)}`;
  return shell({
    id: 'public',
    title: 'Manage public elements',
    root: './',
    person,
    world,
    body: managesPublic(person) ? allowed() : refusal,
  });
}
