import * as v from 'valibot';
import type { Answer, Call } from './call.ts';
import { Secret } from './secret.ts';
import { decode } from './wire.ts';

/** Makes calls with one key. */
export interface Asking {
  /** Host and port of the API, for sentences. */
  readonly host: string;
  readonly ask: (call: Pick<Call, 'method' | 'path' | 'body'>) => Promise<Answer>;
}

/** One variable of an environment; its place in the list is what Postman knows it by. */
export interface Row {
  readonly name: string;
  /** `undefined` where Postman did not give it, or gave no text. */
  readonly value: Secret | undefined;
  /** `default` where there is none, as Postman takes it. */
  readonly type: string;
  readonly isOff: boolean;
  /** It takes its value from Postman's vault. */
  readonly isLinked: boolean;
}

/** What is in an environment at one moment. */
export interface Content {
  readonly rows: Row[];
  /** Postman says that everyone can read it. */
  readonly isPublic: boolean;
}

const whole = v.object({
  environment: v.object({
    values: v.optional(v.array(v.unknown()), []),
    isPublic: v.fallback(v.boolean(), false),
  }),
});
const row = v.fallback(
  v.object({
    key: v.fallback(v.string(), ''),
    value: v.fallback(v.optional(v.string()), undefined),
    type: v.fallback(v.pipe(v.string(), v.minLength(1)), 'default'),
    enabled: v.fallback(v.boolean(), true),
    secret: v.fallback(v.boolean(), false),
    source: v.optional(v.unknown()),
  }),
  { key: '', value: undefined, type: 'default', enabled: true, secret: false },
);

export async function contentOf({ ask, host }: Asking, environmentId: string): Promise<Content> {
  const { body } = await ask({ method: 'GET', path: pathOf(environmentId) });
  const { values, isPublic } = decode(whole, body, host).environment;
  // A row that cannot be read has its place all the same.
  const rows = values.map((one) => {
    const { key, value, type, enabled, secret, source } = v.parse(row, one);
    return {
      name: key,
      value: value === undefined ? undefined : new Secret(value),
      type,
      isOff: !enabled,
      isLinked: secret || (source !== undefined && source !== null),
    };
  });
  return { rows, isPublic };
}

export async function rowsOf(asking: Asking, environmentId: string): Promise<Row[]> {
  return (await contentOf(asking, environmentId)).rows;
}

export function has({ value }: Row, secret: Secret): boolean {
  return value?.equals(secret) === true;
}

/** The names under which a value stands more often than before. */
export function newlyWith(value: Secret, before: readonly Row[], after: readonly Row[]): string[] {
  const times = (rows: readonly Row[], of: string): number =>
    rows.filter((one) => one.name === of && has(one, value)).length;
  return [...new Set(after.map(({ name }) => name))].filter(
    (name) => times(after, name) > times(before, name),
  );
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

/** What gives the variable at a place another value, and another type where it has not that one. */
export function replacing(index: number, type: string, to: { value: Secret; type: string }): Operation[] {
  const operation = (name: string, value: string): Operation => ({
    op: 'replace',
    path: `/values/${index}/${name}`,
    value,
  });
  // The type first: a value that is not shown yet never will be.
  return [...(type === to.type ? [] : [operation('type', to.type)]), operation('value', to.value.reveal())];
}

export async function patch(
  { ask }: Asking,
  environmentId: string,
  body: readonly Operation[],
): Promise<void> {
  await ask({ method: 'PATCH', path: pathOf(environmentId), body });
}

function pathOf(environmentId: string): string {
  return `/environments/${encodeURIComponent(environmentId)}`;
}
