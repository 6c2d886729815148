import { createHash } from 'node:crypto';

/** The same label gives the same UUID on every run, so that ids in tests and screenshots hold still. */
export function stableUuid(label: string): string {
  const hex = createHash('sha256').update(label).digest('hex');
  const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A number below `below`, drawn from the label. */
export function stableNumber(label: string, below: number): number {
  return parseInt(createHash('sha256').update(label).digest('hex').slice(0, 8), 16) % below;
}

/** A moment in the past, drawn from the label: between 2023-01-01 and two years later. */
export function stableMoment(label: string): string {
  const start = Date.UTC(2023, 0, 1);
  return new Date(start + stableNumber(label, 730 * 24 * 3600) * 1000).toISOString();
}

export function later(moment: string, label: string): string {
  const days = stableNumber(`${label}:later`, 90);
  return new Date(Date.parse(moment) + days * 86_400_000 + 3_600_000).toISOString();
}
