// As answers have it, or as an address has that: encoded once or more.
const [open, close] = ['%(?:25)*5B', '%(?:25)*5D'];
const secret = String.raw`(?:\[|${open})secret(?:\]|${close})`;
const encodedMask = new RegExp(String.raw`${open}secret(?:\]|${close})|\[secret${close}`, 'i');
// After a name it is an index, and before a parenthesis a link; in JSON a letter after a backslash is no name.
const plainMask = /(?<!(?<!\\)[\w$)\]])\[secret\](?!\()/;
const keyMask = new RegExp(`PMA[KT](?:-|%(?:25)*2D)${secret}`, 'i');

/** Whether a key of an answer stands in a text as it is masked, `PMAK-[secret]`: sent, it would take the real one's place. */
export function hasMaskedKey(text: string): boolean {
  return keyMask.test(text);
}

/** The same of whatever is masked for language models. */
export function hasMask(text: string): boolean {
  return plainMask.test(text) || encodedMask.test(text) || hasMaskedKey(text);
}

/** A text of JSON with its `\u0041` written out, in a script in a string of it too: there the backslash is one of several. */
export function unescaped(text: string): string {
  return text.replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
