import * as vscode from 'vscode';
import { createDocuments } from '../../host/documents.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { documentPath } from './documentName.ts';
import { jsonText } from './jsonText.ts';
import type { OpenedCollections } from './opened.ts';
import type { Place } from './place.ts';
import { requestPage } from './requestPage.ts';
import { requestAt, trailOf, type Trail } from './requestTrail.ts';
import { nameOf } from './row.ts';

const scheme = 'postman-keyring-shared';

// Not `.http`: REST Client and httpYac would offer to send it, with files and scripts that a text from outside names.
const suffix = '.txt';

/** Requests and collections as read-only text: no link in it is live, and every key in it is masked. */
export interface SharedDocuments extends Disposable {
  /** Shows a request, in the preview tab. False when there is none at this place. */
  showRequest(place: Place): Promise<boolean>;
  showJson(root: string): Promise<void>;
}

interface Shown {
  /** Id of the collection. */
  readonly root: string;
  readonly uri: vscode.Uri;
}

export function createSharedDocuments(opened: OpenedCollections): SharedDocuments {
  const documents = createDocuments(scheme);
  /** By path, and by what stands in them. */
  const owners = new Map<string, string>();
  const shown = new Map<string, Shown>();

  const show = async (root: string, owner: string, path: string, text: () => string): Promise<void> => {
    const uri = documents.put(path, text);
    owners.set(path, owner);
    shown.set(owner, { root, uri });
    await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: true });
  };
  const pathOf = (owner: string, names: readonly string[], end: string): string =>
    documentPath(names, end, (path) => (owners.get(path) ?? owner) !== owner);

  const follow = (): void => {
    const closed = [...shown].filter(([, { root }]) => !opened.find(root));
    for (const [owner, { uri }] of closed) {
      documents.remove(uri);
      owners.delete(uri.path);
      shown.delete(owner);
    }
    // A tab that the person closed meanwhile is no trouble.
    closeTabs(closed.map(([, { uri }]) => uri.toString())).catch(() => undefined);
    documents.refresh();
  };
  const subscription = opened.onDidChange(follow);

  return {
    showRequest: async ({ root, path }) => {
      const one = opened.find(root);
      const trail = one && trailOf(one.collection, path);
      if (!one || !trail) return false;
      const owner = `${root} ${JSON.stringify(trail)}`;
      const names = [nameOf(one.collection), ...trail.map(nameOf)];
      await show(root, owner, pathOf(owner, names, suffix), () => pageOf(opened, root, trail));
      return true;
    },
    showJson: async (root) => {
      const one = opened.find(root);
      if (!one) return;
      await show(root, root, pathOf(root, [nameOf(one.collection)], '.postman_collection.json'), () =>
        jsonText(opened.find(root)?.json),
      );
    },
    dispose: () => {
      subscription.dispose();
      documents.dispose();
    },
  };
}

function pageOf(opened: OpenedCollections, root: string, trail: Trail): string {
  const collection = opened.find(root)?.collection;
  const request = collection && requestAt(collection, trail);
  if (!request) return '# This request is no longer in the collection.\n';
  const above = [nameOf(collection), ...trail.slice(0, -1).map(nameOf)];
  return requestPage(request, { above, variables: collection.variables });
}

async function closeTabs(uris: readonly string[]): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && uris.includes(input.uri.toString()));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
}
