import { findApiKeys } from '../../postman/findApiKeys.ts';
import { isRecord } from '../../host/isRecord.ts';

/** A program in a terminal, or a window of VS Code's that debugs an extension. */
export type Launched = 'runInTerminal' | 'launchVSCode';

/**
 * Takes the key out of a debugger's wish to run its program in a terminal: VS Code would type the command line there,
 * with the variables in it, and the shell would write it into its history. The environment of a window goes into a
 * command line too.
 * @param isGiven whether a key is one that was handed out for debugging
 * @returns what was wished for, where the key was in it
 */
export function takeOut(message: unknown, isGiven: (key: string) => boolean): Launched | undefined {
  if (!isRecord(message) || !isRecord(message['arguments'])) return undefined;
  const { command } = message;
  if (command !== 'runInTerminal' && command !== 'launchVSCode') return undefined;
  const { args, env } = message['arguments'];
  const without = (text: string): string =>
    findApiKeys(text)
      .map(({ secret }) => secret.reveal())
      .filter(isGiven)
      .reduce((rest, key) => rest.replaceAll(key, ''), text);
  let isFound = false;
  for (const texts of [args, env].filter((one) => typeof one === 'object' && one !== null))
    for (const [name, text] of Object.entries(texts)) {
      const rest: unknown = typeof text === 'string' ? without(text) : text;
      if (rest === text) continue;
      isFound = true;
      // VS Code hands the very message on; a copy would change nothing.
      if (texts === env) Reflect.deleteProperty(texts, name);
      else Reflect.set(texts, name, rest);
    }
  return isFound ? command : undefined;
}
