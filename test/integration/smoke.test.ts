import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };

describe('The extension in a real host', () => {
  const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);

  it('is there', () => {
    assert.ok(extension);
    assert.match(vscode.version, /^1\.\d+\.\d+$/);
  });

  it('activates', async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
