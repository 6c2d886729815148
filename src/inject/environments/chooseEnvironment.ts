import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Choice } from '../../host/prompts.ts';
import { hostOf } from '../../postman/call.ts';
import { environmentsIn, type EnvironmentSummary } from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Workspace } from '../../postman/workspaces.ts';
import type { Agreed } from '../handOut.ts';
import type { Inject } from '../parts.ts';

/** An environment of Postman's, or the name of one that is to be made. */
export interface ChosenEnvironment {
  readonly workspace: Workspace;
  readonly environment: Omit<EnvironmentSummary, 'id'> & { readonly id: string | undefined };
}

type Choosing = Pick<Inject, 'client' | 'keyring' | 'prompts'>;

/**
 * An environment of those that a key sees. Its secret is read for each list anew, so that none waits while the person
 * chooses.
 * @throws Cancelled, KnownProblem for what everyone can read, KeyringProblem, PostmanProblem
 */
export async function chooseEnvironment(
  parts: Choosing,
  of: Agreed,
  title: string,
): Promise<ChosenEnvironment> {
  const workspace = await chooseWorkspace(parts, of, title);
  const { client, keyring, prompts } = parts;
  const { region, stored } = of;
  const all = await prompts.progress('Looking at its environments', async (signal) => {
    const key = await keyring.secretOf(stored.id);
    const ask = async (call: Parameters<typeof client.request>[2]) =>
      client.request(key, region, call, signal);
    return environmentsIn({ ask, host: hostOf(region) }, workspace.id);
  });
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

async function chooseWorkspace(
  { client, keyring, prompts }: Choosing,
  { region, stored }: Agreed,
  title: string,
): Promise<Workspace> {
  const all = await prompts.progress('Looking at your workspaces', async (signal) =>
    client.workspaces(await keyring.secretOf(stored.id), region, signal),
  );
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
