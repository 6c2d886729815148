// What the timeline's page and the extension say to one another. Either side takes the other's word for nothing:
// what does not decode is dropped, and fields that nobody named do not get through.
import * as v from 'valibot';
import type { TimelineChange } from './change.ts';
import type { TimelineData } from './data.ts';

/** The page is there and knows nothing yet; a key was chosen; a picture is to be saved. */
export type MessageToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'save'; readonly format: PictureFormat; readonly content: Uint8Array };

/** All there is, then what is new. */
export type MessageToPage =
  | { readonly type: 'state'; readonly data: TimelineData }
  | { readonly type: 'change'; readonly change: TimelineChange };

export type PictureFormat = 'svg' | 'png';

const largestPicture = 64 * 1024 * 1024;
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

const lifetime = v.object({
  id: v.string(),
  kind: v.picklist(['apiKey', 'accessKey']),
  name: v.string(),
  owner: v.string(),
  masked: v.string(),
  issuedAt: time,
  derived: v.boolean(),
  expiresAt: v.optional(time),
  ends: v.picklist(['known', 'never', 'unknown']),
  state: v.string(),
  severity: v.picklist(['ok', 'warning', 'error', 'unknown']),
});
const usage = v.object({
  account: v.string(),
  operations: v.array(v.object({ name: v.string(), limit: amount, usage: amount, overage: amount })),
});
const news = { now: time, thresholds: v.array(amount) };
const data = v.object({ ...news, lifetimes: v.array(lifetime), usage: v.array(usage) });
const change = v.object({
  ...news,
  changed: v.array(lifetime),
  removed: v.array(v.string()),
  usage: v.optional(v.array(usage)),
});

const toPage = v.variant('type', [
  v.object({ type: v.literal('state'), data }),
  v.object({ type: v.literal('change'), change }),
]);
const toHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('open'), id: v.string() }),
  v.object({
    type: v.literal('save'),
    format: v.picklist(['svg', 'png']),
    content: v.pipe(
      v.instance(Uint8Array),
      v.check((content) => content.length <= largestPicture),
    ),
  }),
]);

/** @throws when the source gave what is no timeline */
export function timelineOf(value: TimelineData): TimelineData {
  return v.parse(data, value);
}

export function messageToPage(value: unknown): MessageToPage | undefined {
  return decoded(toPage, value);
}

export function messageToHost(value: unknown): MessageToHost | undefined {
  return decoded(toHost, value);
}

function decoded<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
