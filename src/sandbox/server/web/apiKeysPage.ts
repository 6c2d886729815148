import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { IssuedKey } from '../keys/apiKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import { accessKeysSection } from './accessKeysSection.ts';
import { generateDialog, issuedDialog, rowDialogs } from './keyDialogs.ts';
import { ownKeys } from './keyTable.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { notice } from './notice.ts';
import type { Notice } from './notice.ts';
import { shell } from './shell.ts';

/** What the page shows beside the list: the outcome of what was just done, or a name to begin with. */
export interface Outcome {
  readonly notice?: Notice;
  readonly issued?: IssuedKey;
  readonly verb?: 'generated' | 'regenerated';
  readonly prefill?: string;
}

interface Shown extends Outcome {
  /** Which ten collection access keys; counted from 1. */
  readonly page: number;
}

export function apiKeysPage(c: Context<SandboxEnv>, postman: LocalPostman, outcome: Shown): Markup {
  const person = c.get('person');
  const { keys, clock, accounts, world } = postman;
  const expiryDays = accounts.expiryDays.get(person.id) ?? null;
  const body = html`<div class="heading">
      <h1>API keys</h1>
      <div class="heading-buttons">
        <button type="button" class="quiet" data-dialog="settings">API key settings</button>
        <button type="button" class="primary" data-dialog="generate">Generate API Key</button>
      </div>
    </div>
    <p class="lead">
      An API key lets a program call the API as you. Send it in the <code>X-Api-Key</code> header, and keep it
      out of files.
    </p>
    ${notice(outcome.notice)} ${ownKeys(keys.listed(person.id), clock.now())}
    ${accessKeysSection(postman, person, outcome.page)}
    ${issuedDialog(outcome.issued, outcome.verb ?? 'generated')}
    ${generateDialog(outcome.prefill, expiryDays)} ${rowDialogs(expiryDays)}`;
  return shell({ id: 'api-keys', title: 'API keys', root: '../../', person, world, body });
}
