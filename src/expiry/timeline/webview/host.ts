import * as v from 'valibot';
import type { MessageToHost } from '../messages.ts';
import { reaches, type Reach } from '../span.ts';

interface VsCode {
  postMessage(message: MessageToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

/** How the person left the page: it is thrown away when it is hidden. */
export interface Leaving {
  readonly isTable: boolean;
  readonly reach: Reach;
  readonly scroll: number;
}

const leaving = v.object({
  isTable: v.fallback(v.boolean(), false),
  reach: v.fallback(v.picklist(reaches), 'all'),
  scroll: v.fallback(v.number(), 0),
});

export interface Host {
  post(message: MessageToHost): void;
  readonly left: Leaving;
  leave(state: Leaving): void;
}

export function connect(): Host {
  const api = acquireVsCodeApi();
  const left = v.safeParse(leaving, api.getState() ?? {});
  return {
    post: (message) => {
      api.postMessage(message);
    },
    left: left.success ? left.output : { isTable: false, reach: 'all', scroll: 0 },
    leave: (state) => {
      api.setState(state);
    },
  };
}
