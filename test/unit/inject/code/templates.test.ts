import assert from 'node:assert/strict';
import { generate } from '../../../../scripts/codegen.ts';
import templates from '../../../../src/inject/code/templates.json' with { type: 'json' };

describe('the templates of Insert Request Helper', () => {
  it('are what the installed generators write: else run npm run codegen', function () {
    this.timeout(20_000);
    assert.deepEqual(templates, generate());
  });
});
