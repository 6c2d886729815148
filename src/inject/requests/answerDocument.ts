import type { Answer } from '../../postman/client.ts';
import { maskCredentials } from '../../postman/credential.ts';
import type { Region } from '../../postman/region.ts';
import type { Request } from './request.ts';

export interface Asked extends Request {
  readonly region: Region;
  readonly keyName: string;
}

/** The JSON text that shows an answer: what was asked, how it went, and the body with every key in it masked. */
export function answerDocument({ method, path, region, keyName }: Asked, answer: Answer): string {
  const { status, statusText, elapsedMs, bytes, rateLimit, serverDate, body } = answer;
  const { remaining, limit, remainingMonth, limitMonth } = rateLimit;
  const head = {
    request: `${method} ${region.api}${path}`,
    apiKey: keyName,
    response: `${`${status} ${statusText}`.trim()}, ${Math.round(elapsedMs)} ms, ${bytes} bytes`,
    date: serverDate?.toISOString(),
    rateLimit: left(remaining, limit),
    monthlyLimit: left(remainingMonth, limitMonth),
  };
  return maskCredentials(written({ ...head, body }, { ...head, body: tooDeep }));
}

/** The body alone, masked too, as a file has it. */
export function bodyText({ body }: Pick<Answer, 'body'>): string {
  return `${maskCredentials(written(body ?? null, tooDeep))}\n`;
}

const tooDeep = 'Left out: it is nested too deeply to be written.';

/** Characters: the editor shows no document of over 50 MB to extensions, and indents multiply what is nested. */
const most = 20_000_000;

/** JSON in lines, or in one where that would be too much; `instead` where it is nested too deeply for either. */
function written(value: unknown, instead: unknown): string {
  for (const indent of [2, 0]) {
    try {
      const text = JSON.stringify(value, undefined, indent);
      if (indent === 0 || text.length <= most) return text;
    } catch {
      // Too deep for the stack, or too long for a string.
    }
  }
  return JSON.stringify(instead, undefined, 2);
}

function left(remaining: number | undefined, limit: number | undefined): string | undefined {
  if (remaining === undefined) return undefined;
  return `${remaining}${limit === undefined ? '' : ` of ${limit}`} left`;
}
