import * as v from 'valibot';
import type { Answer, Call } from './call.ts';
import { plainText } from './plainText.ts';
import { PostmanProblem } from './problem.ts';
import { Secret } from './secret.ts';
import { decode, queryOf, readable, shownText, textId } from './wire.ts';

/** Makes calls with one key. */
export interface Asking {
  /** Host and port of the API, for sentences. */
  readonly host: string;
  readonly ask: (call: Pick<Call, 'method' | 'path' | 'body'>) => Promise<Answer>;
}

/** An environment as lists have it. */
export interface EnvironmentSummary {
  readonly id: string;
  readonly name: string;
  readonly isPublic: boolean;
}

/** A variable of type `secret`, as an environment is to have it. */
export interface SecretVariable {
  readonly name: string;
  readonly value: Secret;
}

/**
 * What came of storing a variable. Nothing was changed: `linked`, it takes its value from Postman's vault; `ambiguous`,
 * several have that name. The list of variables changed at the same time: `putBack`, the value went into `into` instead,
 * which has its own again; `misplaced`, it has not; `unsure`, the value was sent, and where it stands is not known.
 */
export type Stored =
  | { readonly outcome: 'added' | 'linked' | 'ambiguous' | 'unsure' }
  /** `isOff`: the variable is switched off, so requests do not see it. */
  | { readonly outcome: 'replaced'; readonly isOff: boolean }
  | { readonly outcome: 'putBack' | 'misplaced'; readonly into: string };

const summary = v.object({ id: textId, name: shownText, isPublic: v.fallback(v.boolean(), false) });
const list = v.object({ environments: v.array(v.unknown()) });
const created = v.object({ environment: v.object({ id: textId }) });
const whole = v.object({ environment: v.object({ values: v.optional(v.array(v.unknown()), []) }) });

/** The environments of a workspace, or all that the key reads. */
export async function environmentsIn(
  { ask, host }: Asking,
  workspaceId?: string,
): Promise<EnvironmentSummary[]> {
  const { body } = await ask({ method: 'GET', path: `/environments${queryOf({ workspace: workspaceId })}` });
  return readable(summary, decode(list, body, host).environments).rows;
}

/** A new environment with this variable in it and no other. */
export async function createEnvironment(
  { ask, host }: Asking,
  workspaceId: string,
  name: string,
  variable: SecretVariable,
): Promise<void> {
  const path = `/environments${queryOf({ workspace: workspaceId })}`;
  const body = { environment: { name, values: [wireOf(variable)] } };
  decode(created, (await ask({ method: 'POST', path, body })).body, host);
}

/**
 * Puts a variable into an environment and leaves all others as they are: by its place in the list, since Postman knows no
 * other way. So the list is read again, in case it was another one by then.
 */
export async function storeVariable(
  asking: Asking,
  environmentId: string,
  variable: SecretVariable,
): Promise<Stored> {
  const before = await rowsOf(asking, environmentId);
  const places = before.flatMap(({ name }, index) => (name === variable.name ? [index] : []));
  const index = places[0] ?? before.length;
  const former = before[index];
  if (places.length > 1) return { outcome: 'ambiguous' };
  if (former?.isLinked === true) return { outcome: 'linked' };
  const change = former
    ? replacing(index, former, { value: variable.value, type: 'secret' })
    : [{ op: 'add', path: `/values/${index}`, value: wireOf(variable) }];
  await patch(asking, environmentId, change);
  const after = await unlessFailed(async () => rowsOf(asking, environmentId));
  if (!after) return { outcome: 'unsure' };
  const stray = after.findIndex(({ name, value }) => name !== variable.name && value.equals(variable.value));
  const hadIt = before.some(({ name, value }) => name === after[stray]?.name && value.equals(variable.value));
  if (stray !== -1 && !hadIt) return putBack(asking, environmentId, { before, after, index: stray });
  const now = after.find(({ name, value }) => name === variable.name && value.equals(variable.value));
  if (!now) return { outcome: 'unsure' };
  return former ? { outcome: 'replaced', isOff: now.isOff } : { outcome: 'added' };
}

/** Gives a variable that was taken for another its own value again. */
async function putBack(
  asking: Asking,
  environmentId: string,
  { before, after, index }: { before: readonly Row[]; after: readonly Row[]; index: number },
): Promise<Stored> {
  const now = after[index];
  const into = plainText(now?.name ?? '', 80);
  const [own, ...others] = before.filter(({ name }) => name === now?.name);
  if (!now || !own || others.length > 0) return { outcome: 'misplaced', into };
  const checked = await unlessFailed(async () => {
    await patch(asking, environmentId, replacing(index, now, own));
    return rowsOf(asking, environmentId);
  });
  const isBack = checked?.every(({ name, value }) => name !== own.name || value.equals(own.value));
  return { outcome: isBack === true ? 'putBack' : 'misplaced', into };
}

/** One variable of the list; its place in the list is what Postman knows it by. */
interface Row {
  readonly name: string;
  readonly value: Secret;
  readonly type: string;
  readonly isOff: boolean;
  readonly isLinked: boolean;
}

const text = v.fallback(v.string(), '');
const row = v.fallback(
  v.object({
    key: text,
    value: text,
    type: text,
    enabled: v.fallback(v.boolean(), true),
    secret: v.fallback(v.boolean(), false),
    source: v.optional(v.unknown()),
  }),
  { key: '', value: '', type: '', enabled: true, secret: false },
);

async function rowsOf({ ask, host }: Asking, environmentId: string): Promise<Row[]> {
  const { body } = await ask({ method: 'GET', path: pathOf(environmentId) });
  // A row that cannot be read has its place all the same.
  return decode(whole, body, host).environment.values.map((one) => {
    const { key, value, type, enabled, secret, source } = v.parse(row, one);
    const isLinked = secret || (source !== undefined && source !== null);
    return { name: key, value: new Secret(value), type, isOff: !enabled, isLinked };
  });
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

function replacing(index: number, now: Row, to: Pick<Row, 'value' | 'type'>): Operation[] {
  const operation = (name: string, value: string): Operation => ({
    op: 'replace',
    path: `/values/${index}/${name}`,
    value,
  });
  // The type first: a value that is not shown yet never will be.
  return [
    ...(now.type === to.type ? [] : [operation('type', to.type)]),
    operation('value', to.value.reveal()),
  ];
}

async function patch({ ask }: Asking, environmentId: string, body: readonly Operation[]): Promise<void> {
  await ask({ method: 'PATCH', path: pathOf(environmentId), body });
}

function wireOf({ name, value }: SecretVariable): object {
  return { key: name, value: value.reveal(), type: 'secret', enabled: true };
}

function pathOf(environmentId: string): string {
  return `/environments/${encodeURIComponent(environmentId)}`;
}

async function unlessFailed<T>(task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof PostmanProblem) return undefined;
    throw error;
  }
}
