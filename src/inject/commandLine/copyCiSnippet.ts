import type { Command } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import type { Region } from '../../postman/region.ts';
import { chooseCollection, type ChosenCollection } from './chooseCollection.ts';
import { ciSnippet, ciSystems, isKnownToCli, secretName, type CiSystem, type Runner } from './ci.ts';

const title = 'Copy CI Snippet';

const placeholder: ChosenCollection = { uid: 'COLLECTION_UID', name: 'COLLECTION_UID' };

type Copying = Pick<Inject, 'client' | 'clipboard' | 'handOut' | 'keyring' | 'prompts' | 'settings'>;

/** Copies a pipeline that runs a collection with a secret of the CI system. The key is only used to list collections. */
export function copyCiSnippet(parts: Copying): Command {
  const { clipboard, prompts } = parts;
  return async () => {
    const system = await pickSystem(prompts);
    const { uid, region } = await collectionFor(parts);
    const runner = isKnownToCli(region) ? await pickRunner(prompts) : 'newman';
    await clipboard.write(ciSnippet(system, runner, uid, region));
    const { file, secret } = ciSystems[system];
    await prompts.tell(`Copied. Set ${secretName}, ${secret}; the snippet is for ${file}.`);
  };
}

async function pickSystem(prompts: Pick<Inject['prompts'], 'pick'>): Promise<CiSystem> {
  const systems = Object.keys(ciSystems) as CiSystem[];
  return prompts.pick(
    systems.map((value) => ({ label: ciSystems[value].label, description: ciSystems[value].file, value })),
    { title, placeHolder: 'Choose where it runs' },
  );
}

async function pickRunner(prompts: Pick<Inject['prompts'], 'pick'>): Promise<Runner> {
  return prompts.pick<Runner>(
    [
      { label: 'Postman CLI', description: 'sends the results to Postman', value: 'postman' },
      { label: 'newman', description: 'sends nothing to Postman', value: 'newman' },
    ],
    { title, placeHolder: 'Choose what runs the collection' },
  );
}

async function collectionFor(parts: Copying): Promise<{ readonly uid: string; readonly region: Region }> {
  if (parts.keyring.keys.length === 0) return { uid: placeholder.uid, region: parts.settings.region };
  return chooseCollection(
    parts,
    async (what) => parts.handOut('commandLine', { what, needsTrust: false }),
    title,
    { label: '$(edit) Leave a Placeholder', value: placeholder },
  );
}
