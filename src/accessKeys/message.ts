import type { ListStatus } from '../keyring/accessKeyList.ts';
import type { Filter } from './viewState.ts';
import { filterWords } from './viewState.ts';

export interface Told {
  readonly status: ListStatus;
  /** Keys that Postman has listed so far. */
  readonly listed: number;
  readonly total: number;
  readonly shown: number;
  readonly filter: Filter;
  /** `undefined` where there is no API key at all: the welcome says what to do. */
  readonly isKeyChosen: boolean | undefined;
}

/** What stands over the rows: how loading goes, what went wrong and what the filter does; `undefined` for nothing. */
export function messageOf(told: Told): string | undefined {
  const loading = loadingOf(told);
  // Where the filter lets nothing through the welcome speaks, and it does so only while nothing stands here.
  if (loading.length === 0 && told.shown === 0 && told.isKeyChosen === true) return undefined;
  const sentences = [...loading, ...filterOf(told)];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function loadingOf({ status, listed, isKeyChosen }: Told): string[] {
  if (isKeyChosen === undefined) return [];
  if (!isKeyChosen)
    return ['No API key is in use here: run Set Active Key to see the access keys of its account.'];
  const { isLoading, isComplete, problem, waiting, pages, skipped } = status;
  const keys = counted(listed, 'key');
  if (isLoading) {
    const progress = listed === 0 ? 'Loading…' : `${keys} so far…`;
    return waiting === undefined
      ? [progress]
      : [`Postman asks to wait ${counted(Math.ceil(waiting), 'second')}.`, progress];
  }
  if (problem !== undefined)
    return [
      problem,
      ...(listed === 0 ? [] : [`${keys} ${listed === 1 ? 'is shown as it was' : 'are shown as they were'}.`]),
    ];
  if (!isComplete) return pages === 0 ? [] : [`Stopped at ${keys}. Refresh to load them all.`];
  // Where there are no keys the welcome speaks, and it does so only while nothing stands here.
  return skipped === 0 ? [] : [`${counted(skipped, 'row')} of Postman's list could not be read.`];
}

/** `1 key`, `1,230 keys`. */
function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function filterOf({ filter, shown, total }: Told): string[] {
  const words = filterWords(filter);
  if (words === '') return [];
  return [`Filter: ${words} · ${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`];
}
