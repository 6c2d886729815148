import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Parts } from '../../host/parts.ts';
import { shellLine } from '../../host/shellLine.ts';
import { collectionLink, type CollectionLink } from '../../postman/collectionLink.ts';
import { maskCredentials } from '../../postman/credential.ts';
import { plainText } from '../../postman/plainText.ts';
import { mayReceiveKeys } from '../../postman/region.ts';
import type { AccessKeyParts } from '../parts.ts';
import { chooseOpened } from './chooseOpened.ts';
import { linkOfRow } from './linkOfRow.ts';
import { nameOf } from './row.ts';
import type { Shared } from './shared.ts';

type Running = Pick<AccessKeyParts, 'contents' | 'keptKeys' | 'list' | 'prompts' | 'settings'>;

interface Runnable {
  readonly name: string;
  readonly link: CollectionLink;
  /** Whether the person made the link themself. */
  readonly isOwn: boolean;
}

/**
 * Runs a shared collection with the person's own newman, in a terminal. The link goes there through the environment:
 * a command line can be read by every program of the computer, and stays in the shell's history.
 * @param script path of `media/run-newman.mjs`
 */
export function runNewman(
  parts: Running,
  shared: Pick<Shared, 'opened' | 'openAnother'>,
  script: string,
): Command {
  const agreed = new Set<string>();
  return async (argument) => {
    if (!vscode.workspace.isTrusted) throw untrusted();
    const { name, link, isOwn } = await chooseRunnable(parts, shared, argument);
    if (!mayReceiveKeys(link.region, parts.settings.customAddress))
      throw new KnownProblem(
        'This link leads neither to Postman, nor to this computer, nor to the address in your settings.',
      );
    if (!isOwn && !agreed.has(link.key.fingerprint)) await agree(parts.prompts, name);
    agreed.add(link.key.fingerprint);
    const terminal = vscode.window.createTerminal({
      name: iconless(`newman: ${plainText(name, 60)}`),
      iconPath: new vscode.ThemeIcon('play'),
      env: { POSTMAN_COLLECTION_LINK: collectionLink(link.region, link.collectionUid, link.key).reveal() },
      // It would be brought back after a restart, and written down for that with its environment.
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
