import * as v from 'valibot';
import { maskCredentials } from './credential.ts';
import type { ResponseHeaders } from './headers.ts';
import { plainText } from './plainText.ts';
import { PostmanProblem, type ProblemKind } from './problem.ts';
import { retryAfter } from './retryAfter.ts';

/** An answer of a status other than 200 to 299. */
export interface ErrorAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly text: string;
  /** When it came, in Unix milliseconds. */
  readonly receivedAt: number;
  /** Whether a link to a collection was asked with, by its access key, and no API key. */
  readonly isOfLink?: boolean | undefined;
}

/** The problem an answer tells of, by its status and, where Postman's status is not enough, by the names in its body. */
export function problemFrom(answer: ErrorAnswer): PostmanProblem {
  const { host, status, isOfLink = false } = answer;
  const body = bodyOf(answer.text);
  const answered = kindOf(status, body.names);
  // A proxy's 403 says nothing of an access key, whose value Postman shows only once: Postman's has a name.
  const kind = isOfLink && answered === 'forbidden' && body.code === '' ? 'unreadable' : answered;
  const waits = kind === 'rateLimited' || kind === 'server';
  const retryAfterSeconds = waits ? retryAfter(answer.headers, answer.receivedAt) : undefined;
  // Masked before it is cut: half a key would pass the mask.
  // Our own sentence ends with a full stop.
  const words = plainText(maskCredentials(body.said), 160).replace(/\.$/, '');
  const quote = words === '' ? ` (status ${status})` : ` (${status}): “${words}”`;
  const message =
    (isOfLink ? sentenceOfLink(kind, host, quote) : undefined) ??
    sentence(kind, host, status, quote, retryAfterSeconds);
  const code = plainText(maskCredentials(body.code), 80) || undefined;
  return new PostmanProblem({ kind, host, status, retryAfterSeconds, code, message });
}

/** The kinds that an answer can tell of. */
type AnsweredKind = Exclude<ProblemKind, 'offline' | 'certificate' | 'tooLarge' | 'cancelled' | 'notPinned'>;

const noText = v.fallback(v.string(), '');
const noError = { name: '', message: '' };

/** Postman answers in two shapes, `{error: {name, message}}` and RFC 9457's `{type, title, detail}`, and in mixtures. */
const errorBody = v.object({
  error: v.fallback(v.object({ name: noText, message: noText }), noError),
  name: noText,
  message: noText,
  type: noText,
  title: noText,
  detail: noText,
});

interface ErrorBody {
  readonly names: readonly string[];
  readonly code: string;
  readonly said: string;
}

function bodyOf(text: string): ErrorBody {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), errorBody), text);
  if (!result.success) return { names: [], code: '', said: '' };
  const { error, name, message, type, title, detail } = result.output;
  const said = [detail, error.message, message, title, error.name].find((words) => words.trim() !== '');
  const names = [error.name, name, type, title];
  const code = names.find((one) => one.trim() !== '') ?? '';
  return { names: [...names, error.message], code, said: said ?? '' };
}

function kindOf(status: number, names: readonly string[]): AnsweredKind {
  const named = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (status === 401 || (status === 403 && named(/^authentication ?error$/i))) return 'refused';
  // `GET /collections/{id}` answers 400 for a collection that is not there.
  if (status === 404 || status === 410 || (status === 400 && named(/not-?found/i))) return 'notFound';
  if (status === 429) return named(/service.?limit.?exhausted/i) ? 'quota' : 'rateLimited';
  if (status === 403) return 'forbidden';
  if (status === 407) return 'proxy';
  if (status === 408) return 'timeout';
  if (status >= 400 && status < 500) return 'badRequest';
  if (status >= 500 && status < 600) return 'server';
  return status >= 300 && status < 400 ? 'redirected' : 'unreadable';
}

function sentence(
  kind: AnsweredKind,
  host: string,
  status: number,
  quote: string,
  wait: number | undefined,
): string {
  switch (kind) {
    case 'refused':
      return `${host} refuses this API key: it has expired, was revoked, is mistyped, or is of another region.`;
    case 'forbidden':
      return `The API key works, but ${host} does not let it do this${quote}.`;
    case 'notFound':
      return `${host} has nothing at this address${quote}.`;
    case 'rateLimited':
      return `${host} had too many requests and asks for a pause${wait === undefined ? '' : ` of ${wait} s`}.`;
    case 'quota':
      return `This month's requests to ${host} are used up: the admin of the Postman team can raise the limit.`;
    case 'proxy':
      return `A proxy on the way to ${host} asks for a sign-in: check the proxy settings.`;
    case 'timeout':
      return `${host} gave up waiting for the request.`;
    case 'server':
      return `${host} is in trouble${quote}.`;
    case 'redirected':
      return `${host} answered with a redirect (${status}), and a key follows none.`;
    case 'badRequest':
    case 'unreadable':
      return `${host} did not accept the request${quote}.`;
  }
}

/** What is said otherwise of a link to a collection; `undefined` where it makes no difference. */
function sentenceOfLink(kind: AnsweredKind, host: string, quote: string): string | undefined {
  if (kind === 'refused') return `${host} refused this link: it was revoked or has expired.`;
  if (kind === 'forbidden') {
    return `The access key of this link is alive, but ${host} opens another collection with it${quote}.`;
  }
  return kind === 'notFound' ? `${host} has no collection at this link${quote}.` : undefined;
}
