import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

/** What came of the last thing the person did here. */
export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

export function notice(given: Notice | undefined): Markup {
  return given === undefined ? nothing : html`<p class="notice ${given.kind}" data-said>${given.text}</p>`;
}
