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

/**
 * The same, always with the address: for programs that get variables from the workspace too. A file of it that is read
 * after these would lead the key elsewhere.
 */
export function variablesWithAddressOf(
  handed: Pick<Handed, 'key' | 'region'>,
  settings: Pick<Settings, 'variableName'>,
): Record<string, string> {
  return { ...variablesOf(handed, settings), POSTMAN_API_BASE_URL: handed.region.api };
}
