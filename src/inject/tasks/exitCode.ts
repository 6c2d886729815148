/** What shells say of a command that could not be run, that is not there, and that Ctrl+C has ended. */
export const codes = { unable: 126, missing: 127, interrupted: 130 };

/** @param code the program's own; none where a signal has ended it */
export function exitCode(
  code: number | null,
  isInterrupted: boolean,
  { platform }: { readonly platform: NodeJS.Platform },
): number {
  // Windows has no signals: there a code is all that is left of what was ended by force.
  const isForced = isInterrupted && platform === 'win32';
  return code === null || isForced ? codes.interrupted : code;
}
