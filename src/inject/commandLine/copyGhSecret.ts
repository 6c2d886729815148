import type { Command } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import { secretName } from './ci.ts';

/**
 * `pmkey` asks the person and puts the key on the input of gh, which it starts only then: nothing is shown or typed, and
 * a no makes no empty secret, as it would behind a `|`.
 */
export const ghSecretLine = `pmkey pipe -- gh secret set ${secretName}`;

/** Copies the command that makes the key a secret of the GitHub repository. The key is not in it. */
export function copyGhSecret({ clipboard, prompts }: Pick<Inject, 'clipboard' | 'prompts'>): Command {
  return async () => {
    await clipboard.write(ghSecretLine);
    await prompts.tell(
      `Copied: ${ghSecretLine}. Run it in a terminal of this editor, in the repository's folder. The key is not in it: ` +
        'pmkey asks here, and only then starts gh.',
    );
  };
}
