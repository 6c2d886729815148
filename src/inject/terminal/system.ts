/** The name that VS Code's settings of terminals have for a system. */
export function systemOf(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'windows' : platform === 'darwin' ? 'osx' : 'linux';
}
