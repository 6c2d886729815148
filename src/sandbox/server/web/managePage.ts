import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import { masked, stateOf } from '../keys/apiKey.ts';
import type { ApiKey } from '../keys/apiKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import { isAdmin } from '../world/access.ts';
import { formDialog, rowId, rowName } from './dialog.ts';
import { created, expires, keyName, lastUsed } from './keyTable.ts';
import { html, name, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { notice } from './notice.ts';
import type { Notice } from './notice.ts';
import { shell } from './shell.ts';

function row(postman: LocalPostman, key: ApiKey): Markup {
  const now = postman.clock.now();
  const creator = postman.person(key.userId)?.fullName ?? 'Someone who left';
  const revoke = html`<button
    type="button"
    class="quiet"
    data-dialog="revoke"
    data-id="${key.id}"
    data-name="${key.name}"
    aria-label="Revoke ${key.name}"
  >
    Revoke
  </button>`;
  return html`<tr data-key-id="${key.id}">
    <th scope="row">
      ${keyName(key, now)}<small><code>${masked(key)}</code></small>
    </th>
    <td data-label="Created by">${name(creator)}</td>
    <td data-label="Created">${created(key)}</td>
    <td data-label="Expires">${expires(key, now)}</td>
    <td data-label="Last used">${lastUsed(key)}</td>
    <td class="actions">${stateOf(key, now) === 'active' ? revoke : nothing}</td>
  </tr>`;
}

function teamKeys(postman: LocalPostman): Markup {
  const keys = postman.keys.listed();
  if (keys.length === 0) return html`<div class="empty"><p>Nobody in the team has an API key.</p></div>`;
  return html`<table class="cards">
    <caption class="hidden">
      The team's API keys
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Created by</th>
        <th scope="col">Created</th>
        <th scope="col">Expires</th>
        <th scope="col">Last used</th>
        <th scope="col"><span class="hidden">Actions</span></th>
      </tr>
    </thead>
    <tbody>
      ${keys.map((key) => row(postman, key))}
    </tbody>
  </table>`;
}

const refusal = html`<div class="heading"><h1>Not for your role</h1></div>
  <p class="lead">
    Only admins of the team see its API keys. Switch to one of them at the top of the page.
  </p>`;

/** The team's keys, for its admins; the others get a page that says so. */
export function managePage(c: Context<SandboxEnv>, postman: LocalPostman, told?: Notice): Markup {
  const person = c.get('person');
  const allowed = html`<div class="heading"><h1>Manage Postman Keys</h1></div>
    <p class="lead">Every API key of the team. Whoever owns a key that is revoked has to make a new one.</p>
    ${notice(told)} ${teamKeys(postman)}
    ${formDialog({
      id: 'revoke',
      title: 'Revoke API key?',
      action: 'manage-postman-keys',
      verb: 'revoke',
      button: 'Revoke',
      danger: true,
      body: html`${rowId}
        <p>${rowName} stops working at once. This cannot be undone.</p>`,
    })}`;
  return shell({
    id: 'manage',
    title: 'Manage Postman Keys',
    root: './',
    person,
    world: postman.world,
    body: isAdmin(person) ? allowed : refusal,
  });
}
