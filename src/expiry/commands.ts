import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Command, CommandTable, Own } from '../host/commands.ts';
import { iconless } from '../host/iconless.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import { wordOf } from '../keyring/words.ts';
import { timelineSource } from './lifetimes.ts';
import { livingKeys } from './livingKeys.ts';
import { reportOf } from './report.ts';
import { mend } from './mend.ts';
import { titleOf, troubled } from './row.ts';
import { createTimeline } from './timeline/panel.ts';

/** Every command of this capability by its id in the manifest. Loaded when the first of them is run. */
export function commands(parts: Parts, own: Own, extensionUri: vscode.Uri): CommandTable {
  const openKey = (id: string): void => {
    // The timeline's own ids say of which kind a key is.
    const [capability, node] = id.startsWith('key/') ? ['accessKeys', id] : ['apiKeys', id];
    void vscode.commands.executeCommand(`postmanKeyring.${capability}.reveal`, { id: node });
  };
  const timeline = own(createTimeline(own(timelineSource(parts)), { extensionUri }, openKey));
  return {
    'postmanKeyring.expiry.copyReport': copyReport(parts),
    'postmanKeyring.expiry.exportCalendar': exportCalendar(parts),
    'postmanKeyring.expiry.showTimeline': async () => timeline.show(),
    'postmanKeyring.expiry.showTrouble': showTrouble(parts),
  };
}

/** The keys that need attention; choosing one starts its regeneration. */
function showTrouble(parts: Parts): Command {
  return async () => {
    const keys = troubled(livingKeys(parts));
    if (keys.length === 0) {
      void parts.prompts.tell('All keys are well.');
      return;
    }
    const living = await parts.prompts.pick(
      keys.map((one) => ({
        label: iconless(titleOf(one.key)),
        description: iconless(`${wordOf(one.life)} · ${one.key.account?.fullName ?? 'owner not known yet'}`),
        value: one,
      })),
      { title: 'Keys That Need Attention', placeHolder: 'Choose a key to regenerate or renew it' },
    );
    await mend(living);
  };
}

function copyReport(parts: Parts): Command {
  const { clipboard, prompts } = parts;
  return async () => {
    const keys = livingKeys(parts);
    if (keys.length === 0)
      throw new KnownProblem('There is no key in the keyring yet, so nothing to report.');
    const withMasked = await prompts.pick(
      [
        { label: 'Without masked keys', description: 'names, owners, states and dates', value: false },
        { label: 'With masked keys', description: 'ids and the last two characters too', value: true },
      ],
      { title: 'Copy Expiry Report', placeHolder: 'What may be in it?' },
    );
    await clipboard.write(reportOf(keys, Date.now(), withMasked));
    void prompts.tell('The expiry report is in the clipboard, as Markdown.');
  };
}

function exportCalendar(parts: Parts): Command {
  const { prompts, settings } = parts;
  return async () => {
    const keys = livingKeys(parts).filter(({ life }) => life.expiresAt !== undefined);
    if (keys.length === 0) {
      throw new KnownProblem('No key has an expiry date that is known. Note it with Set Expiry first.');
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const target = await vscode.window.showSaveDialog({
      title: 'Export Expiry Calendar',
      filters: { Calendar: ['ics'] },
      defaultUri: vscode.Uri.joinPath(folder, 'postman-keys.ics'),
    });
    if (!target) return;
    const { calendarOf } = await import('./calendar.ts');
    const text = calendarOf(keys, settings.rules.thresholds, Date.now());
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    void prompts.tell(
      `${keys.length} ${keys.length === 1 ? 'expiry is' : 'expiries are'} in the calendar file.`,
    );
  };
}
