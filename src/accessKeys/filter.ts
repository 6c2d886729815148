import type { Command } from '../host/commands.ts';
import { iconless } from '../host/iconless.ts';
import type { Choice } from '../host/prompts.ts';
import type { AccessKeyParts } from './parts.ts';
import { filterWords, noFilter, wordsOf, type Filter } from './viewState.ts';

type Filtering = Pick<AccessKeyParts, 'contents' | 'prompts'>;

/** Switches one condition of the view's filter on or off, or asks for words. */
export function filter({ contents, prompts }: Filtering): Command {
  return async () => {
    const shown = await contents();
    await shown.settled();
    const now = shown.state.filter;
    const choice = (label: string, isOn: boolean, value: Filter): Choice<Filter> => ({
      label: isOn ? `$(check) ${label}` : label,
      description: isOn ? 'on: choose it to switch it off' : keys(shown.count(value)),
      value,
    });
    const [isMine, isTeam] = [now.owner === 'mine', now.owner === 'team'];
    const [isExpiring, isInactive] = [now.life === 'expiring', now.life === 'inactive'];
    const text: Choice<'text'> = {
      label: now.text === '' ? 'Text…' : `$(check) Text: ${iconless(`“${now.text}”`)}…`,
      description: 'anything that is shown: names, ends of keys, dates, ids',
      value: 'text',
    };
    const clear: Choice<Filter> = { label: '$(clear-all) Clear Filter', value: noFilter };
    const chosen = await prompts.pick<Filter | 'text'>(
      [
        choice('Expiring soon', isExpiring, { ...now, life: isExpiring ? undefined : 'expiring' }),
        choice('Never used', now.isNeverUsed, { ...now, isNeverUsed: !now.isNeverUsed }),
        choice('Inactive', isInactive, { ...now, life: isInactive ? undefined : 'inactive' }),
        choice('Mine', isMine, { ...now, owner: isMine ? undefined : 'mine' }),
        choice('Team', isTeam, { ...now, owner: isTeam ? undefined : 'team' }),
        text,
        ...(filterWords(now) === '' ? [] : [clear]),
      ],
      { title, placeHolder: 'Which keys should be shown? Conditions add up' },
    );
    await shown.change({ filter: chosen === 'text' ? { ...now, text: await ask(prompts, now) } : chosen });
  };
}

const title = 'Filter Collection Access Keys';

async function ask(prompts: Filtering['prompts'], { text }: Filter): Promise<string> {
  const answer = await prompts.input({
    title,
    value: text,
    prompt: 'Words that stand in what is shown of a key, in any order; none to show all',
  });
  return wordsOf(answer);
}

function keys(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString('en')} keys`;
}

export function clearFilter({ contents }: Pick<AccessKeyParts, 'contents'>): Command {
  return async () => (await contents()).change({ filter: noFilter });
}
