import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Secret } from '../postman/secret.ts';
import { qrPage } from './qr.ts';

/** Shows a link as a QR code in a tab. Nothing runs there, and nothing of it is kept when it is hidden or closed. */
export function showQr(link: Secret, name: string): void {
  const panel = vscode.window.createWebviewPanel(
    'postmanKeyring.accessKeys.qr',
    `QR code: ${name}`,
    vscode.ViewColumn.Active,
    {
      enableScripts: false,
      enableCommandUris: false,
      localResourceRoots: [],
      retainContextWhenHidden: false,
    },
  );
  panel.webview.html = qrPage(link, name, randomBytes(16).toString('hex'));
}
