import type { TimelineData } from '../data.ts';
import type { PictureFormat } from '../messages.ts';
import { reaches, type Reach } from '../span.ts';
import { summaryOf, thresholdWords } from '../words.ts';
import { make } from './dom.ts';

export interface Actions {
  look(reach: Reach): void;
  showTable(isTable: boolean): void;
  save(format: PictureFormat): void;
}

/** Title, summary, what can be done, and what the signs mean. */
export interface Header {
  readonly element: HTMLElement;
  show(data: TimelineData, reach: Reach, isTable: boolean): void;
  /** Instead of the summary, until the next state. */
  say(words: string): void;
}

const reachWords: Record<Reach, string> = {
  all: 'Whole lives',
  years: '2 years',
  months: '6 months',
  weeks: '6 weeks',
};

export function createHeader(actions: Actions): Header {
  const summary = make('p', { class: 'summary', role: 'status' });
  const choices = reaches.map((value) => make('option', { value }, reachWords[value]));
  const select = make('select', {}, ...choices);
  const table = action('Show as table', () => {
    actions.showTable(table.getAttribute('aria-pressed') !== 'true');
  });
  const tools = make(
    'div',
    { class: 'tools' },
    make('label', {}, make('span', {}, 'Show'), select),
    table,
    action('Save as SVG', () => {
      actions.save('svg');
    }),
    action('Save as PNG', () => {
      actions.save('png');
    }),
  );
  const last = make('span');
  const legend = make(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    sign('known', last),
    sign('never', 'Never expires'),
    sign('unknown', 'End not known'),
  );
  select.addEventListener('change', () => {
    const reach = reaches.find((one) => one === select.value);
    if (reach) actions.look(reach);
  });

  return {
    element: make(
      'header',
      {},
      make('div', { class: 'title' }, make('h1', {}, 'Key Timeline'), summary),
      tools,
      legend,
    ),
    show: (data, reach, isTable) => {
      const words = summaryOf(data);
      // Only a change of words is read out.
      if (summary.textContent !== words) summary.textContent = words;
      last.textContent = thresholdWords(data.thresholds);
      select.value = reach;
      table.setAttribute('aria-pressed', String(isTable));
      legend.hidden = isTable;
    },
    say: (words) => {
      summary.textContent = words;
    },
  };
}

function action(words: string, run: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button', class: 'action' }, words);
  button.addEventListener('click', run);
  return button;
}

function sign(kind: string, words: string | Node): HTMLElement {
  return make('li', {}, make('span', { class: `sign ends-${kind}` }), words);
}
