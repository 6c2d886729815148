import type { Command } from '../host/commands.ts';
import { Cancelled } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import { isRefusal } from '../keyring/proof.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { keyToUse } from './chooseKey.ts';
import { ownerOf } from './keep.ts';

/** Asks Postman whether one key works. */
export function verify(parts: Parts): Command {
  const { prompts, proof } = parts;
  return async (argument) => {
    const { id, name } = await keyToUse(parts, argument, 'Verify API Key');
    const key = await prompts.progress(`Verifying “${name}”`, async (signal) => proof.verify(id, signal));
    void prompts.tell(`“${name}” works. ${key.account ? `It belongs to ${ownerOf(key.account)}.` : ''}`);
  };
}

/** How many keys are asked at a time: few, since the rate limit is per person and minute. */
const atATime = 4;

/** Asks Postman whether the keys work, all of them. */
export function verifyAll({ keyring, prompts, proof }: Parts): Command {
  return async () => {
    const ids = keyring.keys.filter((key) => key.present).map((key) => key.id);
    const count = { works: 0, refused: 0, unknown: 0 };
    await prompts.progress('Verifying all API keys', async (signal, report) => {
      const queue = [...ids];
      const one = async (): Promise<void> => {
        for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
          report(`${ids.length - queue.length} of ${ids.length}`);
          count[await outcomeOf(proof.verify(id, signal))] += 1;
        }
      };
      await Promise.all(Array.from({ length: atATime }, one));
    });
    const sentence = [
      `${count.works} of ${ids.length} keys work`,
      ...(count.refused > 0 ? [`${count.refused} refused by Postman`] : []),
      ...(count.unknown > 0 ? [`${count.unknown} could not be asked`] : []),
    ].join(', ');
    void (count.works === ids.length ? prompts.tell(`${sentence}.`) : prompts.warn(`${sentence}.`));
  };
}

async function outcomeOf(verification: Promise<unknown>): Promise<'works' | 'refused' | 'unknown'> {
  try {
    await verification;
    return 'works';
  } catch (error) {
    if (error instanceof PostmanProblem && error.kind === 'cancelled') throw new Cancelled();
    return isRefusal(error) ? 'refused' : 'unknown';
  }
}
