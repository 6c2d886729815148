import type { Prompts } from '../host/prompts.ts';
import { plainText } from '../postman/plainText.ts';

/** Asks for the name of a key. @throws Cancelled */
export async function askName(prompts: Prompts, title: string, proposal: string): Promise<string> {
  const name = await prompts.input({
    title,
    value: proposal,
    prompt: 'Name of the key, the same here and at Postman',
    validateInput: (text) =>
      plainText(text) === '' ? 'Type a name, so that you can tell your keys apart.' : undefined,
  });
  return plainText(name, 100);
}
