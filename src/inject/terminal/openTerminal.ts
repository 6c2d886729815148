import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import { optionsOf, type Context } from './options.ts';

/** Opens a terminal with the key of now in its shell's environment, and nowhere else. */
export function openTerminal(inject: Inject, context: Context): Command {
  return async () => {
    vscode.window.createTerminal(await optionsOf(inject, context)).show();
  };
}
