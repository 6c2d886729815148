import type { Lifetime } from '../data.ts';
import { factsOf } from '../words.ts';
import { make } from './dom.ts';
import { idIn, rowOf } from './keyRow.ts';

/**
 * The details of the key that is pointed at or has the focus. It stands beside the pointer, so that the way to the
 * next row is free, can be reached itself, and goes with Escape. Rows say the same to screen readers.
 */
export interface Card {
  readonly element: HTMLElement;
  /** Shows again what it shows, as of now. */
  show(now: number): void;
}

const opensAfter = 120;
const closesAfter = 200;
const gap = 16;
const rim = 8;

export function createCard(rows: HTMLElement, find: (id: string) => Lifetime | undefined): Card {
  const element = make('div', { class: 'card', 'aria-hidden': 'true', hidden: '' });
  let shown: string | undefined;
  let now = 0;
  let timer: number | undefined;

  const fill = (): void => {
    const lifetime = shown === undefined ? undefined : find(shown);
    element.hidden = !lifetime;
    if (!lifetime) return;
    const facts = factsOf(lifetime, now).flatMap(({ title, value }) => [
      make('dt', {}, title),
      make('dd', {}, value),
    ]);
    element.className = `card ${lifetime.severity}`;
    element.replaceChildren(make('strong', {}, lifetime.name), make('dl', {}, ...facts));
  };
  const open = (row: HTMLElement, x: number): void => {
    shown = idIn(row);
    fill();
    const { top, bottom } = row.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const isRoomy = x + gap + width < innerWidth - rim;
    const left = isRoomy ? x + gap : Math.max(rim, x - gap - width);
    const under = bottom + height + rim < innerHeight ? bottom + 2 : top - height - 2;
    element.style.left = `${Math.min(left, Math.max(rim, innerWidth - rim - width))}px`;
    element.style.top = `${Math.max(rim, under)}px`;
  };
  const soon = (action: () => void, delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  const close = (): void => {
    clearTimeout(timer);
    shown = undefined;
    fill();
  };

  rows.addEventListener('pointermove', ({ target, clientX }) => {
    const row = rowOf(target);
    if (!row) {
      soon(close, closesAfter);
      return;
    }
    if (idIn(row) === shown) clearTimeout(timer);
    else soon(open.bind(undefined, row, clientX), shown === undefined ? opensAfter : 0);
  });
  for (const part of [rows, element]) {
    part.addEventListener('pointerleave', () => {
      soon(close, closesAfter);
    });
  }
  element.addEventListener('pointerenter', () => {
    clearTimeout(timer);
  });
  const followFocus = (): void => {
    const row = rowOf(document.activeElement);
    if (row?.matches(':focus-visible'))
      open(row, row.querySelector('.bar')?.getBoundingClientRect().left ?? 0);
    else close();
  };
  rows.addEventListener('focusin', followFocus);
  rows.addEventListener('focusout', close);
  addEventListener('scroll', () => {
    if (shown !== undefined) followFocus();
  });
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });

  return {
    element,
    show: (at) => {
      now = at;
      fill();
    },
  };
}
