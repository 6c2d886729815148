import { iconless } from '../../host/iconless.ts';
import type { Choice } from '../../host/prompts.ts';
import { hostOf } from '../../postman/call.ts';
import { environmentsIn } from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { whyNotPath } from './request.ts';

/** Asks for a parameter of a path by its name. @throws Cancelled, PostmanProblem, and what handing out a key throws */
export type AskParameter = (name: string) => Promise<string>;

interface Named {
  readonly id: string;
  readonly name: string;
}

type Asking = Pick<Inject, 'client' | 'prompts'>;
type List = (parts: Asking, handed: Handed, signal: AbortSignal) => Promise<readonly Named[]>;

/** Parameters whose values Postman lists by name. */
const lists: Readonly<Record<string, { readonly what: string; readonly list: List }>> = {
  collectionId: {
    what: 'collection',
    list: async ({ client }, { key, region }, signal) =>
      (await client.collections(key, region, undefined, signal)).map(({ uid, name }) => ({ id: uid, name })),
  },
  workspaceId: {
    what: 'workspace',
    list: async ({ client }, { key, region }, signal) => client.workspaces(key, region, signal),
  },
  environmentId: {
    what: 'environment',
    list: async ({ client }, { key, region }, signal) =>
      environmentsIn({
        host: hostOf(region),
        ask: async (call) => client.request(key, region, call, signal),
      }),
  },
};

/** @param handed a key to make lists with, when one is wanted for the first time */
export function createAskParameter(
  parts: Asking,
  handed: () => Promise<Handed>,
  title: string,
): AskParameter {
  return async (name) => {
    const known = lists[name];
    const chosen = known && (await pick(parts, await handed(), title, known));
    return chosen ?? typeValue(parts, title, name);
  };
}

async function pick(
  parts: Asking,
  handed: Handed,
  title: string,
  { what, list }: (typeof lists)[string],
): Promise<string | undefined> {
  const { prompts } = parts;
  const rows = await prompts.progress(`Looking at your ${what}s`, async (signal) =>
    list(parts, handed, signal),
  );
  const choices: Choice<string | undefined>[] = [
    { label: '$(edit) Type an Id…', value: undefined },
    ...rows
      .map(({ id, name }) => ({ label: iconless(plainText(name) || id), description: id, value: id }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
  return prompts.pick(choices, { title, placeHolder: `Choose the ${what}: type to search` });
}

async function typeValue({ prompts }: Pick<Asking, 'prompts'>, title: string, name: string): Promise<string> {
  const text = await prompts.input({
    title,
    prompt: `Value of ${name}`,
    validateInput: (typed) => {
      const value = typed.trim();
      if (value === '' || !value.isWellFormed()) return `Type the ${name}.`;
      return whyNotPath(`/${encodeURIComponent(value)}`);
    },
  });
  return text.trim();
}
