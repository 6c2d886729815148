import type { Finding } from './findings.ts';

/**
 * The variables from which editors get keys, by the keys' fingerprints: over the whole import one name for each key and
 * one key for each name. The active key has the settings' own name, which a Postman Terminal sets.
 */
export function namesOf(
  findings: readonly Finding[],
  variableName: string,
  active: string | undefined,
): ReadonlyMap<string, string> {
  const own = findings.filter(({ file }) => file.reference === 'env' || file.reference === 'shell');
  const keys = new Set(own.map(({ key }) => key.fingerprint));
  // What a file refers to already may be another key.
  const taken = new Set(
    own.flatMap(({ file }) => Array.from(file.text.matchAll(/\$\{(?:env:)?(\w+)/g), ([, name]) => name)),
  );
  const names = new Map<string, string>();
  if (active !== undefined && keys.delete(active)) {
    names.set(active, variableName);
    taken.add(variableName);
  }
  let index = 0;
  for (const key of keys) {
    let name: string;
    do name = numbered(variableName, '_', index++);
    while (taken.has(name));
    names.set(key, name);
  }
  return names;
}

/** `name`, `name-2`, `name-3`, … */
export function numbered(name: string, hyphen: string, index: number): string {
  return index === 0 ? name : `${name}${hyphen}${index + 1}`;
}
