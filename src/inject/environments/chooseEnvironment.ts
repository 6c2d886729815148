import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import { environmentsIn, type Asking, type EnvironmentSummary } from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Workspace } from '../../postman/workspaces.ts';
import type { Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';

/** An environment of Postman's, or the name of one that is to be made. */
export interface ChosenEnvironment {
  readonly workspace: Workspace;
  readonly environment: Pick<EnvironmentSummary, 'name'> & { readonly id: string | undefined };
}

type Choosing = Pick<Inject, 'client' | 'prompts'>;

/** Makes calls with the key for as long as `signal` lasts. */
export type AskingOf = (signal: AbortSignal) => Asking;

/** @throws Cancelled, KnownProblem for what everyone can read, PostmanProblem */
export async function chooseEnvironment(
  parts: Choosing,
  handed: Handed,
  asking: AskingOf,
  title: string,
): Promise<ChosenEnvironment> {
  const workspace = await chooseWorkspace(parts, handed, title);
  const { prompts } = parts;
  const all = await prompts.progress('Looking at its environments', async (signal) =>
    environmentsIn(asking(signal), workspace.id),
  );
  const choices: Choice<EnvironmentSummary | undefined>[] = [
    { label: '$(add) New Environment…', value: undefined },
    ...all
      .filter(({ isPublic }) => !isPublic)
      .map((value) => ({ label: named(value), description: value.id, value }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
  const chosen = await prompts.pick(choices, { title, placeHolder: 'Choose an environment' });
  if (chosen) return { workspace, environment: chosen };
  const name = await prompts.input({
    title,
    value: 'Postman API',
    prompt: `Name of the new environment in “${named(workspace)}”`,
    validateInput: (text) => (text.trim() === '' ? 'Type a name.' : undefined),
  });
  return { workspace, environment: { id: undefined, name: name.trim() } };
}

async function chooseWorkspace(
  { client, prompts }: Choosing,
  { key, region }: Handed,
  title: string,
): Promise<Workspace> {
  const all = await prompts.progress('Looking at your workspaces', async (signal) =>
    client.workspaces(key, region, signal),
  );
  const choices = all.map((value) => ({
    label: named(value),
    description: iconless(plainText(value.visibility)),
    value,
  }));
  if (choices.length === 0) throw new KnownProblem('The account of this key has no workspace.');
  const workspace = await prompts.pick(choices, { title, placeHolder: 'Choose a workspace: type to search' });
  if (workspace.visibility !== 'public') return workspace;
  throw new KnownProblem(
    `“${named(workspace)}” is public: everyone on the internet could read the key there. Choose another workspace.`,
  );
}

function named({ id, name }: { readonly id: string; readonly name: string }): string {
  return iconless(plainText(name) || id);
}
