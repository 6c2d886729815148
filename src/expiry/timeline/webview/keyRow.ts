import { barOf } from '../bar.ts';
import type { Lifetime } from '../data.ts';
import type { Span } from '../span.ts';
import { aboutOf, endOf, unshown } from '../words.ts';
import { make, place } from './dom.ts';
import { iconOf } from './icon.ts';

/** What all rows have in common. */
export interface Scene {
  readonly thresholds: readonly number[];
  readonly span: Span;
  /** Rows of keys that did not change stay as they are until this changes. */
  readonly stamp: string;
}

/** The line of one key: who it is, its bar, its end. */
export interface KeyRow {
  readonly element: HTMLLIElement;
  readonly button: HTMLButtonElement;
  readonly lifetime: Lifetime;
  show(lifetime: Lifetime, scene: Scene): void;
}

export function keyRow(first: Lifetime): KeyRow {
  const name = make('span', { class: 'text' });
  const title = make('span', { class: 'name' }, name, make('span', { class: 'hidden' }, ', '));
  const about = make('span', { class: 'about' });
  const bar = make('span', { class: 'bar' });
  const end = make('span', { class: 'text' });
  const note = make('span', { class: 'note' });
  // Its own words name the button, these too: what is seen and what is heard never differ.
  const before = make('span', { class: 'hidden' });
  const rest = make('span', { class: 'hidden' });
  const button = make(
    'button',
    { type: 'button', class: 'columns', tabindex: '-1', 'data-id': first.id },
    make('span', { class: 'label' }, title, about),
    make('span', { class: 'track' }, bar),
    make('span', { class: 'end' }, before, end, ' ', note, rest),
  );
  const element = make('li', {}, button);
  let lifetime = first;
  let shown = '';

  return {
    element,
    button,
    get lifetime() {
      return lifetime;
    },
    show: (next, { thresholds, span, stamp }) => {
      const stampOfRow = next.ends === 'known' ? stamp : `${stamp} ${span.now}`;
      if (next === lifetime && stampOfRow === shown) return;
      lifetime = next;
      shown = stampOfRow;
      element.className = `key ${next.severity}`;
      title.querySelector('.icon')?.remove();
      title.prepend(iconOf(next.severity));
      name.textContent = next.name;
      about.textContent = aboutOf(next);
      const { text, note: more } = endOf(next, span.now);
      end.textContent = text;
      note.textContent = more;
      const { beforeEnd, after } = unshown(next);
      before.textContent = beforeEnd;
      rest.textContent = after;
      drawBar(bar, next, thresholds, span);
    },
  };
}

/** The row that was clicked or pointed at. */
export function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('button[data-id]') : null;
}

/** The id of its key. */
export function idIn(target: EventTarget | null): string | undefined {
  return rowOf(target)?.dataset['id'];
}

function drawBar(element: HTMLElement, lifetime: Lifetime, thresholds: readonly number[], span: Span): void {
  const bar = barOf(lifetime, thresholds, span);
  const length = bar.to - bar.from;
  const within = (at: number): number => (length > 0 ? (at - bar.from) / length : 0);
  const cuts = [...(bar.cut.start ? ['cut-start'] : []), ...(bar.cut.end ? ['cut-end'] : [])];
  element.className = ['bar', `ends-${bar.ends}`, ...cuts].join(' ');
  place(element, bar.from, bar.to);
  const solidTo = bar.ends === 'known' ? (bar.warnings[0]?.from ?? bar.to) : bar.sure;
  const steps = bar.warnings.map(({ from, to }, index) =>
    place(make('span', { class: `step step-${Math.min(index, 3)}` }), within(from), within(to)),
  );
  element.replaceChildren(
    place(make('span', { class: 'sure' }), 0, within(solidTo)),
    ...(bar.ends === 'known' ? [] : [place(make('span', { class: 'rest' }), within(bar.sure), 1)]),
    ...steps,
  );
}
