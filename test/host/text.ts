/** A pattern for a text that is exactly these words. */
export function exactly(words: string): RegExp {
  return new RegExp(`^\\s*${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** The workbench draws some spaces as no-break spaces. */
export function plainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
