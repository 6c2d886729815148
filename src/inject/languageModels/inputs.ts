import * as v from 'valibot';
import { hostOf } from '../../postman/call.ts';
import { plainText } from '../../postman/plainText.ts';
import { methods } from '../code/operations.ts';
import type { Agreed } from '../handOut.ts';
import { hasMask, unescaped } from '../requests/masks.ts';
import { shownBody, whyNotBody, whyNotPath, type Request } from '../requests/request.ts';
import { isOff } from '../way.ts';

// What a model writes is as hostile as what it has read.
const key = v.optional(v.pipe(v.string(), v.maxLength(200)));

const requestInput = v.object({
  method: v.optional(v.pipe(v.string(), v.toUpperCase(), v.picklist(methods)), 'GET'),
  path: v.pipe(v.string(), v.maxLength(4000)),
  body: v.optional(v.unknown()),
  key,
});

const accessKeysInput = v.object({
  key,
  collection: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,200}$/))),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
});

export interface AskedRequest {
  readonly request: Request;
  /** Name or account of the key; only looked up. */
  readonly key: string | undefined;
}

/** Why an input is not taken: a sentence that a model can make use of, and that repeats nothing of the input. */
export interface Fault {
  readonly fault: string;
}

export function requestOf(input: unknown): AskedRequest | Fault {
  const asked = decoded(requestInput, input);
  if ('fault' in asked) return asked;
  const { method, path, body, key: named } = asked;
  const fault = whyNotPath(path);
  if (fault !== undefined) return { fault };
  if (method === 'GET') return { request: { method, path }, key: named };
  const text = jsonOf(body);
  if (text === undefined) return { fault: 'The body is nested too deeply.' };
  if ([path, text, unescaped(text)].some(hasMask)) return { fault: masked };
  if (whyNotBody(text) !== undefined) return { fault: 'No key may stand in a body.' };
  if (text.length > mostBody) return { fault: 'The body is too long: 20,000 characters at most.' };
  return { request: { method, path, ...(body !== undefined && { body }) }, key: named };
}

const masked =
  '“[secret]” stands for a value that you may not see, and would take its place. ' +
  'Leave that part out: change one thing with PATCH instead of all of it with PUT.';

/** Empty without a body; nothing where it is too deep for the stack. */
function jsonOf(body: unknown): string | undefined {
  try {
    return body === undefined ? '' : JSON.stringify(body);
  } catch {
    return undefined;
  }
}

export type AskedAccessKeys = v.InferOutput<typeof accessKeysInput>;

export function accessKeysOf(input: unknown): AskedAccessKeys | Fault {
  return decoded(accessKeysInput, input);
}

/** Characters: a person has to read them first. */
const mostBody = 20_000;

function decoded<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T | Fault {
  const result = v.safeParse(schema, input ?? {});
  if (result.success) return result.output;
  const place = v.getDotPath(result.issues[0]);
  return { fault: `The input is not as the tool wants it${place === null ? '' : `: ${place}`}.` };
}

/** Why nothing is sent, whatever is asked for: so there is nothing to ask the person about. */
export function whyNothing(disabledWays: unknown, isTrusted: boolean): string | undefined {
  if (isOff('languageModel', disabledWays)) return 'language models are switched off in the settings';
  return isTrusted ? undefined : 'this workspace is not trusted';
}

/** What the person reads before something is changed, or done with another key than the active one. */
export interface Confirmation {
  readonly title: string;
  readonly line: string;
  /** Empty where there is none. */
  readonly body: string;
}

/** The question about a request that changes something. */
export function confirmationOf(request: Request, to: Agreed): Confirmation {
  const { method, path, body } = request;
  return {
    title: `Send ${method} to Postman?`,
    line: `${method} ${plainText(path, 4000)} ${withKey(to)}. It changes what you have in Postman, and what your team has.`,
    body: shownBody(body),
  };
}

/** The question about what only reads, with a key that is not the active one. */
export function otherKeyOf(what: string, to: Agreed): Confirmation {
  const line = `${what} ${withKey(to)}. It is not the active key of this window.`;
  return { title: 'Use another API key than the active one?', line, body: '' };
}

/** The key that is used, its owner and where it goes, for questions. */
export function withKey({ stored: { account, name }, region }: Agreed): string {
  const owner = account?.fullName ?? 'an owner that is not known yet';
  return `with “${plainText(name, 60)}” of ${plainText(owner, 60)} at ${hostOf(region)}`;
}
