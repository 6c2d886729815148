import * as v from 'valibot';
import type { LocalPostman } from '../localPostman.ts';
import type { Person } from '../world/model.ts';
import type { Notice } from './notice.ts';

/** The forms of the page that manages public elements. */
export const PublicForm = v.variant('verb', [
  v.object({ verb: v.literal('delete'), id: v.pipe(v.string(), v.maxLength(500)) }),
  v.object({ verb: v.literal('allow') }),
  v.object({ verb: v.literal('forbid'), keys: v.picklist(['keep', 'revoke']) }),
]);

interface Told {
  readonly status: 200 | 404;
  readonly told: Notice;
}

function done(text: string): Told {
  return { status: 200, told: { kind: 'done', text } };
}

export function manage(postman: LocalPostman, by: Person, given: v.InferOutput<typeof PublicForm>): Told {
  if (given.verb === 'delete') {
    return postman.deleteAccessKey(given.id, by)
      ? done('The key is deleted.')
      : { status: 404, told: { kind: 'failed', text: 'This key is no longer there.' } };
  }
  postman.accounts.allowAccessKeys = given.verb === 'allow';
  postman.save();
  if (given.verb === 'allow') return done('New collection access keys can be made again.');
  if (given.keys === 'keep') return done('No new keys from now on. Those that are there keep working.');
  for (const key of postman.accessKeys.all()) postman.deleteAccessKey(key.id, by);
  return done('No new keys from now on, and all that were there are revoked.');
}
