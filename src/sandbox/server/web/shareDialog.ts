import type { Workspace } from '../world/model.ts';
import { dialog } from './dialog.ts';
import { html, name, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

export interface Sharing {
  readonly uid: string;
  readonly workspace: Workspace | undefined;
  /** The team's setting; without it nobody makes new keys. */
  readonly isAllowed: boolean;
  /** The tab to open at as the page arrives. */
  readonly open?: ShareTab | undefined;
  /** The link of the key just made, and the key. */
  readonly made?: { readonly link: string; readonly key: string } | undefined;
}

export const shareTabs = ['invite', 'api'] as const;
export type ShareTab = (typeof shareTabs)[number];

const titles = { invite: 'Invite people', api: 'Via API' };

function tab(id: ShareTab, selected: boolean): Markup {
  return html`<button
    class="tab"
    role="tab"
    id="share-${id}-tab"
    name="share"
    value="${id}"
    aria-controls="share-${id}"
    aria-selected="${String(selected)}"
    ${id === 'api' ? html`data-from-address` : nothing}
  >
    ${titles[id]}
  </button>`;
}

function panel(id: ShareTab, selected: boolean, body: Markup): Markup {
  return html`<div
    role="tabpanel"
    id="share-${id}"
    aria-labelledby="share-${id}-tab"
    ${selected ? nothing : html`hidden`}
  >
    ${body}
  </div>`;
}

function invite(workspace: Workspace | undefined): Markup {
  return html`<p>
    Whoever is in the workspace
    ${workspace === undefined ? nothing : html`<strong>${name(workspace.name)}</strong>`} can open this
    collection. A sandbox has nobody else to invite.
  </p>`;
}

function field(id: string, label: string, value: string, what: string, first: boolean): Markup {
  return html`<label for="${id}">${label}</label>
    <div class="copy">
      <input id="${id}" readonly value="${value}" autocomplete="off" spellcheck="false" />
      <button
        type="button"
        class="primary"
        data-copy="${id}"
        aria-label="Copy ${what}"
        ${first ? html`autofocus` : nothing}
      >
        Copy
      </button>
    </div>`;
}

/** The only place where an access key stands in full, and only in the answer to the request that made it. */
function shown({ link, key }: NonNullable<Sharing['made']>): Markup {
  return html`<div data-once>
    <p class="notice done" data-said>The key is made. Copy it now: it will not be shown again.</p>
    ${field('share-link', 'Link to the collection’s JSON', link, 'link', true)}
    ${field('share-key', 'Collection access key', key, 'key', false)}
  </div>`;
}

function viaApi({ uid, isAllowed, made }: Sharing): Markup {
  const generate = html`<form method="post" action="${uid}" data-swap>
    <input type="hidden" name="verb" value="generate" />
    <button class="${made === undefined ? 'primary' : 'quiet'}">Generate New Key</button>
  </form>`;
  const off = html`<p>
    Your team has switched off making new collection access keys. Those that are there keep working.
  </p>`;
  return html`<h3>Get collection JSON using Collection Access Key</h3>
    <p>
      The key is read-only and expires after 60 days of inactivity. Anyone with the link reads the current
      collection, so take what is secret out of it before you share it.
    </p>
    ${made === undefined ? nothing : shown(made)}
    <div class="share-verbs">
      ${isAllowed ? generate : off}
      <a href="../settings/me/api-keys#collection-access-keys">Manage keys</a>
    </div>`;
}

/** How a collection is shared. The buttons are forms that ask for the same page, so that it works without script. */
export function shareDialog(sharing: Sharing): Markup {
  const at = sharing.open ?? 'invite';
  return dialog({
    id: 'share',
    title: 'Share collection',
    open: sharing.open !== undefined,
    body: html`<form>
        <div class="tabs" role="tablist" aria-label="Ways to share">
          ${shareTabs.map((id) => tab(id, id === at))}
        </div>
      </form>
      ${panel('invite', at === 'invite', invite(sharing.workspace))}
      ${panel('api', at === 'api', viaApi(sharing))}
      <form class="buttons"><button class="quiet" data-close>Done</button></form>`,
  });
}

export const shareButton = html`<form>
  <button class="primary" name="share" value="invite" data-dialog="share" aria-haspopup="dialog">
    Share
  </button>
</form>`;
