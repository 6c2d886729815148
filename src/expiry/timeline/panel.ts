import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { TimelineSource } from './data.ts';
import { messageToHost } from './messages.ts';
import { pageOf } from './page.ts';
import { savePicture } from './savePicture.ts';
import { createTeller } from './teller.ts';

export interface Timeline {
  /** Opens the timeline, or brings it to the front; done when it shows the keys. Throws what the source throws. */
  show(): Promise<void>;
  dispose(): void;
}

/** Today's line moves, and words such as "in 5 days" with it. */
const refreshEvery = 10 * 60 * 1000;

/** The Key Timeline: one editor tab at a time. */
export function createTimeline(
  source: TimelineSource,
  { extensionUri }: { readonly extensionUri: vscode.Uri },
  openKey: (id: string) => void,
): Timeline {
  const files = vscode.Uri.joinPath(extensionUri, 'dist');
  let panel: vscode.WebviewPanel | undefined;
  return {
    show: async () => {
      if (panel) {
        panel.reveal();
        return;
      }
      panel = vscode.window.createWebviewPanel(
        'postmanKeyring.timeline',
        'Key Timeline',
        vscode.ViewColumn.Active,
        { enableScripts: true, enableFindWidget: true, localResourceRoots: [files] },
      );
      panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
      panel.onDidDispose(() => {
        panel = undefined;
      });
      await connect(panel, files, source, openKey);
    },
    dispose: () => {
      panel?.dispose();
    },
  };
}

/**
 * A hidden page is thrown away and not kept in memory: it says `ready` when it is shown again and gets the whole
 * state; in between it gets what is new.
 */
async function connect(
  panel: vscode.WebviewPanel,
  files: vscode.Uri,
  source: TimelineSource,
  openKey: (id: string) => void,
): Promise<void> {
  const { webview } = panel;
  const shown = Promise.withResolvers<undefined>();
  const teller = createTeller(source, async (message) => {
    await webview.postMessage(message);
  });
  const timer = setInterval(teller.tellNews, refreshEvery);
  const subscriptions = [
    source.onDidChange(teller.tellNews),
    webview.onDidReceiveMessage((value: unknown) => {
      const message = messageToHost(value);
      if (message?.type === 'open') openKey(message.id);
      else if (message?.type === 'save') void savePicture(message);
      else if (message?.type === 'ready')
        teller.tellAll().then(() => {
          shown.resolve(undefined);
        }, shown.reject);
    }),
  ];
  panel.onDidDispose(() => {
    clearInterval(timer);
    for (const subscription of subscriptions) subscription.dispose();
    shown.resolve(undefined);
  });
  const addressOf = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
  webview.html = pageOf({
    script: addressOf('timeline.js'),
    style: addressOf('timeline.css'),
    source: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
  });
  return shown.promise;
}
