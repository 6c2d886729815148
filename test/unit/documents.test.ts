import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

describe('the README', () => {
  const readme = read('README.md');
  const { commands, configuration } = manifest.contributes;
  const cells = readme
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const listed = cells.flatMap(([, first = '']) => first.split(', '));

  it('lists every command by its title, and none that is not there', () => {
    const titles = commands.map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => !listed.includes(title)),
      [],
    );
    const start = readme.indexOf('## Commands');
    const table = readme.slice(start, readme.indexOf('## Settings'));
    const named = table
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| Command') && !line.startsWith('| ---'))
      .flatMap((line) => (line.split('|')[1] ?? '').trim().split(', '));
    assert.deepEqual(
      named.filter((name) => !titles.includes(name)),
      [],
    );
  });

  for (const [id, { default: value }] of Object.entries(configuration.properties)) {
    it(`lists the setting ${id} with its default`, () => {
      const row = cells.find(([, first]) => first === `\`${id}\``);
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      assert.equal(row?.[2], shown === '' ? '' : `\`${shown}\``);
    });
  }

  it('shows pictures that are there', () => {
    for (const [, path] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
      assert.ok(existsSync(join(root, path ?? '')), path);
  });
});

describe('the manifest', () => {
  it('promises no newer editor than the one it is compiled against', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('ships with nothing installed: everything is bundled', () => {
    assert.equal('dependencies' in manifest, false);
  });
});
