import type { Person, World } from '../world/model.ts';
import { isAdmin } from '../world/access.ts';
import { html, name, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { managesPublic } from './roles.ts';

export type PageId = 'home' | 'api-keys' | 'manage' | 'public' | 'collection';

export interface Page {
  readonly id: PageId;
  readonly title: string;
  /** The way from this page to the root: every address is relative, since a proxy may hang all this under a prefix. */
  readonly root: './' | '../' | '../../';
  /** Which collection, on a page of one: whoever switches the person comes back to it. */
  readonly uid?: string | undefined;
  readonly person: Person;
  readonly world: World;
  readonly body: Markup;
}

interface Link {
  readonly id: PageId;
  readonly href: string;
  readonly text: string;
  readonly isFor?: (person: Person) => boolean;
}

const groups: readonly { title: string; links: readonly Link[] }[] = [
  {
    title: 'Account settings',
    links: [{ id: 'api-keys', href: 'settings/me/api-keys', text: 'API keys' }],
  },
  {
    title: 'Team',
    links: [
      { id: 'manage', href: 'manage-postman-keys', text: 'Manage Postman Keys', isFor: isAdmin },
      { id: 'public', href: 'manage-public', text: 'Manage public elements', isFor: managesPublic },
    ],
  },
  { title: 'Sandbox', links: [{ id: 'home', href: '', text: 'About this sandbox' }] },
];

function navigation({ id, root, person }: Page): Markup {
  const shown = groups
    .map(({ title, links }) => ({ title, links: links.filter(({ isFor }) => isFor?.(person) ?? true) }))
    .filter(({ links }) => links.length > 0);
  return html`<nav class="side" aria-label="Settings">
    ${shown.map(
      ({ title, links }) =>
        html`<h2>${title}</h2>
          ${links.map(
            (link) =>
              html`<a href="${root}${link.href}" ${link.id === id ? html`aria-current="page"` : nothing}
                >${link.text}</a
              >`,
          )}`,
    )}
  </nav>`;
}

function switcher({ id, root, person, world, uid }: Page): Markup {
  return html`<form class="switcher" method="post" action="${root}session">
    <input type="hidden" name="page" value="${id}" />
    ${uid === undefined ? nothing : html`<input type="hidden" name="uid" value="${uid}" />`}
    <label for="user">Signed in as</label>
    <select id="user" name="user" data-submit-on-change>
      ${world.people.map(
        (one) =>
          html`<option value="${one.id}" ${one.id === person.id ? html`selected` : nothing}>
            ${one.fullName} (${one.roles.at(-1) ?? 'user'})
          </option>`,
      )}
    </select>
    <noscript><button class="quiet">Switch</button></noscript>
  </form>`;
}

export function shell(page: Page): Markup {
  const { title, root, world, body } = page;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Postman Sandbox</title>
        <link rel="icon" href="${root}assets/icon.svg" />
        <link rel="stylesheet" href="${root}assets/sandbox.css" />
        <script src="${root}assets/sandbox.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <div class="banner" role="note">
          <strong>Sandbox</strong> - not the real Postman. Keys made here work on this computer only.
        </div>
        <header class="top">
          <a class="brand" href="${root}"><span class="mark" aria-hidden="true"></span>Postman Sandbox</a>
          ${world.team === null ? nothing : html`<span class="team">${name(world.team.name)}</span>`}
          ${switcher(page)}
        </header>
        <div class="frame">
          ${navigation(page)}
          <main id="main" tabindex="-1">${body}</main>
        </div>
        <div id="said" class="hidden" role="status"></div>
      </body>
    </html>`;
}
