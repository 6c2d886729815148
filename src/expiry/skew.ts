import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';

const minute = 60 * 1000;

/** Tells that this computer's clock is off: days are counted by Postman's. */
export function registerSkewWarning({ clock, prompts }: Pick<Parts, 'clock' | 'prompts'>): Disposable {
  return clock.onDidSkew(({ milliseconds }) => {
    if (milliseconds === 0) return;
    const minutes = Math.round(Math.abs(milliseconds) / minute);
    const side = milliseconds > 0 ? 'behind' : 'ahead of';
    void prompts.warn(
      `This computer's clock is ${minutes} minutes ${side} Postman's. Days are counted by Postman's.`,
    );
  });
}
