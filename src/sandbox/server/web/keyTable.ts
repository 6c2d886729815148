import { masked, stateOf } from '../keys/apiKey.ts';
import type { ApiKey } from '../keys/apiKey.ts';
import { day, distance, html, name, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

export function keyName(key: ApiKey, now: number): Markup {
  const state = stateOf(key, now);
  return html`<span class="key-name">${name(key.name)}</span> ${
      state === 'active' ? nothing : html`<span class="tag ${state}">${state}</span>`
    }`;
}

export function created(key: ApiKey): Markup {
  return key.revokedAt === null
    ? day(key.createdAt)
    : html`${day(key.createdAt)}<small>revoked ${day(key.revokedAt)}</small>`;
}

export function expires(key: ApiKey, now: number): Markup {
  if (key.expiresAt === null) return html`<span class="faint">Never</span>`;
  return html`${day(key.expiresAt)}<small>${distance(key.expiresAt, now)}</small>`;
}

export function lastUsed(key: Pick<ApiKey, 'lastUsedAt'>): Markup {
  return key.lastUsedAt === null ? html`<span class="faint">Never</span>` : day(key.lastUsedAt);
}

function menu(key: ApiKey, now: number): Markup {
  const item = (dialog: string, text: string): Markup =>
    html`<button
      type="button"
      role="menuitem"
      data-dialog="${dialog}"
      data-id="${key.id}"
      data-name="${key.name}"
    >
      ${text}
    </button>`;
  return html`<div class="menu">
    <button
      type="button"
      class="icon"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label="More actions for ${key.name}"
      data-menu
    >
      <span aria-hidden="true">&#8943;</span>
    </button>
    <div role="menu" aria-label="Actions for ${key.name}" hidden>
      ${stateOf(key, now) === 'revoked' ? nothing : item('regenerate', 'Regenerate')}
      ${item('rename', 'Rename')} ${item('delete', 'Delete')}
    </div>
  </div>`;
}

export function ownKeys(keys: readonly ApiKey[], now: number): Markup {
  if (keys.length === 0) {
    return html`<div class="empty">
      <p><strong>No API keys yet</strong></p>
      <p>Generate one to call the API as yourself.</p>
    </div>`;
  }
  return html`<table class="cards">
    <caption class="hidden">
      Your API keys
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">API key</th>
        <th scope="col">Created</th>
        <th scope="col">Expires</th>
        <th scope="col">Last used</th>
        <th scope="col"><span class="hidden">Actions</span></th>
      </tr>
    </thead>
    <tbody>
      ${keys.map(
        (key) =>
          html`<tr data-key-id="${key.id}">
            <th scope="row">${keyName(key, now)}</th>
            <td><code>${masked(key)}</code></td>
            <td data-label="Created">${created(key)}</td>
            <td data-label="Expires">${expires(key, now)}</td>
            <td data-label="Last used">${lastUsed(key)}</td>
            <td class="actions">${menu(key, now)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
