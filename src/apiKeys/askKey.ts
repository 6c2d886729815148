import type { Prompts } from '../host/prompts.ts';
import { Cancelled } from '../host/knownProblem.ts';
import { parseApiKey, type ApiKey } from '../postman/credential.ts';

/** Asks for an API key in a masked box. @throws Cancelled */
export async function askKey(prompts: Prompts, title: string): Promise<ApiKey> {
  const text = await prompts.input({
    title,
    password: true,
    placeHolder: 'PMAK-…',
    prompt: 'It goes to the secret storage of the editor and is shown nowhere.',
    validateInput: (value) => (value.trim() === '' ? undefined : whyNoKey(value)),
  });
  const key = parseApiKey(text);
  if (!key) throw new Cancelled();
  return key;
}

/** Why `text` is no API key, in one sentence with a way out; `undefined` when it is one. */
export function whyNoKey(text: string): string | undefined {
  if (parseApiKey(text)) return undefined;
  const value = text.trim();
  if (/^PMAT-/i.test(value)) {
    return 'This is a collection access key, which opens one collection. Paste an API key: it starts with PMAK-.';
  }
  if (/^PMAK-[0-9a-f]{24}(-\*+.*)?$/i.test(value)) {
    return "This is only the key's id or its masked form. Copy the whole key where it was made, or generate a new one.";
  }
  if (/^PMAK-/i.test(value)) {
    return `A Postman API key has 64 characters, this has ${value.length}. Copy it again, whole.`;
  }
  return 'This is no Postman API key: one starts with PMAK- and has 64 characters. Copy it from the API keys page.';
}
