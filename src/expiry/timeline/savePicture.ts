import * as vscode from 'vscode';
import type { PictureFormat } from './messages.ts';

interface Picture {
  readonly format: PictureFormat;
  readonly content: Uint8Array;
}

const kinds: Record<PictureFormat, string> = { svg: 'SVG image', png: 'PNG image' };

/** Asks where to, and writes the picture that the page made. */
export async function savePicture({ format, content }: Picture): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `postman-key-timeline.${format}`;
  const target = await vscode.window.showSaveDialog({
    title: 'Save Key Timeline',
    filters: { [kinds[format]]: [format] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, content);
  } catch {
    void vscode.window.showErrorMessage('The key timeline could not be saved there. Choose another place.');
    return;
  }
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage('The key timeline is saved.', open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}
