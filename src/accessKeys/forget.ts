import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { KeptKey } from '../keyring/accessKeyCard.ts';
import { chooseRow, rowsOfArguments } from './find.ts';
import type { AccessKeyParts } from './parts.ts';

/** Forgets the links of the kept access keys it was run on, else of the one that is picked. At Postman they live on. */
export function forget(parts: AccessKeyParts): Command {
  const { keptKeys, prompts } = parts;
  return async (node, nodes) => {
    const rows =
      node === undefined
        ? [await chooseRow(parts, node, 'Forget Access Key Here', ({ kept }) => kept !== undefined)]
        : await rowsOfArguments(parts, node, nodes);
    const kept = rows.flatMap((row) => row.kept ?? []);
    if (kept.length === 0)
      throw new KnownProblem('There is nothing to forget: the link of this key is not in the keyring.');
    await prompts.confirm(...questionOf(kept), 'Forget');
    for (const { id } of kept) await keptKeys.remove(id);
    const [what, are] =
      kept.length === 1 ? [`The link to “${kept[0]?.name}”`, 'is'] : [`${kept.length} links`, 'are'];
    void prompts.tell(`${what} ${are} forgotten here.`);
  };
}

/** The question and what stands under it. */
function questionOf(kept: readonly KeptKey[]): [message: string, detail: string] {
  const after = kept.some(({ origin }) => origin === 'made')
    ? 'Revoke Access Key ends it. Postman will not show it again.'
    : 'To open the collection again you need the link again.';
  const [first, ...others] = kept;
  if (first && others.length === 0) {
    return [`Forget the link to “${first.name}”?`, `It goes on working for everybody who has it. ${after}`];
  }
  const names = kept.map(({ name }) => name).join('\n');
  return [
    `Forget ${kept.length} links?`,
    `${names}\n\nEach goes on working for everybody who has it. ${after}`,
  ];
}
