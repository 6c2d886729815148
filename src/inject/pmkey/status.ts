import type { StoredKey } from '../../keyring/apiKey.ts';
import { wordOf } from '../../keyring/words.ts';
import { plainText } from '../../postman/plainText.ts';
import { regionOf } from '../../postman/region.ts';
import type { AnswerParts } from './answer.ts';

/** Which key a terminal would get, for people: no secret, and nothing that could steer a terminal. */
export function statusLines(
  { consent, lives, settings }: Pick<AnswerParts, 'consent' | 'lives' | 'settings'>,
  key: StoredKey | undefined,
): string[] {
  if (!key) return ['No key is active here. The editor will ask which one to use.'];
  const { account, masked, name, region } = key;
  const owner = [account?.fullName ?? 'an owner not known yet', account?.teamName, regionOf(region)?.label];
  const may = (kind: 'run' | 'print'): string =>
    consent.isAllowed({ kind, key }) ? 'allowed' : 'the editor asks first';
  const facts: readonly (readonly [string, string])[] = [
    ['Key', `${name} (${masked})`],
    ['Owner', owner.filter((one) => one !== undefined).join(', ')],
    ['State', wordOf(lives.of(key))],
    ['Variable', settings.variableName],
    ['Run', may('run')],
    ['Print', may('print')],
  ];
  return facts.map(([title, fact]) => title.padEnd(10) + plainText(fact));
}
