import { findApiKeys } from '../../postman/findApiKeys.ts';
import { isRecord } from './launch.ts';

/**
 * Takes the key out of a debugger's wish to run its program in a terminal: VS Code would type the command line there,
 * with the variables in it, and the shell would write it into its history.
 * @param isGiven whether a key is one that was handed out for debugging
 * @returns whether it was there
 */
export function takeOut(message: unknown, isGiven: (key: string) => boolean): boolean {
  if (!isRecord(message) || !isRecord(message['arguments'])) return false;
  // The second is a window of VS Code's that debugs an extension: its environment goes into a command line too.
  if (message['command'] !== 'runInTerminal' && message['command'] !== 'launchVSCode') return false;
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
  return isFound;
}
