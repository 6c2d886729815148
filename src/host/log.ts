import type * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import { maskCredentials } from '../postman/credential.ts';

/** The extension's log. Every line passes the mask, so that no key gets into it by whatever way. */
export interface Log extends Disposable {
  info(line: string): void;
  warn(line: string): void;
  /** Writes the error's name, message and stack, never its other fields: they may carry anything. */
  error(what: string, error: unknown): void;
  show(): void;
}

export function createLog(
  channel: Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error' | 'show' | 'dispose'>,
): Log {
  return {
    info: (line) => {
      channel.info(maskCredentials(line));
    },
    warn: (line) => {
      channel.warn(maskCredentials(line));
    },
    error: (what, error) => {
      const detail = error instanceof Error ? (error.stack ?? error.message) : typeof error;
      channel.error(maskCredentials(`${what}: ${detail}`));
    },
    show: () => {
      channel.show(true);
    },
    dispose: () => {
      channel.dispose();
    },
  };
}
