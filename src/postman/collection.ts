import * as v from 'valibot';
import { createReading, descriptionOf, fieldsOf, type Reading } from './collectionReading.ts';
import { requestOf } from './collectionRequest.ts';
import { PostmanProblem } from './problem.ts';
import { decode, moment, textId } from './wire.ts';

/** What a collection holds, as a tree that can be shown: every text in it came from outside. */
export interface SharedCollection {
  readonly name: string;
  readonly description: string;
  readonly uid: string | undefined;
  readonly updatedAt: Date | undefined;
  readonly items: readonly CollectionItem[];
  /** Requests in `items`, at any depth. */
  readonly requestCount: number;
  readonly variables: readonly CollectionVariable[];
  /** Whether something was left out: too deep, too much, too long, or of no shape that is known. */
  readonly isCut: boolean;
}

export type CollectionItem = CollectionFolder | CollectionRequest;

export interface CollectionFolder {
  readonly kind: 'folder';
  readonly name: string;
  readonly description: string;
  readonly items: readonly CollectionItem[];
}

export interface CollectionRequest {
  readonly kind: 'request';
  readonly name: string;
  readonly description: string;
  readonly method: string;
  /** As it was typed, with `{{variables}}` in it. */
  readonly url: string;
  readonly headers: readonly CollectionPair[];
  readonly query: readonly CollectionPair[];
  /** The type, such as `bearer`, and never a value. */
  readonly auth: string | undefined;
  readonly body: CollectionBody | undefined;
  readonly scripts: readonly CollectionScript[];
  readonly examples: readonly CollectionExample[];
}

export interface CollectionPair {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean | undefined;
}

export interface CollectionBody {
  /** `raw`, `urlencoded`, `formdata`, `graphql` or `file`; there may be new ones. */
  readonly mode: string;
  readonly language?: string | undefined;
  readonly text: string;
}

export interface CollectionScript {
  /** `prerequest` or `test`. */
  readonly listen: string;
  readonly text: string;
}

export interface CollectionExample {
  readonly name: string;
  readonly status: string;
  readonly code: number | undefined;
  readonly body: string;
}

export interface CollectionVariable {
  readonly key: string;
  readonly value: string;
  readonly isSecret: boolean;
}

/** A collection, and its JSON as it came: the file that Postman, newman and others can import. */
export interface CollectionAnswer {
  readonly collection: SharedCollection;
  readonly json: unknown;
  /** When it came, in Unix milliseconds. */
  readonly receivedAt: number;
}

const shape = v.object({
  info: v.object({ uid: v.fallback(v.optional(textId), undefined), updatedAt: moment }),
});

/**
 * A collection of format 2.0 or 2.1, by itself or as `{collection}`. Throws the problem `unreadable` for what is
 * none. Whatever else stands in it, something can be shown: only what has the right type is read.
 */
export function decodeCollection(body: unknown, host: string): SharedCollection {
  const json = jsonIn(body);
  const { info } = decode(shape, json, host);
  if (isTooDeep(json)) {
    const message = `${host} answered with a collection that is nested too deeply to be read.`;
    throw new PostmanProblem({ kind: 'unreadable', host, message });
  }
  const reading = createReading();
  const fields = fieldsOf(json);
  const { name, description } = fieldsOf(fields['info']);
  const items = itemsOf(fields['item'], 1, reading);
  return {
    name: reading.line(name),
    description: descriptionOf(description, reading),
    uid: info.uid,
    updatedAt: info.updatedAt,
    items,
    requestCount: requestsIn(items),
    variables: reading.rows(fields['variable']).flatMap((row) => variablesOf(row, reading)),
    isCut: reading.isCut(),
  };
}

/** A collection and its JSON from an answer to `GET /collections/{uid}`. Throws as {@link decodeCollection}. */
export function collectionAnswer(body: unknown, host: string, receivedAt: number): CollectionAnswer {
  return { collection: decodeCollection(body, host), json: jsonIn(body), receivedAt };
}

function jsonIn(body: unknown): unknown {
  return fieldsOf(body)['collection'] ?? body;
}

const deepestFolder = 50;
const deepestJson = 2000;

/** Whether JSON is nested so deeply that walking over it, as `JSON.stringify` does, could exhaust the stack. */
function isTooDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestJson) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

function itemsOf(rows: unknown, depth: number, reading: Reading): CollectionItem[] {
  const items: CollectionItem[] = [];
  for (const row of Array.isArray(rows) ? (rows as unknown[]) : []) {
    if (depth > deepestFolder) {
      reading.leaveOut();
      break;
    }
    if (!reading.mayTakeItem()) break;
    const fields = fieldsOf(row);
    if (Array.isArray(fields['item']) || (fields['request'] === undefined && 'name' in fields)) {
      items.push(folderOf(fields, depth, reading));
    } else if (fields['request'] === undefined) {
      reading.leaveOut();
    } else {
      items.push(requestOf(fields, reading));
    }
  }
  return items;
}

function folderOf(
  fields: Readonly<Record<string, unknown>>,
  depth: number,
  reading: Reading,
): CollectionFolder {
  return {
    kind: 'folder',
    name: reading.line(fields['name']),
    description: descriptionOf(fields['description'], reading),
    items: itemsOf(fields['item'], depth + 1, reading),
  };
}

function requestsIn(items: readonly CollectionItem[]): number {
  return items.reduce((sum, item) => sum + (item.kind === 'request' ? 1 : requestsIn(item.items)), 0);
}

/** The value of a secret variable stays where it is: in the JSON. */
function variablesOf(row: unknown, reading: Reading): CollectionVariable[] {
  const { key, id, value, type, secret } = fieldsOf(row);
  const name = reading.line(key ?? id);
  const isSecret = secret === true || type === 'secret';
  return name === '' ? [] : [{ key: name, value: isSecret ? '' : reading.line(value, 2000), isSecret }];
}
