import { Cancelled } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { collectionPageOf } from '../postman/region.ts';
import type { ChosenCollection } from './chooseCollection.ts';
import { secretsIn, type FoundSecret } from './secretsIn.ts';

/**
 * Looks at a collection before it is shared, and warns of what looks like a secret in it. A look that fails is told
 * and stops nothing. Gives back the collection under the name that Postman has for it now.
 * @throws Cancelled when the person does not want to share it as it is
 */
export async function warnOfSecrets(
  { client, openPage, prompts }: Pick<Parts, 'client' | 'openPage' | 'prompts'>,
  chosen: ChosenCollection,
): Promise<ChosenCollection> {
  const { uid, caller } = chosen;
  try {
    const { collection, json } = await prompts.progress(
      'Looking for secrets in the collection',
      async (signal) => client.collection(caller.key, caller.region, uid, signal),
    );
    const name = collection.name || chosen.name;
    const found = secretsIn(json);
    if (found.length > 0) {
      const { message, detail } = questionOf(name, found);
      const choice = await prompts.confirm(message, detail, 'Share Anyway', 'Open Collection');
      if (choice === 'Open Collection') {
        await openPage(collectionPageOf(caller.region, uid));
        throw new Cancelled();
      }
    }
    return { ...chosen, name };
  } catch (error) {
    if (!(error instanceof PostmanProblem) || error.kind === 'cancelled') throw error;
    void prompts.warn(`Whether “${chosen.name}” holds secrets could not be looked at: ${error.message}`);
    return chosen;
  }
}

/** Lines of a modal question that still fit on a screen. */
const mostLines = 12;

/** The question, and where the secrets stand: never what they are. */
export function questionOf(
  name: string,
  found: readonly FoundSecret[],
): { readonly message: string; readonly detail: string } {
  const lines = found.slice(0, mostLines).map(({ place, what }) => `• ${place}: ${what}`);
  const left = found.length - lines.length;
  return {
    message: `“${name}” seems to hold ${found.length === 1 ? 'a secret' : 'secrets'}.`,
    detail: [
      'Whoever has the link can read everything that stands in the collection:',
      '',
      ...lines,
      ...(left > 0 ? [`and ${left} more`] : []),
      '',
      'A value in an environment, or in a vault, is not shared with it.',
    ].join('\n'),
  };
}
