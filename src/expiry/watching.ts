import { join } from 'node:path';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { registerHealthCheck } from './health.ts';
import { createReminders } from './reminders.ts';
import { registerSkewWarning } from './skew.ts';
import { registerWarnings } from './warnings.ts';

/** Warnings, that of a wrong clock too, and the health check, whose marks are kept in `folder`. */
export function watch(parts: Parts, folder: string): Disposable[] {
  return [
    registerWarnings(parts, createReminders(join(folder, 'warned'))),
    registerHealthCheck(parts, folder),
    registerSkewWarning(parts),
  ];
}
