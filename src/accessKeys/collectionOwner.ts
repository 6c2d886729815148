import type { Account } from '../postman/users.ts';

/** Whose collection it is, in words: `yours`, the team's or a person's name, else the id. */
export function ownerOf(
  owner: string,
  account: Account | undefined,
  personOf: (id: number) => string | undefined,
): string {
  const id = Number(owner);
  if (id === account?.userId) return 'yours';
  if (id === account?.teamId) return account.teamName ?? 'your team';
  const name = Number.isSafeInteger(id) && id > 0 ? personOf(id) : undefined;
  return name ?? (owner === '' ? '' : `owner ${owner}`);
}
