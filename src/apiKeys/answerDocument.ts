import type { Answer } from '../postman/client.ts';
import { maskCredentials } from '../postman/credential.ts';
import type { Region } from '../postman/region.ts';

export interface Asked {
  readonly path: string;
  readonly region: Region;
  readonly keyName: string;
}

/** The JSON text that shows an answer: what was asked, how it went, and the body with every key in it masked. */
export function answerDocument({ path, region, keyName }: Asked, answer: Answer): string {
  const { status, statusText, elapsedMs, bytes, rateLimit, serverDate, body } = answer;
  const shown = {
    request: { method: 'GET', url: region.api + path, apiKey: keyName },
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
