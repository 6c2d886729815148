import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { createLock, isCode } from '../keyring/lock.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import { isRefusal } from '../keyring/proof.ts';
import { PostmanProblem } from '../postman/problem.ts';

const minute = 60 * 1000;
const hour = 60 * minute;
/** Windows that open together are one start. */
const oneStart = 10 * minute;
const lookEvery = 5 * minute;

type Checking = Pick<Parts, 'keyring' | 'log' | 'quietProof' | 'prompts' | 'settings'>;

/** Asks Postman now and then whether the keys still work: one window for all of them, while somebody looks at it. */
export function registerHealthCheck(parts: Checking, folder: string): Disposable {
  const { log, settings } = parts;
  const claim = createClaim(folder);
  const abort = new AbortController();
  // The same for one window, different between them: not all editors of the world ask at the same minute.
  const jitter = 0.9 + Math.random() * 0.2;
  let isStart = true;

  const look = async (): Promise<void> => {
    const mode = settings.healthCheck;
    const period = mode === 'onStart' ? oneStart : settings.healthCheckHours * hour * jitter;
    if (mode === 'off' || (mode === 'onStart' && !isStart) || !vscode.window.state.focused) return;
    const take = await claim(period);
    isStart = false;
    if (take && !(await checkHealth(parts, abort.signal))) await take.giveBack(hour);
  };
  const lookNow = (): void => {
    look().catch((error: unknown) => {
      log.error('Health check', error);
    });
  };
  // Not at once: the start of the editor belongs to the person.
  const first = setTimeout(lookNow, minute * jitter);
  const timer = setInterval(lookNow, lookEvery);
  timer.unref();
  return {
    dispose: () => {
      clearTimeout(first);
      clearInterval(timer);
      abort.abort();
    },
  };
}

/**
 * Asks after every key once, and tells of those that Postman refuses since the last time.
 * @returns whether anybody could be asked
 */
export async function checkHealth(parts: Checking, signal: AbortSignal): Promise<boolean> {
  const { keyring, prompts, quietProof } = parts;
  const refused: StoredKey[] = [];
  const closedRegions = new Set<string>();
  let isStopped = false;
  for (const key of keyring.keys) {
    if (isStopped || signal.aborted) break;
    if (!key.present || closedRegions.has(key.region)) continue;
    try {
      await quietProof.verify(key.id, signal);
    } catch (error) {
      if (isRefusal(error)) {
        if (key.refusedAt === undefined) refused.push(key);
      } else if (error instanceof PostmanProblem) {
        // What fails for one key fails for its neighbours: no use in knocking at a closed door.
        closedRegions.add(key.region);
      } else {
        // A locked keyring would be asked once for every key, ten seconds each.
        isStopped = !(error instanceof KeyringProblem && (error.kind === 'gone' || error.kind === 'missing'));
      }
    }
  }
  // Not awaited: the check is done, the notification may stand there for hours.
  if (refused.length > 0 && !signal.aborted) void tell(prompts, refused);
  return !isStopped && !signal.aborted && closedRegions.size === 0;
}

async function tell(prompts: Parts['prompts'], refused: readonly StoredKey[]): Promise<void> {
  const [only, ...others] = refused;
  const names = refused.map(({ name }) => `“${name}”`).join(', ');
  const act = others.length === 0 ? 'Regenerate' : 'Show Keys';
  const choice = await prompts.warn(`Postman no longer accepts ${names}: expired or revoked.`, act);
  if (choice === undefined) return;
  if (act === 'Regenerate')
    await vscode.commands.executeCommand('postmanKeyring.apiKeys.regenerate', { id: only?.id });
  else await vscode.commands.executeCommand('postmanKeyring.expiry.showTrouble');
}

/** A check that is this window's to make. */
export interface Take {
  /** It came to nothing: another one is due in so many milliseconds. */
  giveBack(milliseconds: number): Promise<void>;
}

/** Takes on a check when the last one of any window is longer ago than `period` milliseconds; it counts as done then. */
export function createClaim(folder: string): (period: number) => Promise<Take | undefined> {
  const file = join(folder, 'health');
  const locked = createLock(`${file}.lock`);
  const mark = async (at: number): Promise<void> => {
    await writeFile(file, '', { mode: 0o600 });
    await utimes(file, at / 1000, at / 1000);
  };
  return async (period) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return locked(async () => {
      const age = Date.now() - ((await lastTime(file)) ?? 0);
      // A time in the future is of a clock that was wrong.
      if (age >= 0 && age < period) return undefined;
      await mark(Date.now());
      return { giveBack: async (milliseconds) => mark(Date.now() - period + milliseconds) };
    });
  };
}

async function lastTime(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
