/**
 * This process's environment, without what a VS Code terminal puts in (the server would take itself for that VS Code's),
 * and without a marketplace: a test asks nobody.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|CODE_SERVER_|NODE_OPTIONS$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}' };
}
