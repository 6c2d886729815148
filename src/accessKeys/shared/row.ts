import type { CollectionFolder, CollectionItem, CollectionRequest } from '../../postman/collection.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Row as KeyRow } from '../row.ts';
import type { OpenedCollection } from './opened.ts';

/** What an element of the view says; as a key's row, with a tooltip. */
export interface Row extends KeyRow {
  /** Words that `when` clauses look for: `sharedCollection`, `received`, `kept`, `refused`, `sharedFolder`, `sharedRequest`. */
  readonly context: string;
  /** Plain lines. */
  readonly tooltip: readonly string[];
}

/** @param isKept whether its access key is in the keyring */
export function collectionRow({ collection, isRefused, link }: OpenedCollection, isKept: boolean): Row {
  const label = nameOf(collection);
  const origin = isKept ? 'kept' : 'received';
  const words = [isRefused ? 'no longer shared' : origin, countOf(collection.requestCount)];
  return {
    label,
    description: words.join(' · '),
    icon: isRefused ? 'error' : 'repo',
    color: isRefused ? 'list.errorForeground' : undefined,
    context: ['sharedCollection', origin, ...(isRefused ? ['refused'] : [])].join(' '),
    spoken: [`Shared collection ${label}`, ...words].join(', '),
    tooltip: linesOf(
      label,
      collection.description,
      isRefused ? 'The link no longer works. This is what could be read last.' : '',
      collection.isCut ? 'There is more in it than is shown here. Save it to have all of it.' : '',
      collection.updatedAt ? `Changed ${collection.updatedAt.toLocaleString()}` : '',
      new URL(link.region.api).host,
    ),
  };
}

export function itemRow(item: CollectionItem): Row {
  return item.kind === 'request' ? requestRow(item) : folderRow(item);
}

function folderRow(folder: CollectionFolder): Row {
  const label = nameOf(folder);
  const { length } = folder.items;
  return {
    label,
    description: length === 0 ? 'empty' : '',
    icon: 'folder',
    color: undefined,
    context: 'sharedFolder',
    spoken: `Folder ${label}, ${length} ${length === 1 ? 'item' : 'items'}`,
    tooltip: linesOf(label, folder.description),
  };
}

function requestRow(request: CollectionRequest): Row {
  const { description, method, url } = request;
  const name = nameOf(request);
  const [icon, color] = looks[method] ?? otherLook;
  return {
    label: `${method} ${name}`,
    description: '',
    icon,
    color,
    context: 'sharedRequest',
    spoken: `${method} request ${name}`,
    tooltip: linesOf(name, `${method} ${url}`, description),
  };
}

/** The colours in which Postman has its methods, as far as themes have them. */
const looks: Partial<Record<string, readonly [icon: string, color: string]>> = {
  GET: ['arrow-down', 'charts.green'],
  POST: ['arrow-up', 'charts.yellow'],
  PUT: ['edit', 'charts.blue'],
  PATCH: ['diff-modified', 'charts.purple'],
  DELETE: ['trash', 'charts.red'],
};
const otherLook = ['arrow-right', 'charts.foreground'] as const;

/** Names may be empty. */
export function nameOf({ name }: { readonly name: string }): string {
  return name === '' ? 'Untitled' : name;
}

export function countOf(requests: number): string {
  return requests === 1 ? '1 request' : `${requests} requests`;
}

function linesOf(...texts: readonly string[]): string[] {
  return texts.map((text) => plainText(text, 400)).filter((line) => line !== '');
}
