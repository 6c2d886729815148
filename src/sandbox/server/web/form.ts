import type { Context } from 'hono';
import * as v from 'valibot';

/** A posted form checked by a schema; undefined when it does not fit. */
export async function form<const S extends v.GenericSchema>(
  c: Context,
  schema: S,
): Promise<v.InferOutput<S> | undefined> {
  const fields: unknown = await c.req.parseBody().catch(() => ({}));
  const parsed = v.safeParse(schema, fields);
  return parsed.success ? parsed.output : undefined;
}
