import * as vscode from 'vscode';
import { iconless } from '../../host/iconless.ts';
import type { Choice, Prompts } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';
import { typedOperation } from '../code/operations.ts';
import type { AskParameter } from './askParameter.ts';
import { catalogue, entryOf, filled, parametersOf, type CatalogueEntry } from './catalogue.ts';
import type { Past } from './history.ts';
import { whyNotPath } from './request.ts';

/** What the person wants to send. */
export interface Wanted {
  readonly request: Past;
  /** What the body begins as; absent where there is none. */
  readonly body?: unknown;
  /** What one should know before it is sent. */
  readonly note?: string | undefined;
}

type Chosen = { readonly entry: CatalogueEntry } | { readonly past: Past } | 'type';

/**
 * Asks what is to be sent: an operation of the catalogue with its parameters, a request of before, or one that is typed.
 * @throws Cancelled, and whatever asking for a parameter throws
 */
export async function askRequest(
  prompts: Pick<Prompts, 'input' | 'pick'>,
  history: readonly Past[],
  askParameter: AskParameter,
): Promise<Wanted> {
  const title = 'Send Request';
  const chosen = await prompts.pick<Chosen>(choicesOf(history), {
    title,
    placeHolder: 'Choose what to ask Postman: type to search',
  });
  if (chosen === 'type') return wantedOf(await typeRequest(prompts, title));
  if ('past' in chosen) return wantedOf(chosen.past);
  const { label, method, path, query = [] } = chosen.entry;
  const titleOfEntry = `${title}: ${label}`;
  const values = new Map<string, string>();
  for (const name of parametersOf(path)) values.set(name, await askParameter(name, titleOfEntry));
  const whole = filled(path, values);
  const asked = query.length > 0 ? await completed(prompts, titleOfEntry, whole, query) : whole;
  return wantedOf({ method, path: asked });
}

function choicesOf(history: readonly Past[]): readonly (Choice<Chosen> | vscode.QuickPickItem)[] {
  const separator = (label: string): vscode.QuickPickItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  return [
    { label: '$(edit) Type Method and Path…', value: 'type' },
    ...(history.length > 0 ? [separator('Sent from this workspace')] : []),
    ...history.map((past) => {
      const text = iconless(plainText(`${past.method} ${past.path}`, 300));
      const entry = entryOf(past);
      const iconPath = new vscode.ThemeIcon('history');
      return {
        ...(entry ? { label: entry.label, description: text } : { label: text }),
        iconPath,
        value: { past },
      };
    }),
    ...catalogue.flatMap(({ label, entries }) => [
      separator(label),
      ...entries.map((entry) => ({
        label: entry.label,
        description: `${entry.method} ${entry.path}`,
        value: { entry },
      })),
    ]),
  ];
}

async function typeRequest(prompts: Pick<Prompts, 'input'>, title: string): Promise<Past> {
  const text = await prompts.input({
    title,
    value: 'GET /',
    valueSelection: [5, 5],
    prompt: 'Method and path, such as GET /collections?limit=10; a path alone is a GET',
    validateInput: (typed) => {
      const past = pastOf(typed);
      return past ? whyNotPath(past.path) : 'Type a method and a path, such as GET /me.';
    },
  });
  return pastOf(text) ?? { method: 'GET', path: '/me' };
}

function pastOf(text: string): Past | undefined {
  return typedOperation(/^\s*\//.test(text) ? `GET ${text}` : text);
}

/** The path with what else the query may have, as the person wants it. */
async function completed(
  prompts: Pick<Prompts, 'input'>,
  title: string,
  path: string,
  query: readonly string[],
): Promise<string> {
  return prompts.input({
    title,
    value: path,
    valueSelection: [path.length, path.length],
    prompt: `Send it as it is, or add a query: ${query.join(', ')}`,
    validateInput: whyNotPath,
  });
}

/** What is sent without a body by its nature is not asked for one. */
function wantedOf(request: Past): Wanted {
  const entry = entryOf(request);
  const takesBody = /^(POST|PUT|PATCH)$/.test(request.method);
  const body = entry ? entry.body : takesBody ? {} : undefined;
  return { request, note: entry?.note, ...(body !== undefined && { body }) };
}
