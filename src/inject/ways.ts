import * as vscode from 'vscode';
import { registerCode } from './code/index.ts';
import type { Inject } from './parts.ts';
import { registerPmkey } from './pmkey/index.ts';
import { registerTerminal } from './terminal/index.ts';

/** Every way that the editor has to know of before it is taken. Each loads what is behind it when it is. */
export function registerWays(inject: Inject, context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    registerCode(inject),
    registerPmkey(inject, context),
    registerTerminal(inject, context),
  );
}
