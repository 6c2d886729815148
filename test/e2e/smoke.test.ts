import assert from 'node:assert/strict';
import { join } from 'node:path';

import manifest from '../../package.json' with { type: 'json' };
import { vsix } from '../../scripts/package.ts';
import type { EditorWindow } from '../host/editorWindow.ts';
import { Workbench } from '../host/workbench.ts';

const pictures = join(import.meta.dirname, '../../out/e2e');

describe('The packaged extension in a real workbench', () => {
  let workbench: Workbench;
  let window: EditorWindow;

  before(async () => {
    workbench = await Workbench.start({ vsix });
    window = await (await workbench.person()).openWindow(workbench.folder);
  });

  after(async () => workbench.stop());

  it('is installed', async () => {
    await window.runCommand('Extensions: Show Installed Extensions');
    await window.page.locator('.extension-list-item', { hasText: manifest.displayName }).first().waitFor();
    await window.screenshot(join(pictures, 'installed.png'));
  });

  it('keeps a clean screen', async () => {
    assert.deepEqual(await window.notifications.texts(), []);
    assert.equal(await window.dialog.count(), 0);
  });
});
