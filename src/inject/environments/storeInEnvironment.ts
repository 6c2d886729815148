import type { Command } from '../../host/commands.ts';
import { plainText } from '../../postman/plainText.ts';
import { hostOf } from '../../postman/call.ts';
import { createEnvironment, storeVariable, type Stored } from '../../postman/environments.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { askVariable } from './askVariable.ts';
import { chooseEnvironment, type AskingOf, type ChosenEnvironment } from './chooseEnvironment.ts';
import { outcomeSentence, storingQuestion } from './words.ts';

const title = 'Store Key in a Postman Environment';

/** Puts a key into an environment of its own account as a secret variable, once the person knows who can read it there. */
export function storeInEnvironment(parts: Pick<Inject, 'client' | 'handOut' | 'prompts'>): Command {
  const { client, handOut, prompts } = parts;
  return async (argument) => {
    const handed = await handOut('environment', { id: idOf(argument), what: 'a Postman environment' });
    const { key, region, stored } = handed;
    const asking: AskingOf = (signal) => ({
      host: hostOf(region),
      ask: async (call) => client.request(key, region, call, signal),
    });
    const chosen = await chooseEnvironment(parts, handed, asking, title);
    const variable = await askVariable(prompts, title);
    const { environment, workspace } = chosen;
    const target = {
      variable,
      environment: plainText(environment.name, 80),
      workspace: workspace.name,
      visibility: workspace.visibility,
    };
    const { message, detail } = storingQuestion(stored.name, target);
    await prompts.confirm(message, detail, 'Store Key');
    const outcome = await prompts.progress('Storing the key', async (signal) =>
      storeIn(asking(signal), chosen, { name: variable, value: key.secret }),
    );
    const { text, isGood } = outcomeSentence(outcome, target);
    void (isGood ? prompts.tell(text) : prompts.warn(text));
  };
}

async function storeIn(
  asking: ReturnType<AskingOf>,
  { environment, workspace }: ChosenEnvironment,
  variable: Parameters<typeof storeVariable>[2],
): Promise<Stored> {
  if (environment.id !== undefined) return storeVariable(asking, environment.id, variable);
  await createEnvironment(asking, workspace.id, environment.name, variable);
  return { outcome: 'added' };
}
