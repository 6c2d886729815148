import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { calendarDay } from '../keyring/days.ts';
import { isAccessKey, type Living } from './row.ts';

const day = 24 * 60 * 60;

/**
 * The expiries of keys as a calendar (RFC 5545): a day-long event each, with an alarm at every threshold, so that the
 * reminder reaches people who are not in the editor. There is no secret in it, nor a masked one.
 *
 * @param thresholds days before the expiry
 * @param timeZone IANA name; the person's own without it
 */
export function calendarOf(
  keys: readonly Living[],
  thresholds: readonly number[],
  now: number,
  timeZone?: string,
): string {
  const calendar = ical({
    name: 'Postman keys',
    method: ICalCalendarMethod.PUBLISH,
    prodId: '-//Keyring for Postman//EN',
  });
  for (const { key, life } of keys) {
    if (life.expiresAt === undefined) continue;
    const event = calendar.createEvent({
      // The same event when it is exported again, another once the key is regenerated.
      id: `${key.id}-${key.fingerprint.slice(0, 8)}@keyring-for-postman`,
      // The library writes days in UTC: the day is the person's.
      start: new Date(calendarDay(life.expiresAt, timeZone)),
      allDay: true,
      stamp: new Date(now),
      summary: isAccessKey(key)
        ? `Postman link to “${key.name}” expires`
        : `Postman API key “${key.name}” expires`,
      description: key.account
        ? `Owner: ${key.account.fullName}. ${isAccessKey(key) ? 'Renew' : 'Regenerate'} it before this day.`
        : `${isAccessKey(key) ? 'Renew' : 'Regenerate'} it before this day.`,
    });
    for (const days of thresholds) {
      event.createAlarm({ type: ICalAlarmType.display, trigger: days * day, description: `In ${days} days` });
    }
  }
  return calendar.toString();
}
