import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

import { lifetime } from '../../src/inject/keyFile/place.ts';
import { open } from '../../src/inject/open.ts';
import { partsOfExtension, until } from './app.ts';

describe('The start of a window', () => {
  it('sweeps what a window that died has left, also where the key cannot go into the terminals', async () => {
    const storage = await mkdtemp(join(tmpdir(), 'keyring-start-'));
    // Of another computer, and older than a key file may be.
    const left = join(tmpdir(), 'postman-key-000000-1-abcdef');
    await mkdir(left);
    const old = new Date(Date.now() - lifetime - 1000);
    await utimes(left, old, old);
    const subscriptions: vscode.Disposable[] = [];
    const opened = open(await partsOfExtension(), {
      subscriptions,
      globalStorageUri: vscode.Uri.file(storage),
      workspaceState: { get: () => true },
      environmentVariableCollection: Object.freeze({ persistent: true }),
    } as unknown as vscode.ExtensionContext);
    await assert.rejects(opened.start(), TypeError);
    await until('it is swept', () => !existsSync(left));
    vscode.Disposable.from(...subscriptions).dispose();
    await rm(storage, { recursive: true });
  });
});
