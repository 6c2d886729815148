import { parseApiKey, type ApiKey } from '../../../../src/postman/credential.ts';

/** A key of the right shape, another one for each hex digit. */
export function keyOf(digit: string): ApiKey {
  return parseApiKey(`PMAK-${digit.repeat(24)}-${digit.repeat(34)}`)!;
}
