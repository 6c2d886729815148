import { allowancesOf, type Allowance } from '../allowance.ts';
import type { AccountUsage } from '../data.ts';
import { make, place } from './dom.ts';

/** What of each account's allowances is used this month, as bars against their limits. */
export interface UsageList {
  readonly element: HTMLElement;
  show(usage: readonly AccountUsage[]): void;
}

export function createUsageList(): UsageList {
  const element = make('section', { class: 'usage', 'aria-label': 'Usage this month' });
  return {
    element,
    show: (usage) => {
      element.hidden = usage.length === 0;
      element.replaceChildren(
        ...usage.flatMap(({ account, operations }) => [
          make('h2', {}, 'Usage this month', make('span', { class: 'whose' }, account)),
          make('ul', { class: 'allowances' }, ...allowancesOf(operations).map(allowanceItem)),
        ]),
      );
    },
  };
}

function allowanceItem({ label, amount, note, used, over, level }: Allowance): HTMLElement {
  const bar = make('span', { class: 'allowance-bar' }, place(make('span', { class: 'used' }), 0, used));
  if (over > 0) bar.append(place(make('span', { class: 'over' }), used, used + over));
  return make(
    'li',
    { class: `allowance ${level}` },
    make('span', { class: 'allowance-label' }, label),
    make('span', { class: 'allowance-words' }, `${amount} · ${note}`),
    bar,
  );
}
