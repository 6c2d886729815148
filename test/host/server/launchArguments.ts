import { resolve } from 'node:path';

export interface LaunchArguments {
  readonly extensionDevelopmentPaths: readonly string[];
  readonly extensionTestsPath: string;
  readonly folder: string | undefined;
}

/** What is understood of VS Code's command line; the rest is for a desktop and is passed over. */
export function parseLaunchArguments(args: readonly string[]): LaunchArguments {
  const valuesOf = (name: string): string[] =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => resolve(arg.slice(name.length + 3)));
  const [extensionTestsPath] = valuesOf('extensionTestsPath');
  if (extensionTestsPath === undefined) throw new Error('--extensionTestsPath=… is missing.');
  const folder = args.find((arg) => !arg.startsWith('-'));
  return {
    extensionDevelopmentPaths: valuesOf('extensionDevelopmentPath'),
    extensionTestsPath,
    folder: folder === undefined ? undefined : resolve(folder),
  };
}
