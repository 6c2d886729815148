import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { createLock, isCode } from '../keyring/lock.ts';
import { isRefusal } from '../keyring/proof.ts';
import { PostmanProblem } from '../postman/problem.ts';

const minute = 60 * 1000;
const hour = 60 * minute;
/** Windows that open together are one start. */
const oneStart = 10 * minute;
const lookEvery = 5 * minute;

type Checking = Pick<Parts, 'keyring' | 'log' | 'proof' | 'prompts' | 'settings'>;

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
    isStart = false;
    if (await claim(period)) await checkHealth(parts, abort.signal);
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

/** Asks after every key once, and tells of those that Postman refuses since the last time. */
export async function checkHealth(parts: Checking, signal: AbortSignal): Promise<void> {
  const { keyring, prompts, proof } = parts;
  const refused: StoredKey[] = [];
  const unreachable = new Set<string>();
  for (const key of keyring.keys) {
    if (!key.present || unreachable.has(key.region)) continue;
    const before = key.refusedAt;
    try {
      await proof.verify(key.id, signal);
    } catch (error) {
      if (isRefusal(error) && before === undefined) refused.push(key);
      // What fails for one key fails for its neighbours: no use in knocking at a closed door.
      if (error instanceof PostmanProblem && closed.includes(error.kind)) unreachable.add(key.region);
    }
  }
  if (refused.length === 0 || signal.aborted) return;
  // Not awaited: the check is done, the notification may stand there for hours.
  void tell(prompts, refused);
}

const closed: readonly string[] = [
  'offline',
  'proxy',
  'certificate',
  'timeout',
  'quota',
  'rateLimited',
  'notPinned',
];

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

/** Whether the last check of any window is longer ago than `period` milliseconds; it counts as done from then on. */
export function createClaim(folder: string): (period: number) => Promise<boolean> {
  const file = join(folder, 'health');
  const locked = createLock(`${file}.lock`);
  return async (period) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return locked(async () => {
      const last = await lastTime(file);
      if (last !== undefined && Date.now() - last < period) return false;
      const now = new Date();
      await writeFile(file, '', { mode: 0o600 });
      await utimes(file, now, now);
      return true;
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
