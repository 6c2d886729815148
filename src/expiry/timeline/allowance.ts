import type { Usage } from './data.ts';

/** How much of an allowance is used, in words and in shares of a bar. */
export interface Allowance {
  readonly label: string;
  /** `8,412 of 10,000`, `4.5M of 15M`. */
  readonly amount: string;
  /** The same to the last digit. */
  readonly exact: string;
  /** `84%`, `unlimited`, `340 over`. */
  readonly note: string;
  /** Shares of the bar's width, which is the limit, and longer where that is exceeded. */
  readonly used: number;
  readonly over: number;
  readonly level: 'ok' | 'warning' | 'error' | 'unlimited';
}

/** What Postman sends for no limit. */
const unlimited = 99_999_999;
const nearlyUsed = 0.8;

const exact = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

/** The fullest first, those without a limit last. */
export function allowancesOf(operations: readonly Usage[]): Allowance[] {
  return operations
    .toSorted((a, b) => shareOf(b) - shareOf(a) || a.name.localeCompare(b.name))
    .map((operation) => allowanceOf(operation));
}

export function allowanceOf(operation: Usage): Allowance {
  const { limit, usage } = operation;
  const isUnlimited = limit >= unlimited;
  const amountIn = (format: Intl.NumberFormat): string =>
    [usage, ...(isUnlimited ? [] : [limit])].map((value) => format.format(value)).join(' of ');
  const words = {
    label: labelOf(operation.name),
    amount: amountIn(limit >= 1e6 && usage >= 1e6 ? short : exact),
    exact: amountIn(exact),
  };
  if (isUnlimited) return { ...words, note: 'unlimited', used: 0, over: 0, level: 'unlimited' };
  const over = overOf(operation);
  const share = shareOf(operation);
  return {
    ...words,
    note: over > 0 ? `${exact.format(over)} over` : percentOf(share),
    used: over > 0 ? limit / (limit + over) : share,
    over: over > 0 ? over / (limit + over) : 0,
    level: over > 0 ? 'error' : share >= nearlyUsed ? 'warning' : 'ok',
  };
}

/** Usage may go on past the limit, or stop there and the rest be told as overage. */
function overOf({ limit, usage, overage }: Usage): number {
  return Math.max(overage, usage - limit, 0);
}

function shareOf(operation: Usage): number {
  const { limit, usage } = operation;
  if (limit >= unlimited) return -1;
  const over = overOf(operation);
  if (limit === 0) return over > 0 ? Number.MAX_VALUE : 0;
  return over > 0 ? (limit + over) / limit : usage / limit;
}

/** `collection_run_limit` reads as `Collection run`, `api_usage` as `API usage`. */
function labelOf(name: string): string {
  const words = name
    .replace(/_limit$/, '')
    .replaceAll('_', ' ')
    .replace(/^api\b/, 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function percentOf(share: number): string {
  return share > 0 && share < 0.01 ? 'under 1%' : `${Math.floor(share * 100)}%`;
}
