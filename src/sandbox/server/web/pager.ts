import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

const size = 10;

interface Shown<T> {
  readonly items: readonly T[];
  /** Counted from 1. */
  readonly page: number;
  readonly total: number;
}

/** Ten of a list; beyond its end, the last ten. */
export function pageOf<T>(all: readonly T[], wanted: number): Shown<T> {
  const page = Math.min(wanted, Math.max(1, Math.ceil(all.length / size)));
  return { items: all.slice((page - 1) * size, page * size), page, total: all.length };
}

/** The page that an address asks for with `?page=`; the first for whatever is no number. */
export function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** Links to the ten before and after; nothing when there are no others. */
export function pager({ items, page, total }: Shown<unknown>, anchor = ''): Markup {
  if (total <= size) return nothing;
  const first = (page - 1) * size + 1;
  const last = first + items.length - 1;
  const link = (to: number, rel: string, text: string): Markup =>
    html`<a class="button quiet" rel="${rel}" href="?page=${to}${anchor}">${text}</a>`;
  return html`<nav class="pager" aria-label="Pages of keys">
    ${page > 1 ? link(page - 1, 'prev', 'Newer') : nothing}
    <span class="faint">${first}–${last} of ${total}</span>
    ${last < total ? link(page + 1, 'next', 'Older') : nothing}
  </nav>`;
}
