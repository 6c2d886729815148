import type { Settings } from '../host/settings.ts';
import { us } from '../postman/region.ts';
import type { Handed } from './handOut.ts';

/** The environment variables that give a program the key, and the API's address where it is not the usual one. */
export function variablesOf(
  { key, region }: Pick<Handed, 'key' | 'region'>,
  { variableName }: Pick<Settings, 'variableName'>,
): Record<string, string> {
  return {
    [variableName]: key.secret.reveal(),
    ...(region !== us && { POSTMAN_API_BASE_URL: region.api }),
  };
}
