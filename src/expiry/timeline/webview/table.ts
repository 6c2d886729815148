import { allowancesOf } from '../allowance.ts';
import type { TimelineData } from '../data.ts';
import { sectionsOf } from '../sections.ts';
import { factsOf } from '../words.ts';
import { arrange, make } from './dom.ts';

/** The same facts as tables. They are always there for screen readers, and for everybody on demand. */
export interface Tables {
  readonly element: HTMLElement;
  show(data: TimelineData, isShown: boolean): void;
}

export function createTables(): Tables {
  const keys = createTable('Keys', ['Name', 'State', 'Kind', 'Key', 'Owner', 'Issued', 'Expires']);
  const usage = createTable('Usage this month', ['Allowance', 'Account', 'Used', 'Share']);
  const element = make(
    'section',
    { class: 'tables', 'aria-label': 'The timeline as a table' },
    keys.element,
    usage.element,
  );
  return {
    element,
    show: (data, isShown) => {
      // Wider than a narrow page, it scrolls, and has to be reached with the keyboard to do so.
      if (isShown) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
      keys.show(keyRows(data));
      usage.show(usageRows(data));
    },
  };
}

type Row = readonly string[];

function keyRows(data: TimelineData): Row[] {
  return sectionsOf(data)
    .flatMap(({ lifetimes }) => lifetimes)
    .map((lifetime) => [lifetime.name, ...factsOf(lifetime, data.now).map(({ value }) => value)]);
}

function usageRows({ usage }: TimelineData): Row[] {
  return usage.flatMap(({ account, operations }) =>
    allowancesOf(operations).map(({ label, exact, note }) => [label, account, exact, note]),
  );
}

interface Table {
  readonly element: HTMLTableElement;
  show(rows: readonly Row[]): void;
}

function createTable(caption: string, heads: Row): Table {
  const body = make('tbody');
  const element = make(
    'table',
    {},
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    body,
  );
  let shown = new Map<string, HTMLElement>();
  return {
    element,
    show: (rows) => {
      element.hidden = rows.length === 0;
      // Equal rows are told apart by how many came before.
      const next = new Map<string, HTMLElement>();
      for (const row of rows) {
        let key = row.join('\n');
        while (next.has(key)) key += '\n';
        next.set(key, shown.get(key) ?? tableRow(row));
      }
      shown = next;
      arrange(body, [...next.values()]);
    },
  };
}

/** The first cell is the row's heading. */
function tableRow([first = '', ...rest]: Row): HTMLElement {
  return make('tr', {}, make('th', { scope: 'row' }, first), ...rest.map((text) => make('td', {}, text)));
}
