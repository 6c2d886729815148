import * as v from 'valibot';
import {
  contentOf,
  has,
  newlyWith,
  patch,
  replacing,
  rowsOf,
  type Asking,
  type Row,
} from './environmentRows.ts';
import { plainText } from './plainText.ts';
import { PostmanProblem, type ProblemKind } from './problem.ts';
import type { Secret } from './secret.ts';
import { decode, queryOf, readable, shownText, textId } from './wire.ts';

export type { Asking } from './environmentRows.ts';

/** Makes calls with one key for as long as `signal` lasts. */
export type AskingOf = (signal: AbortSignal) => Asking;

/** An environment as lists have it. */
export interface EnvironmentSummary {
  readonly id: string;
  readonly name: string;
  /** None where Postman did not say. */
  readonly isPublic?: boolean | undefined;
}

/** A variable of type `secret`, as an environment is to have it. */
export interface SecretVariable {
  readonly name: string;
  readonly value: Secret;
}

/**
 * What came of storing a variable. Nothing was changed: `public`, everyone could read it there; `linked`, it takes its value
 * from Postman's vault; `ambiguous`, several have that name. The list of variables changed at the same time: `putBack`, the
 * value went into `into` instead, which has its own again; `misplaced`, it has not. `unsure`: the value was sent, and where
 * it stands is not known.
 */
export type Stored =
  | { readonly outcome: 'added' | 'public' | 'linked' | 'ambiguous' }
  /** `isOff`: the variable is switched off, so requests do not see it. */
  | { readonly outcome: 'replaced'; readonly isOff: boolean }
  | Straightened
  /** `why`: one sentence for people, where there was no answer. */
  | { readonly outcome: 'unsure'; readonly why: string | undefined };

/** `lost`: where the value of `into` went when it was to be put back, which may have lost its own. */
type Straightened =
  | { readonly outcome: 'putBack'; readonly into: string }
  | { readonly outcome: 'misplaced'; readonly into: string; readonly lost?: string };

const isPublic = v.fallback(v.optional(v.boolean()), undefined);
const summary = v.object({ id: textId, name: shownText, isPublic });
const list = v.object({ environments: v.array(v.unknown()) });
const created = v.object({ environment: v.object({ id: textId }) });
const home = v.object({ workspace: v.object({ visibility: shownText }) });

/** The environments of a workspace, or all that the key reads. */
export async function environmentsIn(
  { ask, host }: Asking,
  workspaceId?: string,
): Promise<EnvironmentSummary[]> {
  const { body } = await ask({ method: 'GET', path: `/environments${queryOf({ workspace: workspaceId })}` });
  return readable(summary, decode(list, body, host).environments).rows;
}

/**
 * A new environment with this variable in it and no other. Where the answer does not come, or the caller cancels
 * meanwhile, it is looked for.
 */
export async function createEnvironment(
  askingOf: AskingOf,
  signal: AbortSignal,
  of: { readonly workspaceId: string; readonly name: string },
  variable: SecretVariable,
): Promise<Stored> {
  const asking = askingOf(signal);
  const { ask, host } = asking;
  const former = new Set((await environmentsIn(asking, of.workspaceId)).map(({ id }) => id));
  if (await isOpen(asking, of.workspaceId)) return { outcome: 'public' };
  const path = `/environments${queryOf({ workspace: of.workspaceId })}`;
  const body = { environment: { name: of.name, values: [wireOf(variable)] } };
  const lost = await lostAnswer(async () =>
    decode(created, (await ask({ method: 'POST', path, body })).body, host),
  );
  if (!lost) return { outcome: 'added' };
  const isThere = await unlessFailed(async () => isIn(looking(askingOf), of, former, variable));
  return isThere === true ? { outcome: 'added' } : { outcome: 'unsure', why: lost.message };
}

/** Whether everyone can read a workspace by now. */
async function isOpen({ ask, host }: Asking, workspaceId: string): Promise<boolean> {
  const { body } = await ask({ method: 'GET', path: `/workspaces/${encodeURIComponent(workspaceId)}` });
  return decode(home, body, host).workspace.visibility.toLowerCase() === 'public';
}

/** Whether an environment of that name, and none of the former ones, has the variable, with the value. */
async function isIn(
  asking: Asking,
  { workspaceId, name }: { readonly workspaceId: string; readonly name: string },
  former: ReadonlySet<string>,
  variable: SecretVariable,
): Promise<boolean> {
  const all = await environmentsIn(asking, workspaceId);
  for (const { id } of all.filter((one) => one.name === plainText(name) && !former.has(one.id)))
    if (standing(await rowsOf(asking, id), variable)) return true;
  return false;
}

/**
 * Puts a variable into an environment and leaves all others as they are: by its place in the list, since Postman knows no
 * other way. So the list is read again, in case it was another one by then; also where the answer did not come or the
 * caller cancelled meanwhile.
 */
