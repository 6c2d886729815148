import assert from 'node:assert/strict';
import { jsonText } from '../../../../src/accessKeys/shared/jsonText.ts';

describe('the JSON of a shared collection', () => {
  it('is shown as it came, but for keys, and for what the editor would fetch', () => {
    const json = {
      $schema: 'https://evil.example',
      info: { name: `PMAT-${'A'.repeat(26)}`, $schema: 1 },
      item: [],
    };
    assert.deepEqual(JSON.parse(jsonText(json)), { info: { name: 'PMAT-[secret]', $schema: 1 }, item: [] });
  });
});
