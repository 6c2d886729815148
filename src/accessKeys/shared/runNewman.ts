import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { collectionVariables } from '../../host/newman.ts';
import type { Parts } from '../../host/parts.ts';
import { pathOnly, shellLine } from '../../host/shellLine.ts';
import { mustBeWhereTerminalsAre } from '../../host/whereTerminalsAre.ts';
import type { CollectionLink } from '../../postman/collectionLink.ts';
import { maskCredentials } from '../../postman/credential.ts';
import { plainText } from '../../postman/plainText.ts';
import { mayReceiveKeys } from '../../postman/region.ts';
import type { AccessKeyParts } from '../parts.ts';
import { chooseOpened } from './chooseOpened.ts';
import { fetchShared, type Fetching } from './fetchShared.ts';
import { linkOfRow } from './linkOfRow.ts';
import { nameOf } from './row.ts';
import type { Shared } from './shared.ts';

type Running = Fetching & Pick<AccessKeyParts, 'contents' | 'list' | 'settings'>;

interface Runnable {
  readonly name: string;
  readonly link: CollectionLink;
  /** Whether the person made the link themself. */
  readonly isOwn: boolean;
}

/**
 * Runs a shared collection with the person's own newman, in a terminal. What goes there is the collection as it is now:
 * the link, with which newman could fetch it itself, stays here.
 */
export function runNewman(
  parts: Running,
  shared: Pick<Shared, 'opened' | 'openAnother'>,
  extension: vscode.Extension<unknown>,
): Command {
  const script = vscode.Uri.joinPath(extension.extensionUri, 'media', 'run-newman.mjs').fsPath;
  const agreed = new Set<string>();
  return async (argument) => {
    if (!vscode.workspace.isTrusted) throw untrusted();
    mustBeWhereTerminalsAre({ extension });
    const { name, link, isOwn } = await chooseRunnable(parts, shared, argument);
    if (!mayReceiveKeys(link.region, parts.settings.customAddress))
      throw new KnownProblem(
        'This link leads neither to Postman, nor to this computer, nor to the address in your settings.',
      );
    if (!isOwn && !agreed.has(link.key.fingerprint)) await agree(parts.prompts, name);
    agreed.add(link.key.fingerprint);
    const { json } = await fetchShared(parts, shared, link);
    const terminal = vscode.window.createTerminal({
      name: iconless(`newman: ${plainText(name, 60)}`),
      iconPath: new vscode.ThemeIcon('play'),
      env: { ...pathOnly(process.platform), ...(await collectionVariables(json)) },
      // It is not brought back after a restart: it would have no collection.
      isTransient: true,
    });
    terminal.show();
    terminal.sendText(shellLine(script, process.platform));
  };
}

async function chooseRunnable(
  parts: Running,
  shared: Pick<Shared, 'opened' | 'openAnother'>,
  argument: unknown,
): Promise<Runnable> {
  const kept = await linkOfRow(parts, argument);
  if (kept) {
    const { name, origin } = kept.kept;
    return { name: maskCredentials(name), link: kept.link, isOwn: origin === 'made' };
  }
  const { collection, link } = await chooseOpened(parts, shared, argument, 'Run with newman');
  const isOwn = parts.keptKeys.findSame(link.key)?.origin === 'made';
  return { name: nameOf(collection), link, isOwn };
}

/** Asked once a window for each link. @throws Cancelled */
async function agree(prompts: Parts['prompts'], name: string): Promise<void> {
  await prompts.confirm(
    `Run “${name}” with newman?`,
    'Its requests are sent from this computer and its scripts run here. Run it only if you trust whoever shared it.',
    'Run',
  );
}

function untrusted(): KnownProblem {
  return new KnownProblem(
    'A collection runs in a trusted workspace only: its requests can send files of it.',
    {
      title: 'Manage Workspace Trust',
      run: async () => vscode.commands.executeCommand('workbench.trust.manage'),
    },
  );
}
