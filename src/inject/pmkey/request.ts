import * as v from 'valibot';

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const variable = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/));
/** The name or account of the key that is wanted. */
const key = v.optional(word);

const request = v.variant('ask', [
  v.object({ ask: v.literal('run'), key, as: v.optional(variable), program: word }),
  v.object({ ask: v.literal('pipe'), key, program: word }),
  /** `isShown`: it would stand in the terminal, where nothing takes the output over. */
  v.object({ ask: v.literal('print'), key, isShown: v.boolean() }),
  v.object({ ask: v.literal('status'), key }),
]);

/** What a terminal wants. Its words are anybody's: they are looked up and shown as plain text, and nothing else. */
export type Request = v.InferOutput<typeof request>;

export type Answer =
  /** For a program's environment; `input` for what it reads, and then the key is in no variable. */
  | { readonly ok: true; readonly variables: Readonly<Record<string, string>>; readonly input?: string }
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly sentence: string };

/** @param gone when whoever asked is no longer there */
export type Answering = (request: Request, gone: AbortSignal) => Promise<Answer>;

/** @throws Error, without what came in */
export function decodeRequest(body: string): Request {
  try {
    return v.parse(request, JSON.parse(body));
  } catch {
    throw new Error('a request of another form');
  }
}
