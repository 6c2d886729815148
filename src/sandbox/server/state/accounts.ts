/** What people and tests have set, beside the keys themselves. */
export interface Accounts {
  /** Per person: how many days the keys made from now on live; null is for ever. */
  readonly expiryDays: Map<number, number | null>;
  /** For tests of the warning that the old key still works. */
  regenerateKeepsOldKey: boolean;
  /** Postman's monthly count of API calls, one for the whole team. */
  monthlyUsage: number;
  monthlyLimit: number;
  /** The team's setting "Allow creation of Collection Access Keys". */
  allowAccessKeys: boolean;
  /** The secret scanner and the audit log answer admins of Enterprise teams only. */
  plan: Plan;
  /** How many access keys Postman lists at once. */
  pageSize: number;
  /** New names of collections, by uid. */
  readonly names: Map<string, string>;
  /** Ids of people who have left the team since. */
  readonly absent: Set<number>;
}

export const plans = ['free', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

export function freshAccounts(): Accounts {
  return {
    expiryDays: new Map(),
    regenerateKeepsOldKey: false,
    monthlyUsage: 0,
    monthlyLimit: 1_000_000,
    allowAccessKeys: true,
    plan: 'free',
    pageSize: 10,
    names: new Map(),
    absent: new Set(),
  };
}
