import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { KeptKey } from '../keyring/accessKeyCard.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import { isRefusal } from '../keyring/proof.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { countOf } from './deaths.ts';
import { chooseRow, rowsOfArguments } from './find.ts';
import { linkOfKept } from './linkOfKept.ts';
import type { AccessKeyParts } from './parts.ts';
import { afterUse } from './used.ts';

/** Prolongs the kept keys it was run on, else the one that is picked, by using each once. */
export function renew(parts: AccessKeyParts): Command {
  return async (node, nodes) => {
    const rows =
      node === undefined
        ? [await chooseRow(parts, node, 'Renew Access Key', ({ kept }) => kept !== undefined)]
        : await rowsOfArguments(parts, node, nodes);
    const kept = rows.flatMap((row) => row.kept ?? []);
    if (kept.length === 0) {
      throw new KnownProblem(
        'Using a key is what renews it, and the link of this one is not in the keyring. Whoever has it can open it.',
      );
    }
    await renewEach(parts, kept);
  };
}

/** Prolongs every kept key that ends soon. */
export function renewAll(parts: AccessKeyParts): Command {
  const { keptKeys, lives, prompts } = parts;
  return async () => {
    const ending = keptKeys.keys.filter((key) => lives.ofKept(key).state === 'expiring');
    if (ending.length > 0) await renewEach(parts, ending);
    else void prompts.tell('No access key in the keyring expires soon.');
  };
}

async function renewEach(parts: AccessKeyParts, kept: readonly KeptKey[]): Promise<void> {
  const { prompts } = parts;
  const failed: { readonly key: KeptKey; readonly reason: string }[] = [];
  await prompts.progress(`Renewing ${countOf(kept.length)}`, async (signal, report) => {
    for (const [index, key] of kept.entries()) {
      report(`${index} of ${kept.length} done.`);
      try {
        await useOnce(parts, key, signal);
      } catch (error) {
        if (!(error instanceof PostmanProblem || error instanceof KeyringProblem)) throw error;
        if (signal.aborted) {
          if (index === 0) throw error;
          failed.push(...kept.slice(index).map((one) => ({ key: one, reason: 'You stopped it.' })));
          break;
        }
        failed.push({ key, reason: error.message });
      }
    }
  });
  const renewed = kept.length - failed.length;
  const [first] = failed;
  if (!first) {
    const what = kept.length === 1 ? `The link to “${kept[0]?.name}” lives` : `${countOf(renewed)} live`;
    void prompts.tell(`${what} for another 60 days.`);
    return;
  }
  const names = failed.map(({ key }) => `“${key.name}”`).join(', ');
  const sentence = failed.length === 1 ? first.reason : `The first says: ${first.reason}`;
  void prompts.warn(`${renewed} of ${countOf(kept.length)} renewed. Not renewed: ${names}. ${sentence}`);
}

/** Uses a kept key once, for as little as can be read, and writes down what came of it. */
async function useOnce(
  { client, clock, keptKeys, list }: AccessKeyParts,
  kept: KeptKey,
  signal: AbortSignal,
): Promise<void> {
  const { id, fingerprint } = kept;
  const link = await linkOfKept({ keptKeys }, kept);
  const { region } = link;
  try {
    await client.useAccessKey(link, signal);
  } catch (error) {
    if (isRefusal(error)) await keptKeys.update(id, { refusedAt: clock.now(region.id) }, fingerprint);
    throw error;
  }
  const now = clock.now(region.id);
  const used = afterUse(now);
  await keptKeys.update(id, used, fingerprint);
  // What the list said of it is older than this use.
  const keys = await list();
  const listed = keys.keys.find((one) => one.id === kept.listedId);
  if (listed)
    keys.note({ ...listed, lastUsedAt: now, expiresAt: Math.max(used.expiry.at, listed.expiresAt ?? 0) });
}
