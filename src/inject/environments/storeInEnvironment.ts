import type { Command } from '../../host/commands.ts';
import { hostOf } from '../../postman/call.ts';
import {
  createEnvironment,
  storeVariable,
  type AskingOf,
  type SecretVariable,
  type Stored,
} from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { askVariable } from './askVariable.ts';
import { chooseEnvironment, type ChosenEnvironment } from './chooseEnvironment.ts';
import { outcomeSentence, storingQuestion, type Target } from './words.ts';

const title = 'Store Key in a Postman Environment';

type Storing = Pick<Inject, 'client' | 'handOut' | 'keyring' | 'prompts'>;

/** Puts a key into an environment of its own account as a secret variable, once the person knows who can read it there. */
export function storeInEnvironment(parts: Storing): Command {
  const { client, handOut, prompts } = parts;
  return async (argument) => {
    const listing = 'a list of environments to choose from';
    // For its owner and its region: the secret is handed out anew after the last question.
    const { stored, region: of } = await handOut('environment', { id: idOf(argument), what: listing });
    const chosen = await chooseEnvironment(parts, { stored, region: of }, title);
    const target = targetOf(chosen, await askVariable(prompts, title));
    const { key, region } = await handOut('environment', {
      id: stored.id,
      what: `“${target.environment}” in “${target.workspace}”`,
      agree: async (to) => {
        const { message, detail } = storingQuestion(to.stored.name, target);
        await prompts.confirm(message, detail, 'Store Key');
      },
    });
    const askingOf: AskingOf = (signal) => ({
      host: hostOf(region),
      ask: async (call) => client.request(key, region, call, signal),
    });
    const outcome = await prompts.progress('Storing the key', async (signal) =>
      storeIn(askingOf, signal, chosen, { name: target.variable, value: key.secret }),
    );
    const { text, isGood } = outcomeSentence(outcome, target);
    void (isGood ? prompts.tell(text) : prompts.warn(text));
  };
}

function targetOf({ environment, workspace }: ChosenEnvironment, variable: string): Target {
  return {
    variable,
    environment: plainText(environment.name, 80),
    isPublic: environment.isPublic,
    workspace: plainText(workspace.name, 80),
    visibility: workspace.visibility,
  };
}

async function storeIn(
  askingOf: AskingOf,
  signal: AbortSignal,
  { environment, workspace }: ChosenEnvironment,
  variable: SecretVariable,
): Promise<Stored> {
  const { id, name } = environment;
  return id === undefined
    ? createEnvironment(askingOf, signal, { workspaceId: workspace.id, name }, variable)
    : storeVariable(askingOf, signal, id, variable);
}
