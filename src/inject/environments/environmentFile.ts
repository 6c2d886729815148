/** What a file of an environment is made from. */
export interface FileOf {
  readonly id: string;
  readonly name: string;
  readonly variable: string;
  /** Empty where the key is left out. */
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An environment as Postman exports and imports it, with one variable of type secret. */
export function environmentFile({ id, name, variable, value, at }: FileOf): string {
  const file = {
    id,
    name,
    values: [{ key: variable, value, type: 'secret', enabled: true }],
    _postman_variable_scope: 'environment',
    _postman_exported_at: new Date(at).toISOString(),
    _postman_exported_using: 'Keyring for Postman',
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Why `text` is no name for a variable: what stands in `{{…}}` has no braces and no blanks around it. */
export function whyNoVariable(text: string): string | undefined {
  if (text.trim() === '') return 'Type a name, such as postman-api-key.';
  if (text.length > 100) return 'Type a shorter name.';
  return /^[\w.-]+$/.test(text.trim())
    ? undefined
    : 'A name has letters, digits, hyphens, dots and underscores.';
}
