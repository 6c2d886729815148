import type { ClientId } from './clients.ts';
import { bodyIn } from './literals.ts';
import type { Operation } from './operations.ts';
import { insideOf, isInside, templateOf } from './templates.ts';

/** Where code is to stand. */
export interface Place {
  readonly languageId: string;
  /** The text of the file, and of it what stands before the cursor. */
  readonly text: string;
  readonly before: string;
}

export interface Call {
  readonly operation: Operation;
  /** The base of the region's API. */
  readonly api: string;
  /** Of the environment variable that has the key. */
  readonly variableName: string;
}

/**
 * Code that calls the Postman API with the key from the environment: a whole file where there is none yet, else what
 * can stand in the middle of one. Lines are indented by tabs, which the editor turns into the file's own.
 */
export function codeOf(client: ClientId, { operation, api, variableName }: Call, place: Place): string {
  const { method, path, body } = operation;
  const template = templateOf(client, method, body !== undefined);
  const text = isInside(client, place) ? insideOf(client, template) : template;
  const fill: Readonly<Record<string, () => string>> = {
    '@@url@@': () => plainAddress(api + path),
    '@@variable@@': () => variableName,
    '@@body@@': () => bodyIn[client](body, place.languageId),
  };
  // In one go: what is filled in may look like a gap itself.
  return inDialect(client, text, place).replace(/@@(url|variable|body)@@/g, (gap) => fill[gap]?.() ?? gap);
}

/** An address with nothing in it that means something in one of the languages: it needs no quoting anywhere. */
export function plainAddress(address: string): string {
  return new URL(address).href.replace(
    /[^\w.~:/?[\]@!&()*+,;=%-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What TypeScript, modules and files of many requests want otherwise than the generator writes it. */
function inDialect(client: ClientId, text: string, { languageId, text: file, before }: Place): string {
  const isTyped = languageId.startsWith('typescript');
  if (client === 'fetch' && isTyped)
    return text.replace('const requestOptions =', 'const requestOptions: RequestInit =');
  if (client === 'axios' && (isTyped || /^\s*(import|export)\s/m.test(file)))
    return text.replace("const axios = require('axios')", "import axios from 'axios'");
  if (client === 'http') return betweenRequests(text, file, before);
  return text;
}

/** Requests in a file stand apart by lines of `###`. */
function betweenRequests(text: string, file: string, before: string): string {
  const above = before.trim() === '' || /###[^\n]*\s*$/.test(before) ? '' : '###\n';
  const after = file.slice(before.length).trim();
  return `${above}${text}${after === '' || after.startsWith('###') ? '' : '\n\n###\n'}`;
}
