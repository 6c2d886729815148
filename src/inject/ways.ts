import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import { registerCode } from './code/index.ts';
import { registerExtensions, type Extensions } from './extensions/index.ts';
import { registerKeyFile } from './keyFile/index.ts';
import { registerLanguageModels } from './languageModels/index.ts';
import type { Inject } from './parts.ts';
import { registerMcp } from './mcp/index.ts';
import { registerPmkey } from './pmkey/index.ts';
import { registerTasks } from './tasks/index.ts';
import { registerTerminal } from './terminal/index.ts';

export interface Ways extends Disposable {
  readonly extensions: Extensions;
}

/** Every way that the editor has to know of before it is taken. Each loads what is behind it when it is. */
export function registerWays(inject: Inject, context: vscode.ExtensionContext): Ways {
  const extensions = registerExtensions(inject, context);
  const all = vscode.Disposable.from(
    extensions,
    registerCode(inject),
    registerLanguageModels(inject),
    registerKeyFile(inject, context),
    registerMcp(inject, context),
    registerPmkey(inject, context),
    registerTasks(inject, context),
    registerTerminal(inject, context),
  );
  return {
    extensions,
    dispose: () => {
      all.dispose();
    },
  };
}
