import type { Prompts } from '../../host/prompts.ts';
import { whyNoVariable } from './environmentFile.ts';
import { usualName } from './words.ts';

/** The name of the variable that is to have the key. @throws Cancelled */
export async function askVariable(prompts: Pick<Prompts, 'input'>, title: string): Promise<string> {
  const name = await prompts.input({
    title,
    value: usualName,
    prompt: `Name of the variable; Postman’s own collection of its API looks for ${usualName}`,
    validateInput: whyNoVariable,
  });
  return name.trim();
}
