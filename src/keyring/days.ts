const day = 24 * 60 * 60 * 1000;
const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

/**
 * Calendar days from one moment to another, as a person in that time zone counts them: 0 on the same day, 1 for
 * tomorrow, negative for the past. Days of 23 and 25 hours count as one.
 *
 * @param timeZone IANA name; the person's own without it
 */
export function daysBetween(from: number, to: number, timeZone?: string): number {
  return (calendarDay(to, timeZone) - calendarDay(from, timeZone)) / day;
}

/** The calendar day of a moment in a time zone, as midnight UTC of that day in milliseconds since 1970. */
export function calendarDay(at: number, timeZone?: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1);
}
