import * as v from 'valibot';
import { html, name } from './markup.ts';
import type { Markup } from './markup.ts';

interface Item {
  readonly name: string;
  readonly request?: { readonly method: string } | undefined;
  readonly item?: readonly Item[] | undefined;
}

const Item: v.GenericSchema<unknown, Item> = v.object({
  name: v.string(),
  request: v.optional(v.object({ method: v.string() })),
  item: v.optional(v.array(v.lazy(() => Item))),
});
const Content = v.object({ item: v.array(Item) });

function entry(one: Item): Markup {
  if (one.item !== undefined) {
    return html`<li>
      <details open>
        <summary>${name(one.name)}</summary>
        ${list(one.item)}
      </details>
    </li>`;
  }
  const method = one.request?.method ?? 'GET';
  return html`<li class="request">
    <code class="method ${method.toLowerCase()}">${method}</code>${name(one.name)}
  </li>`;
}

function list(items: readonly Item[]): Markup {
  return html`<ul>
    ${items.map(entry)}
  </ul>`;
}

/** The folders and requests of a collection's JSON. */
export function outline(content: unknown): Markup {
  return html`<div class="outline">${list(v.parse(Content, content).item)}</div>`;
}
