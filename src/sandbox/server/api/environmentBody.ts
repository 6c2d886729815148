import * as v from 'valibot';
import type { PatchOperation } from '../state/environments.ts';
import type { Variable } from '../world/environments.ts';
import { badPatch, malformedEnvironment, type Problem } from './problems.ts';

const Row = v.looseObject({
  key: v.optional(v.string()),
  value: v.optional(v.string()),
  type: v.optional(v.picklist(['secret', 'default'])),
  enabled: v.optional(v.boolean()),
  description: v.optional(v.pipe(v.string(), v.maxLength(512))),
});

const Body = v.object({
  environment: v.object({
    name: v.pipe(v.string(), v.nonEmpty()),
    values: v.optional(v.array(Row), []),
  }),
});

/** What a new environment is to be, or what is wrong with it. */
export function readEnvironment(
  text: string,
): { readonly name: string; readonly values: readonly Variable[] } | { readonly problem: Problem } {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Body), text);
  if (parsed.success) return parsed.output.environment;
  const place = v.getDotPath(parsed.issues[0]) ?? 'environment';
  const missing = place === 'environment.name' ? "environment: must have required property 'name'" : place;
  return { problem: malformedEnvironment(missing) };
}

const Operations = v.array(
  v.object({
    op: v.picklist(['add', 'replace', 'remove']),
    path: v.string(),
    value: v.optional(v.unknown()),
  }),
);

const wholeRow = /^\/values\/(0|[1-9]\d{0,5})$/;
const ofRow = /^\/values\/(0|[1-9]\d{0,5})\/(key|value|type|enabled|description|secret|source)$/;

/** The operations of a JSON Patch, or what is wrong with them. Postman wants those of one call to be of one kind. */
export function readPatch(
  text: string,
): { readonly operations: readonly PatchOperation[] } | { readonly problem: Problem } {
  const json = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  if (!json.success || !Array.isArray(json.output)) return bad('Patch sequence must be an array');
  const parsed = v.safeParse(Operations, json.output);
  if (!parsed.success) return bad('Invalid path in JSON Patch operation');
  for (const { op, path, value } of parsed.output) {
    if (op !== 'remove' && value === undefined)
      return bad('Patch operations with empty value are not supported');
    const property = ofRow.exec(path)?.[2];
    const isKnown = wholeRow.test(path) ? op !== 'replace' : property !== undefined || path === '/name';
    if (!isKnown) return bad('Invalid path in JSON Patch operation');
    if (property === 'value' && op !== 'remove' && typeof value !== 'string')
      return bad([`${path}: must be a string`]);
    if (wholeRow.test(path) && op === 'add' && !v.is(Row, value)) return bad([`${path}: must be an object`]);
  }
  return { operations: parsed.output };
}

function bad(detail: string | string[]): { readonly problem: Problem } {
  return { problem: badPatch(detail) };
}
