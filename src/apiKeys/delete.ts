import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { pageOf, regionOf, us } from '../postman/region.ts';
import { chooseKey } from './chooseKey.ts';

/** Every three seconds for five minutes: far below the rate limit, long enough to click Delete on a page. */
const waits = Array<number>(100).fill(3000);

/** Forgets a key here, or has it revoked at Postman first and proves that it is dead. */
export function deleteKey(parts: Parts): Command {
  const { keyring, lives, prompts } = parts;
  return async (argument) => {
    const stored = await chooseKey(parts, argument, 'Delete API Key');
    const choice = await prompts.confirm(
      `Delete “${stored.name}”?`,
      'Forgetting removes it from this editor, and the key goes on working wherever else it is. Revoking opens ' +
        'its page at Postman, waits until Postman refuses the key, then forgets it.',
      'Revoke at Postman, Then Forget',
      'Forget Here',
    );
    if (choice === 'Revoke at Postman, Then Forget') await revoked(parts, stored);
    await keyring.remove(stored.id);
    const isDead = choice !== 'Forget Here' || lives.of(stored).state === 'refused';
    const how = isDead ? 'Postman refuses it.' : 'It goes on working at Postman.';
    void prompts.tell(`“${stored.name}” is forgotten. ${how}`);
  };
}

async function revoked({ keyring, openPage, prompts, proof }: Parts, stored: StoredKey): Promise<void> {
  const region = regionOf(stored.region) ?? us;
  const key = await keyring.secretOf(stored.id);
  await openPage(pageOf(region, 'apiKeys'));
  const fate = await prompts.progress(
    `Delete “${stored.name}” on the page that opened`,
    async (signal, report) => {
      report('Postman is asked every few seconds until it refuses the key.');
      return proof.untilRefused(key, region, waits, signal);
    },
  );
  if (fate !== 'refused') {
    throw new KnownProblem(
      fate === 'alive'
        ? `Postman still accepts “${stored.name}”, so it was kept. Delete it on the API keys page and try again.`
        : `Postman could not be asked, so “${stored.name}” was kept. Try again when you are online.`,
    );
  }
}
