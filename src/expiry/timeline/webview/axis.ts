import { placeOf, ticksOf, type Span, type Tick } from '../span.ts';
import { make, place } from './dom.ts';

/** The line of time over the bars, its lines behind them, and today's before them. */
export interface Axis {
  readonly head: HTMLElement;
  readonly lines: HTMLElement;
  readonly today: HTMLElement;
  show(span: Span): void;
}

const roomOfTick = 84;
const roomOfLetter = 7;
/** How far a label may stand out at either side: less than the margin of the page. */
const overhang = 16;

export function createAxis(): Axis {
  const ticks = make('div', { class: 'ticks' });
  const head = layer('axis', ticks);
  const plot = make('div', { class: 'plot' });
  const front = make('div', { class: 'plot' });
  let shown: Span | undefined;
  let width = 0;

  const draw = (): void => {
    if (!shown || width === 0) return;
    const span = shown;
    const marks = ticksOf(span, Math.floor(width / roomOfTick));
    ticks.replaceChildren(
      ...labelsOf(marks, width),
      place(make('span', { class: 'today-word' }, 'Today'), placeOf(span.now, span)),
    );
    plot.replaceChildren(...marks.map(({ at }) => place(make('span', { class: 'line' }), at)));
    head.parentElement?.style.setProperty('--today-at', `${placeOf(span.now, span) * 100}%`);
    front.replaceChildren(place(make('span', { class: 'line today' }), placeOf(span.now, span)));
  };
  new ResizeObserver(() => {
    if (ticks.clientWidth === width) return;
    width = ticks.clientWidth;
    draw();
  }).observe(ticks);

  return {
    head,
    lines: layer('lines', plot),
    today: layer('lines front', front),
    show: (span) => {
      shown = span;
      width = ticks.clientWidth;
      draw();
    },
  };
}

/** The columns of the rows, with something in the middle one. */
function layer(kind: string, middle: HTMLElement): HTMLElement {
  return make('div', { class: `${kind} columns`, 'aria-hidden': 'true' }, make('span'), middle, make('span'));
}

/** The labels over their lines, without those that another one leaves no room. */
function labelsOf(ticks: readonly Tick[], width: number): HTMLElement[] {
  let taken = -Infinity;
  return ticks.flatMap(({ at, label, strong }) => {
    const half = (label.length * roomOfLetter) / 2;
    const middle = Math.min(Math.max(at * width, half - overhang), width - half + overhang);
    if (middle - half < taken) return [];
    taken = middle + half + roomOfLetter;
    return [place(make('span', { class: strong ? 'tick strong' : 'tick' }, label), middle / width)];
  });
}
