/** What people and tests have set, beside the keys themselves. */
export interface Accounts {
  /** Per person: how many days the keys made from now on live; null is for ever. */
  readonly expiryDays: Map<number, number | null>;
  /** For tests of the warning that the old key still works. */
  regenerateKeepsOldKey: boolean;
  /** Postman's monthly count of API calls, one for the whole team. */
  monthlyUsage: number;
  monthlyLimit: number;
}

export function freshAccounts(): Accounts {
  return { expiryDays: new Map(), regenerateKeepsOldKey: false, monthlyUsage: 0, monthlyLimit: 1_000_000 };
}
