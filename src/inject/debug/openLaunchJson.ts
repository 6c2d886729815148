import * as vscode from 'vscode';
import type { WayOut } from '../../host/knownProblem.ts';

export const openLaunchJson: WayOut = {
  title: 'Open launch.json',
  run: async () => vscode.commands.executeCommand('workbench.action.debug.configure'),
};
