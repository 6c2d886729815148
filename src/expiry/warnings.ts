import * as vscode from 'vscode';
import { everyHour } from '../host/everyHour.ts';
import type { Parts } from '../host/parts.ts';
import { occasionOf } from './due.ts';
import { livingKeys } from './livingKeys.ts';
import type { Reminders } from './reminders.ts';
import { mend } from './mend.ts';
import { isAccessKey, type Living } from './row.ts';
import { warningOf } from './warningWords.ts';

const settle = 1500;
const day = 24 * 60 * 60 * 1000;

type Warning = Pick<Parts, 'clock' | 'keptKeys' | 'keyring' | 'lives' | 'log' | 'prompts' | 'settings'>;

/** Tells the person once per key and threshold that a key ends, in the window they are looking at. */
export function registerWarnings(parts: Warning, reminders: Reminders): vscode.Disposable {
  const { clock, keptKeys, keyring, log, settings } = parts;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  /** Something changed while it was being looked at. */
  let isOutdated = false;

  const look = async (): Promise<void> => {
    if (!vscode.window.state.focused) return;
    if (isLooking) {
      isOutdated = true;
      return;
    }
    isLooking = true;
    try {
      await claimAndWarn();
    } catch (error) {
      report(error);
    } finally {
      isLooking = false;
      if (isOutdated) soon();
      isOutdated = false;
    }
  };
  const claimAndWarn = async (): Promise<void> => {
    const { thresholds } = settings.rules;
    const living = livingKeys(parts);
    const mine = await reminders.claim(
      living.map(({ key, life }) => ({ key, occasion: occasionOf(life, thresholds) })),
    );
    const due = living.filter(({ key }) => mine.includes(key));
    // Several at once are one notification. Not awaited: it may stand there for hours.
    if (due.length > 0) void warn(parts, reminders, due).catch(report);
    await reminders.sweep([...keyring.keys, ...keptKeys.keys]);
  };
  const report = (error: unknown): void => {
    log.error('Warning of keys that end', error);
  };
  // A burst of changes is one look.
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), settle);
  };

  soon();
  return vscode.Disposable.from(
    keyring.onDidChange(soon),
    keptKeys.onDidChange(soon),
    settings.onDidChange(soon),
    clock.onDidSkew(soon),
    vscode.window.onDidChangeWindowState(soon),
    everyHour(soon),
    {
      dispose: () => {
        clearTimeout(timer);
      },
    },
  );
}

async function warn({ prompts }: Warning, reminders: Reminders, due: readonly Living[]): Promise<void> {
  const [only, ...others] = due;
  const single = others.length === 0 ? only : undefined;
  const act = single ? (isAccessKey(single.key) ? 'Renew' : 'Regenerate') : 'Show Keys';
  const never = single ? "Don't Remind for This Key" : "Don't Remind for These Keys";
  const later = 'Remind Tomorrow';
  const choice = await prompts.warn(warningOf(due), act, later, never);
  if (choice === later) for (const { key } of due) await reminders.remindAt(key, Date.now() + day);
  if (choice === never) for (const { key } of due) await reminders.mute(key);
  if (choice !== act) return;
  if (single) await mend(single);
  else await vscode.commands.executeCommand('postmanKeyring.expiry.showTrouble');
}
