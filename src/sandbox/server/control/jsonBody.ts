import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as v from 'valibot';

function refusal(problems: string[]): HTTPException {
  return new HTTPException(400, { res: Response.json({ problems }, { status: 400 }) });
}

/** JSON checked by a schema; what does not fit is answered with the places where it does not. */
export async function jsonBody<const S extends v.GenericSchema>(
  c: Context,
  schema: S,
): Promise<v.InferOutput<S>> {
  const value: unknown = await c.req.json().catch(() => {
    throw refusal(['The body is not JSON.']);
  });
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw refusal(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? '(body)'}: ${issue.message}`));
}
