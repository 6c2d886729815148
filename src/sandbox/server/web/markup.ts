import { html as compose } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A piece of HTML with everything in it escaped. */
export type Markup = HtmlEscapedString;

/** Hono's template, which waits for promises among its values; here nothing is waited for. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Markup {
  const made = compose(strings, ...values);
  if (made instanceof Promise) throw new TypeError('A promise stands in a page.');
  return made;
}

export const nothing = html``;

/** A name from outside: text, and its writing direction its own. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

export function day(time: number): Markup {
  return html`<time datetime="${new Date(time).toISOString()}">${dayFormat.format(time)}</time>`;
}

/** "in 12 days", "3 days ago", "today". */
export function distance(time: number, now: number): string {
  const days = Math.round((time - now) / 86_400_000);
  if (days === 0) return 'today';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? `in ${count}` : `${count} ago`;
}
