import { calendarDay } from '../keyring/days.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * When the calendar day begins that is `days` after that of `now`, as a person in that time zone counts them. So many
 * keys can be told apart by one number, without a look into the calendar for each.
 *
 * @param timeZone IANA name; the person's own without it
 */
export function dayStart(now: number, days: number, timeZone?: string): number {
  const wanted = calendarDay(now, timeZone) + days * day;
  // No place on earth is more than a day away from UTC.
  let [before, after] = [wanted - day, wanted + day];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (calendarDay(middle, timeZone) < wanted) before = middle;
    else after = middle;
  }
  return after;
}
