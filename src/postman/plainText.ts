// Line breaks, control characters, bidi controls and zero-width characters: they forge rows and reorder words.
// The zero-width joiner stays: emoji are built with it.
const invisible = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;

/** Text from outside as one line that can be shown: controls gone, white space single, at most `limit` characters. */
export function plainText(text: string, limit = 200): string {
  const line = text
    .slice(0, limit * 8)
    .toWellFormed()
    .replace(invisible, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
