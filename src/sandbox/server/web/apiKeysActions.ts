import * as v from 'valibot';
import type { ApiKey } from '../keys/apiKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import type { Person } from '../world/model.ts';
import type { Outcome } from './apiKeysPage.ts';
import { accessKeysFor } from './accessKeysSection.ts';
import { expiryChoices } from './keyDialogs.ts';
import { mayDelete } from './roles.ts';

const keyName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/));
const dayCount = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(3650),
);

const Settings = v.variant('expiry', [
  v.object({ verb: v.literal('settings'), expiry: v.literal('never') }),
  v.object({ verb: v.literal('settings'), expiry: v.literal('custom'), days: dayCount }),
  v.object({ verb: v.literal('settings'), expiry: v.picklist(expiryChoices.map(String)) }),
]);

/** The forms of the API keys page. */
export const KeyForm = v.variant('verb', [
  v.object({ verb: v.literal('generate'), name: keyName }),
  v.object({ verb: v.literal('regenerate'), id }),
  v.object({ verb: v.literal('rename'), id, name: keyName }),
  v.object({ verb: v.literal('delete'), id }),
  v.object({ verb: v.literal('delete-access-key'), id: v.pipe(v.string(), v.maxLength(500)) }),
  Settings,
]);
export type KeyForm = v.InferOutput<typeof KeyForm>;

export interface Done extends Outcome {
  readonly status: 200 | 400 | 403 | 404;
}

function done(text: string): Done {
  return { status: 200, notice: { kind: 'done', text } };
}

export const notUnderstood: Done = {
  status: 400,
  notice: { kind: 'failed', text: 'That did not work: something is missing, or too long.' },
};
const gone: Done = { status: 404, notice: { kind: 'failed', text: 'This key is no longer there.' } };

const notYours: Done = {
  status: 403,
  notice: { kind: 'failed', text: 'Only admins delete the keys of others.' },
};

function changeSettings(postman: LocalPostman, person: Person, given: v.InferOutput<typeof Settings>): Done {
  const days = given.expiry === 'never' ? null : 'days' in given ? given.days : Number(given.expiry);
  postman.accounts.expiryDays.set(person.id, days);
  postman.save();
  return done(days === null ? 'New keys will not expire.' : `New keys will expire after ${days} days.`);
}

function ownKey(postman: LocalPostman, person: Person, keyId: string): ApiKey | undefined {
  const key = postman.keys.get(keyId);
  return key?.userId === person.id && key.listed ? key : undefined;
}

function deleteAccessKey(postman: LocalPostman, person: Person, keyId: string): Done {
  const key = accessKeysFor(postman, person).find((one) => one.id === keyId);
  if (key === undefined) return gone;
  if (!mayDelete(person, key)) return notYours;
  postman.deleteAccessKey(key.id, person);
  return done('The collection access key is deleted.');
}

export function carryOut(postman: LocalPostman, person: Person, given: KeyForm): Done {
  if (given.verb === 'generate') {
    return { status: 200, verb: 'generated', issued: postman.issueKey(person, given.name) };
  }
  if (given.verb === 'settings') return changeSettings(postman, person, given);
  if (given.verb === 'delete-access-key') return deleteAccessKey(postman, person, given.id);
  const key = ownKey(postman, person, given.id);
  if (key === undefined) return gone;
  switch (given.verb) {
    case 'regenerate': {
      const issued = key.revokedAt === null ? postman.regenerateKey(key.id) : undefined;
      return issued === undefined ? gone : { status: 200, verb: 'regenerated', issued };
    }
    case 'rename':
      postman.keys.rename(key, given.name);
      postman.save();
      return done('The key has its new name.');
    case 'delete':
      postman.deleteKey(key.id);
      postman.save();
      return done('The key is deleted.');
  }
}
