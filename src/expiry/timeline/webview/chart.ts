import type { TimelineData } from '../data.ts';
import { sectionsOf } from '../sections.ts';
import type { Span } from '../span.ts';
import { createAxis } from './axis.ts';
import { createCard } from './card.ts';
import { arrange, make } from './dom.ts';
import { idIn, keyRow, type KeyRow, type Scene } from './keyRow.ts';
import { rove } from './rove.ts';

/** Every key as a bar on one line of time. Rows stay the same elements as long as their keys are there. */
export interface Chart {
  readonly element: HTMLElement;
  show(data: TimelineData, span: Span): void;
}

export function createChart(openKey: (id: string) => void): Chart {
  const rows = new Map<string, KeyRow>();
  const parts = new Map<string, Part>();
  const axis = createAxis();
  const sections = make('div', { class: 'sections' });
  const hint = make(
    'p',
    { class: 'hidden', id: 'how-to-move' },
    'Arrow keys move from key to key, Enter goes to one.',
  );
  const body = make('div', { class: 'body' }, axis.lines, sections, axis.today);
  const element = make('section', { class: 'chart', 'aria-label': 'Keys in time' }, hint, axis.head, body);
  const roving = rove(sections);
  const card = createCard(sections, (id) => rows.get(id)?.lifetime);
  element.append(card.element);
  sections.addEventListener('click', ({ target }) => {
    const id = idIn(target);
    if (id !== undefined) openKey(id);
  });

  return {
    element,
    show: (data, span) => {
      const scene = sceneOf(data, span);
      const here = new Set(data.lifetimes.map(({ id }) => id));
      for (const id of rows.keys()) if (!here.has(id)) rows.delete(id);
      const shown = sectionsOf(data).map(({ id, title, lifetimes }) => {
        const part = parts.get(id) ?? createPart(title);
        parts.set(id, part);
        const items = lifetimes.map((lifetime) => {
          const row = rows.get(lifetime.id) ?? keyRow(lifetime);
          rows.set(lifetime.id, row);
          row.show(lifetime, scene);
          return row.element;
        });
        roving.keep(() => {
          arrange(part.list, items);
        });
        return part.element;
      });
      roving.keep(() => {
        arrange(sections, shown);
      });
      axis.show(span);
      card.show(data.now);
    },
  };
}

interface Part {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
}

function createPart(title: string): Part {
  const list = make('ul', { 'aria-label': title, 'aria-describedby': 'how-to-move' });
  return { list, element: make('div', {}, make('h2', {}, title), list) };
}

/** Words such as "in 5 days" change with the day. */
function sceneOf({ thresholds }: TimelineData, span: Span): Scene {
  const today = new Date(span.now).toDateString();
  return { thresholds, span, stamp: [span.from, span.to, today, ...thresholds].join(' ') };
}
