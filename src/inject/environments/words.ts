import type { StoredKey } from '../../keyring/apiKey.ts';
import type { Stored } from '../../postman/environments.ts';
import { plainText } from '../../postman/plainText.ts';

/** Postman's own collection of its API looks for this variable. */
export const usualName = 'postman-api-key';

/** Where a key is to go. Names as they are shown. */
export interface Target {
  readonly environment: string;
  /** None where Postman did not say it of the environment. */
  readonly isPublic?: boolean | undefined;
  readonly workspace: string;
  /** Of the workspace: `personal`, `team`, `private`, `partner`; empty or another word where Postman did not say. */
  readonly visibility: string;
  readonly variable: string;
}

/** Visibilities of workspaces that are not open to everyone. */
const closed: ReadonlySet<string> = new Set(['personal', 'team', 'private', 'partner']);

/** The question before a key leaves this computer. */
export function storingQuestion(
  { account, name }: Pick<StoredKey, 'account' | 'name'>,
  target: Target,
): { readonly message: string; readonly detail: string } {
  const { environment, workspace, visibility, variable } = target;
  const owner = plainText(account?.fullName ?? 'an owner that is not known yet', 60);
  const open = whatMayBeOpen(target);
  const doubt =
    open === undefined
      ? ''
      : `${open} may be public: Postman did not say. If it is, everyone on the internet can read the key.\n\n`;
  const whose = closed.has(visibility) ? `, a ${visibility} workspace` : '';
  return {
    message: `Give “${name}” of ${owner} to everyone who can read “${environment}”?`,
    detail:
      `${doubt}Postman’s API can only set the shared value of ${variable}. It is kept in Postman’s cloud, and everyone with ` +
      `access to this environment in “${workspace}”${whose} can read it in plain text, and then do all that you can.\n\n` +
      'Export Environment File and Copy for Vault keep the key on your own computer.',
  };
}

function whatMayBeOpen({ environment, isPublic, workspace, visibility }: Target): string | undefined {
  if (!closed.has(visibility)) return `The workspace “${workspace}”`;
  return isPublic === false ? undefined : `“${environment}”`;
}

/** What came of it, for the person; whether it is good news; and what the person can do where it is not. */
export function outcomeSentence(
  stored: Stored,
  { environment, variable, workspace }: Pick<Target, 'environment' | 'variable' | 'workspace'>,
): { readonly text: string; readonly isGood: boolean } {
  const good = (text: string) => ({ text, isGood: true });
  const bad = (text: string) => ({ text, isGood: false });
  switch (stored.outcome) {
    case 'added':
      return good(`The key is in “${environment}” as ${variable}.`);
    case 'replaced':
      return stored.isOff
        ? bad(
            `The key is in “${environment}”, but ${variable} is switched off there: switch it on in Postman.`,
          )
        : good(`${variable} in “${environment}” has the key now.`);
    case 'public':
      return bad(
        `Nothing was stored: “${environment}” in “${workspace}” is public by now, so everyone on the internet could read the key there. Choose another workspace.`,
      );
    case 'linked':
      return bad(
        `Nothing was changed: ${variable} in “${environment}” takes its value from Postman’s vault. Change it there, or take another name.`,
      );
    case 'ambiguous':
      return bad(
        `Nothing was changed: “${environment}” has more than one variable ${variable}. Remove all but one in Postman.`,
      );
    case 'unsure':
      return bad(
        `${stored.why === undefined ? '' : `${stored.why} `}The key was sent to “${environment}”, and whether ${variable} has it there is not certain: look at it in Postman.`,
      );
    case 'putBack':
      return bad(
        `Somebody changed “${environment}” at the same time. The key was in “${stored.into}” for a moment, and that has its own value again. Try again.`,
      );
    case 'misplaced':
      return bad(
        `Somebody changed “${environment}” at the same time, and the key went into “${stored.into}”. Take it out there in Postman now.${lostSentence(stored)}`,
      );
  }
}

function lostSentence({ into, lost }: Extract<Stored, { outcome: 'misplaced' }>): string {
  return lost === undefined
    ? ''
    : ` The value of “${into}” went into “${lost}” when it was to be put back: look there too.`;
}
