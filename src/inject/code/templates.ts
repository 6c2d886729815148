import type { ClientId } from './clients.ts';
import type { Place } from './code.ts';
import type { Method } from './operations.ts';
import generated from './templates.json' with { type: 'json' };

/** A request as templates tell requests apart: `GET`, `POST`, `POST with body`. */
export type Kind = Method | `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} with body`;

/**
 * What `npm run codegen` writes: code of Postman's generator for every client and kind of request, with `@@url@@`,
 * `@@variable@@` and `@@body@@` where an address, the name of an environment variable and a JSON literal go.
 */
export interface Templates {
  /** The library that wrote them, with its version. */
  readonly generator: string;
  readonly templates: Readonly<Record<ClientId, Readonly<Record<Kind, string>>>>;
}

export function templateOf(client: ClientId, method: Method, hasBody: boolean): string {
  const { templates }: Templates = generated;
  const kind: Kind = hasBody && method !== 'GET' ? `${method} with body` : method;
  return templates[client][kind];
}

/** Languages whose whole files have something around the code, and how to tell that a place is in such a file. */
const frames: Partial<
  Record<
    ClientId,
    {
      readonly begin: RegExp;
      readonly end: RegExp;
      readonly isIn: (place: Pick<Place, 'text' | 'before'>) => boolean;
    }
  >
> = {
  go: {
    begin: /^package[^]*?\nfunc main\(\) \{\n\n?/,
    end: /\}$/,
    isIn: ({ text }) => /^package\s/m.test(text),
  },
  okHttp: { begin: /^[^]*?IOException\s*\{\n/, end: /\t\}\n\}$/, isIn: ({ text }) => text.trim() !== '' },
  phpCurl: { begin: /^<\?php\n\n?/, end: /$/, isIn: ({ before }) => /<\?(php|=)/i.test(before) },
};

/** Whether the frame of a whole file is there already. */
export function isInside(client: ClientId, place: Pick<Place, 'text' | 'before'>): boolean {
  return frames[client]?.isIn(place) ?? false;
}

/** A template without the frame of a whole file. */
export function insideOf(client: ClientId, template: string): string {
  const frame = frames[client];
  if (!frame) return template;
  const lines = template.replace(frame.begin, '').replace(frame.end, '').trimEnd().split('\n');
  const tabs = lines.filter((line) => line !== '').map((line) => /^\t*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...tabs);
  return lines.map((line) => line.slice(indent)).join('\n');
}
