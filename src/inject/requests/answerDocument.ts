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
  const shown = {
    request: { method, url: region.api + path, apiKey: keyName },
    response: {
      status: `${status} ${statusText}`.trim(),
      time: `${Math.round(elapsedMs)} ms`,
      size: `${bytes} bytes`,
      date: serverDate?.toISOString(),
      rateLimit,
    },
    body,
  };
  return maskCredentials(JSON.stringify(shown, undefined, 2));
}

/** The body alone, masked too, as a file has it. */
export function bodyText({ body }: Pick<Answer, 'body'>): string {
  return `${maskCredentials(JSON.stringify(body ?? null, undefined, 2))}\n`;
}
