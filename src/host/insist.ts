import { KeyringProblem } from '../keyring/problem.ts';
import type { Secret } from '../postman/secret.ts';
import type { Parts } from './parts.ts';

/**
 * Stores a key that may never be shown again: a locked or failing storage is told, and tried again for as long as the
 * person wants.
 * @throws Cancelled when they give up; KeyringProblem where trying again cannot help
 */
export async function insist<T>(
  { clipboard, prompts }: Pick<Parts, 'clipboard' | 'prompts'>,
  key: { readonly secret: Secret },
  write: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof KeyringProblem) || error.kind === 'duplicate' || error.kind === 'gone')
        throw error;
      const choice = await prompts.confirm(
        'The new key could not be stored.',
        `${error.message} Postman shows a key only once: do not close this question before it is stored or copied.`,
        'Try Again',
        'Copy Key',
      );
      if (choice === 'Copy Key') await clipboard.lend(key, 0);
    }
  }
}
