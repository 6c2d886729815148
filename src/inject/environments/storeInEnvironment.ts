import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { isOfSameOwner } from '../../keyring/sameOwner.ts';
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
import type { Agreed, HandOut, Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { askVariable } from './askVariable.ts';
import { chooseEnvironment, type ChosenEnvironment } from './chooseEnvironment.ts';
import { outcomeSentence, storingQuestion, type Target } from './words.ts';

const title = 'Store Key in a Postman Environment';

type Storing = Pick<Inject, 'client' | 'handOut' | 'prompts'>;

/** Puts a key into an environment of its own account as a secret variable, once the person knows who can read it there. */
export function storeInEnvironment(parts: Storing): Command {
  const { client, handOut, prompts } = parts;
  return async (argument) => {
    const keyFor = handingOne(handOut, idOf(argument));
    const chosen = await chooseEnvironment(parts, keyFor, title);
    const target = targetOf(chosen, await askVariable(prompts, title));
    const where = `“${target.environment}” in “${target.workspace}”`;
    const { key, region } = await keyFor(where, async ({ stored }) => {
      const { message, detail } = storingQuestion(stored, target);
      await prompts.confirm(message, detail, 'Store Key');
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

/**
 * Hands out the key of one account again and again, also where none is active and the person has picked one: what is
 * chosen from the lists of an account is no place for the key of another.
 */
function handingOne(
  handOut: HandOut,
  id: string | undefined,
): (what: string, ask?: (to: Agreed) => Promise<void>) => Promise<Handed> {
  let first: StoredKey | undefined;
  return async (what, ask) => {
    const agree = async ({ stored, region }: Agreed): Promise<void> => {
      if (first && !isOfSameOwner(first, stored)) throw changed(stored);
      await ask?.({ stored, region });
    };
    const handed = await handOut('environment', { id: first?.id ?? id, what, agree });
    first ??= handed.stored;
    return handed;
  };
}

function changed({ name }: StoredKey): KnownProblem {
  return new KnownProblem(
    `“${name}” was changed while you chose: its owner or its region is another one now. Nothing was stored: choose again.`,
  );
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
