/** One row is a tab stop; arrow keys, Home, End and the page keys move from row to row. */
export interface Roving {
  /** Runs a change of the rows. The row that had the focus has it afterwards; if it is gone, the one in its place. */
  keep(change: () => void): void;
}

const page = 10;

export function rove(container: HTMLElement): Roving {
  const buttons = (): HTMLButtonElement[] => [
    ...container.querySelectorAll<HTMLButtonElement>('button[data-id]'),
  ];
  const stop = (button: HTMLButtonElement | undefined): void => {
    if (!button) return;
    for (const other of container.querySelectorAll('button[tabindex="0"]'))
      other.setAttribute('tabindex', '-1');
    button.setAttribute('tabindex', '0');
  };

  container.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLButtonElement) stop(target);
  });
  container.addEventListener('keydown', (event) => {
    const all = buttons();
    const from = all.findIndex((button) => button === document.activeElement);
    const to = goal(event.key, from, all.length - 1);
    if (from === -1 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    all[to]?.focus();
    all[to]?.scrollIntoView({ block: 'nearest' });
  });

  return {
    keep: (change) => {
      const focused = document.activeElement;
      const before = buttons();
      const at = before.findIndex((button) => button === focused);
      change();
      const after = buttons();
      if (!after.some((button) => button.tabIndex === 0)) stop(after[0]);
      if (at === -1 || document.activeElement === focused) return;
      const kept = after.find((button) => button === focused) ?? after[Math.min(at, after.length - 1)];
      kept?.focus({ preventScroll: true });
    },
  };
}

function goal(key: string, from: number, last: number): number | undefined {
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowRight: from + 1,
    ArrowUp: from - 1,
    ArrowLeft: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  };
  const to = goals[key];
  return to === undefined ? undefined : Math.min(last, Math.max(0, to));
}
