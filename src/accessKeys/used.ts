/** Postman prolongs an access key by so much with every use (its own description of the call), in milliseconds. */
const prolongation = 60 * 24 * 60 * 60 * 1000;

/** What is known of an access key that Postman has just accepted, at `now` by its clock. */
export function afterUse(now: number): {
  readonly usedAt: number;
  readonly refusedAt: undefined;
  readonly expiry: { readonly kind: 'derived'; readonly at: number };
} {
  return { usedAt: now, refusedAt: undefined, expiry: { kind: 'derived', at: now + prolongation } };
}
