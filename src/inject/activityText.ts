import { shortMask } from '../keyring/shortMask.ts';
import type { Entry } from './activity.ts';
import { ways } from './way.ts';

/** More would make a document that nobody reads. */
const most = 5000;

/** The activity log as a document, the newest first, in columns and in the person's own time. */
export function activityText(entries: readonly Entry[]): string {
  const head = 'Which API key was handed out to what. Kept on this computer only, for 90 days.';
  if (entries.length === 0) return `${head}\n\nNothing was handed out yet.\n`;
  const rows = entries
    .slice(0, most)
    .map(({ at, way, keyName, keyMasked, what }) => [
      momentOf(new Date(at)),
      ways[way],
      `${keyName} (${shortMask(keyMasked)})`,
      what ?? '',
    ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rest = entries.length - rows.length;
  return [head, '', ...lines, ...(rest > 0 ? [`… and ${rest} older`] : []), ''].join('\n');
}

/** `2026-07-13 14:03:22` */
function momentOf(date: Date): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
