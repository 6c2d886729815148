import { randomUUID } from 'node:crypto';
import type { Environment, Variable } from '../world/environments.ts';

/** One operation of a JSON Patch, as far as environments know them. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** The place that an operation names is not there. */
export class NoSuchPlace extends Error {}

/** Environments, in memory only: what is in them may be a key, and the state file has none. */
export class Environments {
  #all = new Map<string, Environment>();

  plant(planted: readonly Environment[]): void {
    this.#all = new Map(planted.map((one) => [one.id, one]));
  }

  all(): readonly Environment[] {
    return [...this.#all.values()];
  }

  /** By uid (`<owner>-<uuid>`) or by the bare uuid. */
  get(id: string): Environment | undefined {
    return this.#all.get(id) ?? this.all().find((one) => uidOfEnvironment(one) === id);
  }

  create(of: Pick<Environment, 'ownerId' | 'workspaceId' | 'name' | 'values'>, at: number): Environment {
    const now = new Date(at).toISOString();
    const environment = { ...of, id: randomUUID(), createdAt: now, updatedAt: now };
    this.#all.set(environment.id, environment);
    return environment;
  }

  /** All of it or nothing. @throws NoSuchPlace */
  patch(environment: Environment, operations: readonly PatchOperation[], at: number): Environment {
    const { name, values } = operations.reduce(applied, environment);
    const changed = { ...environment, name, values, updatedAt: new Date(at).toISOString() };
    this.#all.set(environment.id, changed);
    return changed;
  }
}

export function uidOfEnvironment({ ownerId, id }: Environment): string {
  return `${ownerId}-${id}`;
}

function applied(environment: Environment, { op, path, value }: PatchOperation): Environment {
  if (path === '/name') return { ...environment, name: String(value) };
  const [, , row = '', property] = path.split('/');
  const { values } = environment;
  const index = Number(row);
  const isNew = op === 'add' && property === undefined;
  if (index > values.length - (isNew ? 0 : 1)) throw new NoSuchPlace();
  const rows = values.toSpliced(index, isNew ? 0 : 1, ...rowAfter(values[index], property, op, value));
  return { ...environment, values: rows };
}

function rowAfter(
  row: Variable = {},
  property: string | undefined,
  op: PatchOperation['op'],
  value: unknown,
): Variable[] {
  if (property === undefined) return op === 'remove' ? [] : [value as Variable];
  const { [property]: _, ...rest } = row;
  return [op === 'remove' ? rest : { ...row, [property]: value }];
}