export async function storeVariable(
  askingOf: AskingOf,
  signal: AbortSignal,
  environmentId: string,
  variable: SecretVariable,
): Promise<Stored> {
  const asking = askingOf(signal);
  const { rows: before, isPublic: isShown } = await contentOf(asking, environmentId);
  if (isShown) return { outcome: 'public' };
  const places = before.flatMap(({ name }, index) => (name === variable.name ? [index] : []));
  const index = places[0] ?? before.length;
  const former = before[index];
  if (places.length > 1) return { outcome: 'ambiguous' };
  if (former?.isLinked === true) return { outcome: 'linked' };
  const change = former
    ? replacing(index, former.type, { value: variable.value, type: 'secret' })
    : [{ op: 'add', path: `/values/${index}`, value: wireOf(variable) }];
  const lost = await lostAnswer(async () => patch(asking, environmentId, change));
  const later = looking(askingOf);
  const after = await unlessFailed(async () => rowsOf(later, environmentId));
  if (!after) return { outcome: 'unsure', why: lost?.message };
  const into = newlyWith(variable.value, before, after);
  // One change puts it into one place.
  if (into.length > 0 && !into.includes(variable.name))
    return putBack(later, environmentId, { before, after, into, value: variable.value });
  const now = standing(after, variable);
  if (!now) return { outcome: 'unsure', why: lost?.message };
  return former ? { outcome: 'replaced', isOff: now.isOff } : { outcome: 'added' };
}

interface Astray {
  readonly before: readonly Row[];
  readonly after: readonly Row[];
  /** Names of the variables that have the value and had it not. */
  readonly into: readonly string[];
  readonly value: Secret;
}

/**
 * Gives a variable that was taken for another its own value again; and where the list changes once more meanwhile, so that
 * this one goes astray too, the same to the one that it went into.
 */
async function putBack(
  asking: Asking,
  environmentId: string,
  { before, after, into, value }: Astray,
): Promise<Straightened> {
  const [name = '', ...others] = into;
  const misplaced: Straightened = {
    outcome: 'misplaced',
    into: into.map((one) => plainText(one, 80)).join(', '),
  };
  const own = onlyOne(before, name);
  const now = onlyOne(after, name);
  // What Postman did not give, or takes from its vault, nobody can give back.
  if (!now || !own?.value || own.isLinked || others.length > 0) return misplaced;
  const change = replacing(after.indexOf(now), now.type, { value: own.value, type: own.type });
  // Whatever became of it, the list tells.
  await unlessFailed(async () => patch(asking, environmentId, change));
  const checked = await unlessFailed(async () => rowsOf(asking, environmentId));
  if (!checked) return misplaced;
  const back = newlyWith(own.value, after, checked);
  if (back.length > 0 && !back.includes(name)) {
    const third = { before: after, after: checked, into: back, value: own.value };
    const other = await putBack(asking, environmentId, third);
    return other.outcome === 'putBack' ? misplaced : { ...misplaced, lost: allOf(other) };
  }
  const isGone = newlyWith(value, before, checked).length === 0;
  return isGone && back.length > 0 ? { outcome: 'putBack', into: misplaced.into } : misplaced;
}

function allOf({ into, lost }: Extract<Straightened, { outcome: 'misplaced' }>): string {
  return lost === undefined ? into : `${into}, ${lost}`;
}

function onlyOne(rows: readonly Row[], name: string): Row | undefined {
  const [one, ...others] = rows.filter((row) => row.name === name);
  return others.length === 0 ? one : undefined;
}

function standing(rows: readonly Row[], { name, value }: SecretVariable): Row | undefined {
  return rows.find((row) => row.name === name && has(row, value));
}

function wireOf({ name, value }: SecretVariable): object {
  return { key: name, value: value.reveal(), type: 'secret', enabled: true };
}

/** Milliseconds for which it is tried to find out what came of a change. */
const longestLook = 30_000;

/** Calls that the caller's cancelling does not end. */
function looking(askingOf: AskingOf): Asking {
  return askingOf(AbortSignal.timeout(longestLook));
}

/** Problems that say that nothing was changed. */
const refusals: ReadonlySet<ProblemKind> = new Set([
  'refused',
  'forbidden',
  'notFound',
  'badRequest',
  'rateLimited',
  'quota',
  'notPinned',
]);

/** The problem of a change that may have been made all the same. @throws PostmanProblem where it was not */
async function lostAnswer(change: () => Promise<unknown>): Promise<PostmanProblem | undefined> {
  try {
    await change();
    return undefined;
  } catch (error) {
    if (error instanceof PostmanProblem && !refusals.has(error.kind)) return error;
    throw error;
  }
}

async function unlessFailed<T>(task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof PostmanProblem) return undefined;
    throw error;
  }
}
