import type { Choice, Prompts } from '../host/prompts.ts';
import type { Expiry } from '../keyring/apiKey.ts';

type Answer = Expiry | 'askDays' | 'askDate';

const days = [30, 60, 90, 180, 365];

const choices: readonly Choice<Answer>[] = [
  { label: "I don't know", description: 'shown as not known; never guessed', value: { kind: 'unknown' } },
  ...days.map((count) => ({
    label: `${count} days after it was made`,
    value: { kind: 'days', days: count } as const,
  })),
  { label: 'Another number of days…', value: 'askDays' },
  { label: 'On a date…', value: 'askDate' },
  { label: 'Never', value: { kind: 'never' } },
];

/** Asks when a key expires: Postman tells it nowhere but on its page. @throws Cancelled */
export async function askExpiry(prompts: Prompts, title: string): Promise<Expiry> {
  const answer = await prompts.pick(choices, {
    title,
    placeHolder: 'When does the key expire? See "API key settings" on the API keys page',
  });
  if (answer === 'askDays') return { kind: 'days', days: Number(await askDays(prompts, title)) };
  if (answer === 'askDate') return { kind: 'date', at: dateIn(await askDate(prompts, title)) ?? 0 };
  return answer;
}

async function askDays(prompts: Prompts, title: string): Promise<string> {
  return prompts.input({
    title,
    prompt: 'Days from the making of the key to its end',
    validateInput: (text) =>
      /^[1-9]\d{0,4}$/.test(text.trim()) && Number(text) <= 36_500
        ? undefined
        : 'Type a number of days, 1 to 36500.',
  });
}

async function askDate(prompts: Prompts, title: string): Promise<string> {
  return prompts.input({
    title,
    prompt: 'The day on which the key stops working',
    placeHolder: 'YYYY-MM-DD',
    validateInput: (text) =>
      dateIn(text) === undefined ? 'Type a date as YYYY-MM-DD, such as 2027-01-31.' : undefined,
  });
}

/** The first moment of a day in the person's own time zone; `undefined` for days that do not exist. */
export function dateIn(text: string): number | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined;
}
