import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import { collectionVariables } from '../../host/newman.ts';
import { PostmanProblem } from '../../postman/problem.ts';
import { mustBeCurrent } from '../current.ts';
import type { Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';

type Fetching = Pick<Inject, 'client' | 'keyring' | 'prompts'>;

/**
 * The environment in which newman runs a collection of the account: the collection itself, which is fetched here so that
 * no newman sends the key anywhere, and the key for what the person runs beside it, such as a reporter.
 * @throws Cancelled, KnownProblem where there is no such collection or the key has become another one, PostmanProblem
 */
export async function newmanVariables(
  parts: Fetching,
  handed: Handed,
  uid: string,
): Promise<Record<string, string>> {
  const collection = await collectionVariables(await fetchCollection(parts, handed, uid));
  // Fetching may take minutes, where Postman asks to wait.
  mustBeCurrent(parts, handed.stored);
  return {
    // By the names that programs know, whatever the person calls their own variable.
    POSTMAN_API_KEY: handed.key.secret.reveal(),
    // Also where it is the usual one: the environment of the editor may name another.
    POSTMAN_API_BASE_URL: handed.region.api,
    ...collection,
  };
}

async function fetchCollection(
  { client, prompts }: Fetching,
  { key, region }: Handed,
  uid: string,
): Promise<unknown> {
  try {
    const { json } = await prompts.progress('Reading the collection', async (signal) =>
      client.collection(key, region, uid, signal),
    );
    return json;
  } catch (error) {
    if (!(error instanceof PostmanProblem)) throw error;
    if (error.kind === 'cancelled') throw new Cancelled();
    if (error.kind === 'notFound')
      throw new KnownProblem('The account of this API key has no such collection any more.');
    throw error;
  }
}
