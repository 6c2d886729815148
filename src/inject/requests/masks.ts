// As answers have it, or as an address has that: encoded once or more.
const secret = String.raw`(?:\[|%(?:25)*5B)secret(?:\]|%(?:25)*5D)`;
const anyMask = new RegExp(secret, 'i');
const keyMask = new RegExp(`PMA[KT](?:-|%(?:25)*2D)${secret}`, 'i');

/** Whether a key of an answer stands in a text as it is masked, `PMAK-[secret]`: sent, it would take the real one's place. */
export function hasMaskedKey(text: string): boolean {
  return keyMask.test(text);
}

/** The same of whatever is masked for language models. */
export function hasMask(text: string): boolean {
  return anyMask.test(text);
}

/** A text of JSON with its `\u0041` written out, in a script in a string of it too: there the backslash is one of several. */
export function unescaped(text: string): string {
  return text.replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
