import * as v from 'valibot';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Parts } from '../../host/parts.ts';
import type { OpenedCollection } from './opened.ts';
import { placeOf, type Place } from './place.ts';
import { countOf, nameOf } from './row.ts';
import type { Shared } from './shared.ts';

const node = v.object({ id: v.string() });

/** Where the row stands that a command was run on; `undefined` for rows of other views and for none. */
export function placeIn(argument: unknown): Place | undefined {
  const decoded = v.safeParse(node, argument);
  return decoded.success ? placeOf(decoded.output.id) : undefined;
}

/**
 * The collection a command is about: that of the row it was run on, else the only one, else the one that is picked.
 * @throws Cancelled, KnownProblem when none is open
 */
export async function chooseOpened(
  { prompts }: Pick<Parts, 'prompts'>,
  { opened, openAnother }: Pick<Shared, 'opened' | 'openAnother'>,
  argument: unknown,
  title: string,
): Promise<OpenedCollection> {
  const place = placeIn(argument);
  if (place) {
    const one = opened.find(place.root);
    if (!one) throw new KnownProblem('This shared collection was closed.', openAnother);
    return one;
  }
  const [only, ...others] = opened.all;
  if (!only) throw new KnownProblem('No shared collection is open.', openAnother);
  if (others.length === 0) return only;
  const choices = opened.all.map((one) => ({
    label: `$(repo) ${iconless(nameOf(one.collection))}`,
    description: countOf(one.collection.requestCount),
    value: one,
  }));
  return prompts.pick(choices, { title, placeHolder: 'Choose a shared collection' });
}
