import { access, chmod, constants, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folder for the PATH. What installs an extension may lose that a file can be run, and not every extension's folder
 * can be written: then the files are copied.
 * @param home what this extension comes with: `bin/pmkey` and the modules beside `bin`
 * @param spare a folder that can be written
 */
export async function launcherFolder(home: string, spare: string): Promise<string> {
  if (process.platform === 'win32' || (await isExecutable(home))) return join(home, 'bin');
  try {
    await chmod(launcherIn(home), 0o755);
    return join(home, 'bin');
  } catch {
    await copy(home, spare);
    await chmod(launcherIn(spare), 0o755);
    return join(spare, 'bin');
  }
}

/** Every time, so that they are those of this version. */
async function copy(home: string, spare: string): Promise<void> {
  await mkdir(join(spare, 'bin'), { recursive: true, mode: 0o700 });
  for (const name of await readdir(home, { recursive: true })) {
    if (!/\.mjs$|^bin./.test(name)) continue;
    // A copy has the mode of what it is copied from, and where that can only be read it cannot be copied over.
    await rm(join(spare, name), { force: true });
    await copyFile(join(home, name), join(spare, name));
  }
}

async function isExecutable(home: string): Promise<boolean> {
  try {
    await access(launcherIn(home), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function launcherIn(home: string): string {
  return join(home, 'bin', 'pmkey');
}
