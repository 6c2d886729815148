import * as v from 'valibot';
import { allPages, decode, queryOf, shownText, textId } from './wire.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** `personal` or `team`; there may be new ones. */
  readonly type: string;
  /** `personal`, `team`, `private`, `public` or `partner`; there may be new ones. */
  readonly visibility: string;
}

const workspacePage = v.object({
  workspaces: v.array(v.object({ id: textId, name: shownText, type: shownText, visibility: shownText })),
  meta: v.fallback(v.object({ nextCursor: v.fallback(v.string(), '') }), { nextCursor: '' }),
});

/** All workspaces, page by page. `bodyOf` GETs a path. Rejects with the problem `unreadable` when a page leads back. */
export async function allWorkspaces(
  bodyOf: (path: string) => Promise<unknown>,
  host: string,
): Promise<Workspace[]> {
  return allPages(async (cursor) => {
    const path = `/workspaces${queryOf({ limit: 100, cursor })}`;
    const { workspaces, meta } = decode(workspacePage, await bodyOf(path), host);
    return { rows: workspaces, nextCursor: meta.nextCursor };
  }, host);
}
