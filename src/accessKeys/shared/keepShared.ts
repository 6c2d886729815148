import { fingerprintOf } from '../../host/fingerprint.ts';
import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Parts } from '../../host/parts.ts';
import { accessKeyIssuedAt } from '../../postman/accessKey.ts';
import { collectionLink } from '../../postman/collectionLink.ts';
import { maskCredentials } from '../../postman/credential.ts';
import { plainText } from '../../postman/plainText.ts';
import { afterUse } from '../used.ts';
import { chooseOpened } from './chooseOpened.ts';
import { nameOf } from './row.ts';
import type { Shared } from './shared.ts';

const title = 'Keep Shared Collection';

/** Puts the link of an open collection into the keyring, as received. */
export function keepShared(
  parts: Pick<Parts, 'clipboard' | 'clock' | 'keptKeys' | 'prompts'>,
  shared: Pick<Shared, 'opened' | 'openAnother'>,
): Command {
  const { clipboard, clock, keptKeys, prompts } = parts;
  return async (argument) => {
    const one = await chooseOpened(parts, shared, argument, title);
    const { key, collectionUid, region } = one.link;
    const same = keptKeys.findSame(key);
    if (same) {
      void prompts.tell(`This link is already in the keyring, as “${same.name}”.`);
      return;
    }
    if (one.isRefused)
      throw new KnownProblem('This link no longer works, so there is nothing to keep.', shared.openAnother);
    const name = await prompts.input({
      title,
      value: nameOf(one.collection),
      prompt: 'Name under which its link is kept here',
      validateInput: (text) => (plainText(text) === '' ? 'Type a name for it.' : undefined),
    });
    const usedAt = one.receivedAt + clock.now(region.id) - Date.now();
    const kept = await keptKeys.add(key, {
      name: plainText(maskCredentials(name), 100),
      region: region.id,
      collectionUid,
      origin: 'received',
      issuedAt: accessKeyIssuedAt(key, usedAt)?.getTime(),
      ...afterUse(usedAt),
    });
    await clipboard.clearIf(fingerprintOf(collectionLink(region, collectionUid, key).reveal()));
    void prompts.tell(`The link to “${kept.name}” is in the keyring.`);
  };
}
