import type { Choice } from '../host/prompts.ts';

/** Choices with the one of now marked; it comes first, so that Enter changes nothing. */
export function chosenFirst<T>(all: readonly (readonly [value: T, label: string])[], now: T): Choice<T>[] {
  const choices = all.map(([value, label]) =>
    value === now ? { label: `$(check) ${label}`, description: 'now', value } : { label, value },
  );
  return choices.toSorted((a, b) => Number(b.value === now) - Number(a.value === now));
}
