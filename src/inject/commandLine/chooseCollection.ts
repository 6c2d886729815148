import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Region } from '../../postman/region.ts';
import type { Inject } from '../parts.ts';
import type { KeyFor } from '../requests/askParameter.ts';

export interface ChosenCollection {
  readonly uid: string;
  readonly name: string;
}

/** The key that the list was made with; no secret waits behind the question. */
interface ListedWith {
  readonly keyId: string;
  readonly region: Region;
}

type Choosing = Pick<Inject, 'client' | 'prompts'>;

/**
 * One of the collections that the key reads, as the person picks it.
 * @param other a choice above them
 * @throws Cancelled, KnownProblem when there is none, PostmanProblem, and what handing out a key throws
 */
export async function chooseCollection(
  parts: Choosing,
  keyFor: KeyFor,
  title: string,
  ...other: readonly Choice<ChosenCollection>[]
): Promise<ChosenCollection & ListedWith> {
  const { all, ...listedWith } = await listed(parts, keyFor);
  if (all.length === 0 && other.length === 0)
    throw new KnownProblem('The account of this key has no collection.');
  const choices = all.map((value) => ({
    label: iconless(value.name),
    description: iconless(value.uid),
    value,
  }));
  const placeHolder = 'Choose a collection: type to search';
  return { ...(await parts.prompts.pick([...other, ...choices], { title, placeHolder })), ...listedWith };
}

async function listed(
  { client, prompts }: Choosing,
  keyFor: KeyFor,
): Promise<ListedWith & { readonly all: readonly ChosenCollection[] }> {
  const { key, region, stored } = await keyFor('a list of collections');
  const found = await prompts.progress('Looking at your collections', async (signal) =>
    client.collections(key, region, undefined, signal),
  );
  const all = found
    .map(({ uid, name }) => ({ uid, name: plainText(name) || uid }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return { all, keyId: stored.id, region };
}
