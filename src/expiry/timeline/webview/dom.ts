type Child = Node | string;

/** An element of the page. Strings become text and never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Says a place in shares of the width. Through the CSSOM: the page allows no style attributes. */
export function place<T extends HTMLElement>(element: T, from: number, to?: number): T {
  element.style.left = percent(from);
  if (to !== undefined) element.style.width = percent(to - from);
  return element;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

/** Puts `wanted` into `parent`, and moves only what is not at its place: what has the focus keeps it. */
export function arrange(parent: Element, wanted: readonly Element[]): void {
  const staying = new Set(wanted);
  for (const child of [...parent.children]) if (!staying.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
