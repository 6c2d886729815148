import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Parts } from '../host/parts.ts';
import { lazily } from '../postman/lazily.ts';
import { createActivity, type Activity } from './activity.ts';
import type { HandOut } from './handOut.ts';
import type { AllTerminals } from './terminal/allTerminals.ts';
import { isWantedInAll } from './terminal/isWantedInAll.ts';

/** What is behind the ways, loaded after the start. */
export interface Opened {
  readonly activity: Activity;
  readonly handOut: HandOut;
  readonly allTerminals: () => Promise<AllTerminals>;
  /** What goes on by itself from the start of a window. */
  start(): Promise<void>;
}

async function sweep(): Promise<void> {
  await (await import('./keyFile/place.ts')).sweepKeyFiles();
}

/** What it takes on ends with the extension. */
export function open(parts: Parts, context: vscode.ExtensionContext): Opened {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const activity = own(createActivity(join(context.globalStorageUri.fsPath, 'activity'), parts.log));
  const handing = lazily(async () => (await import('./handOut.ts')).createHandOut({ ...parts, activity }));
  const handOut: HandOut = async (way, wish) => (await handing())(way, wish);
  const allTerminals = lazily(async () => {
    const { createAllTerminals } = await import('./terminal/allTerminals.ts');
    return own(createAllTerminals({ ...parts, handOut }, context));
  });
  return {
    activity,
    allTerminals,
    handOut,
    start: async () => {
      // Side by side: what a window that died has left behind is swept also where the terminals fail or hang.
      await Promise.all([sweep(), isWantedInAll(context.workspaceState) ? allTerminals() : undefined]);
    },
  };
}
