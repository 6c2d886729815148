import type { IssuedKey } from '../keys/apiKey.ts';
import { dialog, formDialog, rowId, rowName } from './dialog.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

const action = 'api-keys';

export const expiryChoices = [30, 60, 90, 180, 365] as const;

function expiryWords(days: number | null): string {
  return days === null ? 'It will not expire.' : `It will expire ${days} days after it is made.`;
}

export function generateDialog(prefill: string | undefined, expiryDays: number | null): Markup {
  return formDialog({
    id: 'generate',
    title: 'Generate API Key',
    action,
    verb: 'generate',
    button: 'Generate',
    open: prefill !== undefined,
    body: html`<label for="generate-name">Name</label>
      <input
        id="generate-name"
        name="name"
        required
        maxlength="255"
        autocomplete="off"
        placeholder="Where will this key be used?"
        value="${prefill ?? ''}"
        autofocus
      />
      <p class="faint">${expiryWords(expiryDays)}</p>`,
  });
}

/** The only place where a key stands in full, and only in the answer to the request that made it. */
export function issuedDialog(issued: IssuedKey | undefined, verb: 'generated' | 'regenerated'): Markup {
  if (issued === undefined) return nothing;
  return dialog({
    id: 'issued',
    title: `API key ${verb}`,
    open: true,
    body: html`<p>Copy the key now. It will not be shown again.</p>
      <label for="issued-key">API key</label>
      <div class="copy">
        <input id="issued-key" readonly value="${issued.key}" autocomplete="off" spellcheck="false" />
        <button type="button" class="primary" data-copy="issued-key">Copy</button>
      </div>
      ${
        verb === 'regenerated'
          ? html`<p class="faint">The old key has stopped working. Replace it wherever it was used.</p>`
          : nothing
      }
      <div class="buttons"><button type="button" class="quiet" data-close>Done</button></div>`,
  });
}

function settingsDialog(expiryDays: number | null): Markup {
  const custom = expiryDays !== null && !expiryChoices.some((days) => days === expiryDays);
  const choice = (value: string, text: string, selected: boolean): Markup =>
    html`<option value="${value}" ${selected ? html`selected` : nothing}>${text}</option>`;
  return formDialog({
    id: 'settings',
    title: 'API key settings',
    action,
    verb: 'settings',
    button: 'Save',
    body: html`<p>How long the keys live that you make from now on. Keys you have already keep their date.</p>
      <label for="settings-expiry">Expiration period</label>
      <select id="settings-expiry" name="expiry">
        ${expiryChoices.map((days) => choice(String(days), `${days} days`, days === expiryDays))}
        ${choice('custom', 'Custom', custom)} ${choice('never', 'No expiration', expiryDays === null)}
      </select>
      <label for="settings-days">Custom number of days</label>
      <input
        id="settings-days"
        name="days"
        type="number"
        min="1"
        max="3650"
        value="${custom ? expiryDays : ''}"
        placeholder="With “Custom” only"
      />`,
  });
}

export function rowDialogs(expiryDays: number | null): Markup {
  return html`${formDialog({
    id: 'regenerate',
    title: 'Regenerate API key?',
    action,
    verb: 'regenerate',
    button: 'Regenerate',
    danger: true,
    body: html`${rowId}
      <p>${rowName} gets a new value, and whatever uses the old one stops working at once.</p>`,
  })}
  ${formDialog({
    id: 'rename',
    title: 'Rename API key',
    action,
    verb: 'rename',
    button: 'Rename',
    body: html`${rowId} <label for="rename-name">Name</label>
      <input
        id="rename-name"
        name="name"
        required
        maxlength="255"
        autocomplete="off"
        data-fill="name"
        autofocus
      />`,
  })}
  ${formDialog({
    id: 'delete',
    title: 'Delete API key?',
    action,
    verb: 'delete',
    button: 'Delete',
    danger: true,
    body: html`${rowId}
      <p>${rowName} stops working at once. This cannot be undone.</p>`,
  })}
  ${settingsDialog(expiryDays)}`;
}
