import * as v from 'valibot';
import type { Memento } from '../../keyring/activeKey.ts';
import { methods } from '../code/operations.ts';
import { whyNotPath, type Request } from './request.ts';

const slot = 'requests';
const most = 20;

/** A request that was sent from this workspace; its body is not kept: it may hold what is nobody's business. */
export type Past = Pick<Request, 'method' | 'path'>;

// Decoded one by one: a row that is none takes no other along.
const past = v.object({
  method: v.picklist(methods),
  path: v.pipe(
    v.string(),
    v.maxLength(4000),
    v.check((path) => whyNotPath(path) === undefined),
  ),
});

/** The last requests of this workspace, the newest first. */
export interface History {
  readonly requests: readonly Past[];
  note(request: Past): Promise<void>;
  clear(): Promise<void>;
}

export function createHistory(memento: Memento): History {
  const read = (): Past[] => {
    const rows = memento.get(slot);
    const all = Array.isArray(rows) ? rows : [];
    return all.flatMap((row) => (v.is(past, row) ? [{ method: row.method, path: row.path }] : []));
  };
  return {
    get requests() {
      return read();
    },
    note: async ({ method, path }) => {
      if (!v.is(past, { method, path })) return;
      const others = read().filter((one) => one.method !== method || one.path !== path);
      await memento.update(slot, [{ method, path }, ...others].slice(0, most));
    },
    clear: async () => {
      await memento.update(slot, undefined);
    },
  };
}
