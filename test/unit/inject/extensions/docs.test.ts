import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

describe('docs/api.md', () => {
  it('has the example that compiles with the rest', async () => {
    const example = await readFile(join(root, 'test/fixtures/consumer/example.ts'), 'utf8');
    const page = await readFile(join(root, 'docs/api.md'), 'utf8');
    const own = example.replace('../../../src/api.ts', './api.ts');
    assert.ok(page.includes(`\`\`\`ts\n${own}\`\`\`\n`));
  });

  it('has every kind of error', async () => {
    const types = await readFile(join(root, 'src/api.ts'), 'utf8');
    const page = await readFile(join(root, 'docs/api.md'), 'utf8');
    const [, union = ''] = /type PostmanApiErrorKind =([^;]+);/.exec(types) ?? [];
    const kinds = Array.from(union.matchAll(/'(\w+)'/g), ([, kind]) => kind);
    assert.ok(kinds.length > 9);
    const table = page.slice(page.indexOf('## Errors'), page.indexOf('## What is known'));
    for (const kind of kinds) assert.ok(table.includes(`\`${kind}\``), kind);
  });
});
