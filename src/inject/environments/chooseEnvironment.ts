import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import { hostOf } from '../../postman/call.ts';
import { environmentsIn, type EnvironmentSummary } from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Workspace } from '../../postman/workspaces.ts';
import type { Inject } from '../parts.ts';
import type { KeyFor } from '../requests/askParameter.ts';

/** An environment of Postman's, or the name of one that is to be made. */
export interface ChosenEnvironment {
  readonly workspace: Workspace;
  readonly environment: Omit<EnvironmentSummary, 'id'> & { readonly id: string | undefined };
}

type Choosing = Pick<Inject, 'client' | 'prompts'>;

/**
 * An environment of those that a key sees. It is handed out for each list anew, so that no secret waits while the person
 * chooses.
 * @throws Cancelled, KnownProblem for what everyone can read, PostmanProblem, and what handing out a key throws
 */
export async function chooseEnvironment(
  parts: Choosing,
  keyFor: KeyFor,
  title: string,
): Promise<ChosenEnvironment> {
  const { prompts } = parts;
  const workspace = await chooseWorkspace(parts, keyFor, title);
  const all = await environmentsOf(parts, keyFor, workspace.id);
  const choices: Choice<EnvironmentSummary | undefined>[] = [
    { label: '$(add) New Environment…', value: undefined },
    ...all
      .filter(({ isPublic }) => isPublic !== true)
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
  return { workspace, environment: { id: undefined, name: name.trim(), isPublic: false } };
}

async function environmentsOf(
  { client, prompts }: Choosing,
  keyFor: KeyFor,
  workspaceId: string,
): Promise<readonly EnvironmentSummary[]> {
  const { key, region } = await keyFor('a list of environments');
  return prompts.progress('Looking at its environments', async (signal) =>
    environmentsIn(
      { host: hostOf(region), ask: async (call) => client.request(key, region, call, signal) },
      workspaceId,
    ),
  );
}

async function workspacesOf({ client, prompts }: Choosing, keyFor: KeyFor): Promise<readonly Workspace[]> {
  const { key, region } = await keyFor('a list of workspaces');
  return prompts.progress('Looking at your workspaces', async (signal) =>
    client.workspaces(key, region, signal),
  );
}

async function chooseWorkspace(parts: Choosing, keyFor: KeyFor, title: string): Promise<Workspace> {
  const { prompts } = parts;
  const all = await workspacesOf(parts, keyFor);
  const choices = all.map((value) => ({
    label: named(value),
    description: iconless(plainText(value.visibility)),
    value,
  }));
  if (choices.length === 0) throw new KnownProblem('The account of this key has no workspace.');
  const workspace = await prompts.pick(choices, { title, placeHolder: 'Choose a workspace: type to search' });
  if (workspace.visibility.toLowerCase() !== 'public') return workspace;
  throw new KnownProblem(
    `“${named(workspace)}” is public: everyone on the internet could read the key there. Choose another workspace.`,
  );
}

function named({ id, name }: { readonly id: string; readonly name: string }): string {
  return iconless(plainText(name) || id);
}
