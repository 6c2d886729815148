import { Cancelled } from '../../host/knownProblem.ts';
import type { Prompts } from '../../host/prompts.ts';
import { parseCollectionLink, type CollectionLink } from '../../postman/collectionLink.ts';
import { maskCredentials } from '../../postman/credential.ts';
import { plainText } from '../../postman/plainText.ts';
import { mayReceiveKeys } from '../../postman/region.ts';

/**
 * Asks for the link to a shared collection in a masked box: whoever has it reads the collection.
 * @param customAddress the address in the user's settings
 * @throws Cancelled
 */
export async function askLink(
  prompts: Pick<Prompts, 'input'>,
  title: string,
  customAddress: string | undefined,
): Promise<CollectionLink> {
  const text = await prompts.input({
    title,
    password: true,
    placeHolder: 'https://api.postman.com/collections/…?access_key=PMAT-…',
    prompt: 'Paste the link that was shared with you. You need no API key and no Postman account.',
    validateInput: (value) => (value.trim() === '' ? undefined : whyNoLink(value, customAddress)),
  });
  const link = parseCollectionLink(text);
  if (!link) throw new Cancelled();
  return link;
}

/** Why `text` is no link that can be opened, in one sentence with a way out; `undefined` when it is one. */
export function whyNoLink(text: string, customAddress: string | undefined): string | undefined {
  const link = parseCollectionLink(text);
  if (link) {
    if (mayReceiveKeys(link.region, customAddress)) return undefined;
    const host = plainText(maskCredentials(new URL(link.region.api).host), 100);
    return `This link leads to ${host}, which is neither Postman, nor this computer, nor the address in your settings.`;
  }
  if (/^\s*PMAK-/i.test(text))
    return 'This is an API key, which opens an account. Paste the link that was shared.';
  if (/^\s*PMAT-/i.test(text))
    return 'This is an access key alone, and it does not say of which collection. Paste the whole link.';
  if (/\/collections\/[^\s?]+\/?\s*$/i.test(text))
    return 'This link has no access key in it. Ask whoever sent it for the whole one: it ends with access_key=PMAT-….';
  if (/^\s*https:\/\/(?:[\w-]+\.)*postman\.co(?:m)?\//i.test(text) && !/access_key=/i.test(text))
    return "This is a page of Postman's website. Ask for the link under Share, Via API, which has an access key in it.";
  return 'This is no link to a shared collection. One looks like https://api.postman.com/collections/…?access_key=PMAT-….';
}
