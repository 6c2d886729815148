import { readFileSync } from 'node:fs';
import { readDefinition } from './definition.ts';
import type { Definition } from './definition.ts';

/** The definition that the run script was given. */
export function givenDefinition(): Definition {
  const file = process.env['POSTMAN_DEFINITION'];
  if (file === undefined) throw new Error('Start this with: npm run test:contract');
  return readDefinition(readFileSync(file, 'utf8'));
}
