import { iconless } from '../../host/iconless.ts';
import type { Choice } from '../../host/prompts.ts';
import { hostOf } from '../../postman/call.ts';
import { environmentsIn } from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { whyNotPath } from './request.ts';

/** Asks for a parameter of a path by its name. @throws Cancelled, PostmanProblem, and what handing out a key throws */
export type AskParameter = (name: string, title: string) => Promise<string>;

/** Hands out a key for one list; it is let go before the person is asked to choose from that. */
export type KeyFor = (what: string) => Promise<Handed>;

interface Named {
  readonly id: string;
  readonly name: string;
}

type Asking = Pick<Inject, 'client' | 'prompts'>;
type List = (client: Asking['client'], handed: Handed, signal: AbortSignal) => Promise<readonly Named[]>;

/** Parameters whose values Postman lists by name. */
const lists: Readonly<Record<string, List>> = {
  collectionId: async (client, { key, region }, signal) =>
    (await client.collections(key, region, undefined, signal)).map(({ uid, name }) => ({ id: uid, name })),
  workspaceId: async (client, { key, region }, signal) => client.workspaces(key, region, signal),
  environmentId: async (client, { key, region }, signal) =>
    environmentsIn({ host: hostOf(region), ask: async (call) => client.request(key, region, call, signal) }),
};

export function createAskParameter(parts: Asking, keyFor: KeyFor): AskParameter {
  const { client, prompts } = parts;
  const listed = async (list: List, what: string): Promise<readonly Named[]> => {
    const handed = await keyFor(`a list of ${what}s`);
    return prompts.progress(`Looking at your ${what}s`, async (signal) => list(client, handed, signal));
  };
  return async (name, title) => {
    const what = name.replace(/Id$/, '');
    const list = lists[name];
    const chosen = list && (await pick(parts, await listed(list, what), what, title));
    return chosen ?? typeId(parts, what, title);
  };
}

async function pick(
  { prompts }: Pick<Asking, 'prompts'>,
  rows: readonly Named[],
  what: string,
  title: string,
): Promise<string | undefined> {
  const choices: Choice<string | undefined>[] = [
    { label: '$(edit) Type an Id…', value: undefined },
    ...rows
      .map(({ id, name }) => ({ label: iconless(plainText(name) || id), description: id, value: id }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
  return prompts.pick(choices, { title, placeHolder: `Choose the ${what}: type to search` });
}

async function typeId({ prompts }: Pick<Asking, 'prompts'>, what: string, title: string): Promise<string> {
  const text = await prompts.input({
    title,
    prompt: `Id of the ${what}`,
    validateInput: (typed) => {
      const id = typed.trim();
      return id === '' || !id.isWellFormed()
        ? `Type the id of the ${what}.`
        : whyNotPath(`/${encodeURIComponent(id)}`);
    },
  });
  return text.trim();
}
