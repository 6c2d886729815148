import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000));

const when = {
  /** Path prefix. Without it a rule touches the API and leaves the web pages alone. */
  path: v.optional(v.pipe(v.string(), v.startsWith('/'))),
  method: v.optional(v.pipe(v.string(), v.toUpperCase())),
  /** How many matching requests it answers before it is used up; for ever without it. */
  times: v.optional(v.pipe(count, v.minValue(1))),
  /** How many matching requests it lets pass first. */
  skip: v.optional(count),
  /** The request is carried out all the same: only its answer is the fault's. */
  carriedOut: v.optional(v.boolean()),
};

/** What can go wrong on the way, one rule each. */
export const FaultRule = v.variant('kind', [
  v.object({ ...when, kind: v.literal('delay'), ms: milliseconds }),
  v.object({ ...when, kind: v.literal('stall') }),
  v.object({ ...when, kind: v.literal('drip'), everyMs: v.optional(milliseconds, 200) }),
  v.object({
    ...when,
    kind: v.literal('status'),
    status: v.picklist([400, 401, 403, 404, 411, 413, 500, 503]),
  }),
  v.object({ ...when, kind: v.literal('halfClosed') }),
  v.object({ ...when, kind: v.literal('destroyed') }),
  v.object({ ...when, kind: v.literal('hangUp') }),
  v.object({ ...when, kind: v.literal('html') }),
  v.object({ ...when, kind: v.literal('garbage') }),
  v.object({ ...when, kind: v.literal('wrongShape') }),
  /** Any answer at all, such as a list whose cursor never ends, or with rows that are none. */
  v.object({
    ...when,
    kind: v.literal('json'),
    body: v.unknown(),
    status: v.optional(v.picklist([200, 400, 403, 404, 409]), 200),
  }),
  v.object({
    ...when,
    kind: v.literal('huge'),
    bytes: v.optional(v.pipe(count, v.maxValue(1_000_000_000)), 12_000_000),
    gzip: v.optional(v.boolean(), false),
  }),
  v.object({
    ...when,
    kind: v.literal('rateLimited'),
    headers: v.optional(v.record(v.string(), v.string()), { 'Retry-After': '2' }),
  }),
  v.object({ ...when, kind: v.literal('quota') }),
  v.object({
    ...when,
    kind: v.literal('redirect'),
    to: v.string(),
    status: v.optional(v.picklist([301, 302, 303, 307, 308]), 302),
  }),
]);

export type FaultInput = v.InferInput<typeof FaultRule>;
export type Fault = v.InferOutput<typeof FaultRule>;
export type FaultKind = Fault['kind'];
