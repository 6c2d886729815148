/** What has been typed as the value of an API key's header. */
export interface TypedValue {
  readonly typed: string;
  readonly hasBlank: boolean;
}

/** The value that a line of an HTTP file ends with so far; `undefined` where the line is no `X-Api-Key` header. */
export function typedValue(before: string): TypedValue | undefined {
  const [, blank, typed] = /^x-api-key:(\s*)(\S*(?: \S*)?)$/i.exec(before) ?? [];
  return blank === undefined || typed === undefined ? undefined : { typed, hasBlank: blank !== '' };
}

/**
 * An environment variable as REST Client writes it, and what follows it: httpYac, Visual Studio. The others' ways put
 * the key into a file: `.env`, settings, `http-client.private.env.json`.
 */
export function environmentValue(variableName: string): string {
  return `{{$processEnv ${variableName}}}`;
}
