import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

interface Dialog {
  readonly id: string;
  readonly title: string;
  /** Open as the page arrives. */
  readonly open?: boolean;
  readonly body: Markup;
}

export function dialog({ id, title, open = false, body }: Dialog): Markup {
  return html`<dialog id="${id}" aria-labelledby="${id}-title" ${open ? html`open` : nothing}>
    <h2 id="${id}-title">${title}</h2>
    ${body}
    <div class="hidden" role="status" data-status></div>
  </dialog>`;
}

interface FormDialog extends Dialog {
  /** Where the form goes, seen from the page. */
  readonly action: string;
  readonly verb: string;
  readonly button: string;
  readonly danger?: boolean;
}

/** A dialog around one form; `verb` is what the form asks for. */
export function formDialog({ action, verb, button, danger = false, body, ...rest }: FormDialog): Markup {
  const inner = html`<form method="post" action="${action}" data-swap>
    <input type="hidden" name="verb" value="${verb}" />
    ${body}
    <div class="buttons">
      <button type="button" class="quiet" data-close>Cancel</button>
      <button class="${danger ? 'danger' : 'primary'}">${button}</button>
    </div>
  </form>`;
  return dialog({ ...rest, body: inner });
}

/** The hidden field and the name that the script fills in for the row whose menu was used. */
export const rowId = html`<input type="hidden" name="id" data-fill="id" />`;
export const rowName = html`<strong><bdi data-fill="name"></bdi></strong>`;
