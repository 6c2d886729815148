/**
 * Text for a cell of a Markdown table, on top of the escaping of `appendText`: a bar would end the cell, and an
 * address would become a link by itself. The zero-width characters that prevent it do not show.
 */
export function cellText(text: string): string {
  return text
    .replaceAll('|', '/')
    .replaceAll('<', '<\u200b')
    .replaceAll('://', ':\u200b//')
    .replaceAll('@', '\u200b@')
    .replace(/www\./gi, '$&\u200b');
}
