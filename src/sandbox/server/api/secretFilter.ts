import * as v from 'valibot';

const texts = v.optional(v.array(v.string()));

const Filter = v.object({
  resolved: v.optional(v.boolean()),
  secretTypes: texts,
  statuses: v.optional(v.array(v.picklist(['ACTIVE', 'FALSE_POSITIVE', 'ACCEPTED_RISK', 'REVOKED']))),
  workspaceIds: texts,
  resources: v.optional(v.array(v.object({ type: v.optional(v.string()), ids: texts }))),
  workspaceVisibilities: v.optional(v.array(v.picklist(['team', 'public']))),
});

/** What `POST /detected-secrets-queries` asks for. */
export type SecretFilter = v.InferOutput<typeof Filter>;

/** Nothing sent asks for everything. */
export function readFilter(body: string): SecretFilter | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Filter), body === '' ? '{}' : body);
  return parsed.success ? parsed.output : undefined;
}
