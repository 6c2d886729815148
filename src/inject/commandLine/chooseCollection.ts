import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';

export interface ChosenCollection {
  readonly uid: string;
  readonly name: string;
}

/**
 * One of the collections that the key reads, as the person picks it.
 * @param other a choice above them
 * @throws Cancelled, KnownProblem when there is none, PostmanProblem
 */
export async function chooseCollection(
  { client, prompts }: Pick<Inject, 'client' | 'prompts'>,
  { key, region }: Handed,
  title: string,
  ...other: readonly Choice<ChosenCollection>[]
): Promise<ChosenCollection> {
  const all = await prompts.progress('Looking at your collections', async (signal) =>
    client.collections(key, region, undefined, signal),
  );
  if (all.length === 0 && other.length === 0)
    throw new KnownProblem('The account of this key has no collection.');
  const choices = all
    .map(({ uid, name }) => ({ uid, name: plainText(name) || uid }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((value) => ({ label: iconless(value.name), description: iconless(value.uid), value }));
  return prompts.pick([...other, ...choices], { title, placeHolder: 'Choose a collection: type to search' });
}
