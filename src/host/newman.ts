import { offer } from './offer.ts';

/**
 * The environment variables by which `media/run-newman.mjs` has a collection, once. Whoever reads them later finds
 * nothing at that address any more.
 * @param json as Postman gives it
 */
export async function collectionVariables(json: unknown): Promise<Record<string, string>> {
  const { address, token } = await offer(json);
  return { POSTMAN_COLLECTION_ADDRESS: address, POSTMAN_COLLECTION_TOKEN: token };
}
