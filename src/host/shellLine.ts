/** A command line for the shells in which `node` and a quoted path mean the same: POSIX, fish, PowerShell, cmd. */
export function shellLine(script: string, platform: NodeJS.Platform): string {
  // No path on Windows has a double quote in it; cmd knows no other quotes.
  return platform === 'win32' ? `node "${script}"` : `node '${script.replaceAll("'", "'\\''")}'`;
}

/** The environment variables of a shell that finds programs on the PATH alone: cmd looks into the workspace before. */
export function pathOnly(platform: NodeJS.Platform): Record<string, string> {
  return platform === 'win32' ? { NoDefaultCurrentDirectoryInExePath: '1' } : {};
}
