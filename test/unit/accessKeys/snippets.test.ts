import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { fileNameOf, powerShellQuoted, shellQuoted, snippetsOf } from '../../../src/accessKeys/snippets.ts';
import { parseCollectionLink } from '../../../src/postman/collectionLink.ts';
import { regionOf } from '../../../src/postman/region.ts';
import { someLink, someUid } from './links.ts';

const shells = ['sh', 'bash', 'zsh'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0);

/** Texts with all that shells look for; no command line can hold a NUL. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '`', '!', '?', '*', '&', ';', '\n', ' ', '(', '~', '#', 'a'),
  }),
);
const argument = anyText.filter((text) => !text.includes('\0')).map((text) => text.toWellFormed());

/** What a shell makes of words: printed one a line, with a sign before each that none of them can begin with. */
function wordsOf(shell: string, command: string): string {
  return execFileSync(shell, ['-c', `printf '<%s>' ${command}`], { encoding: 'utf8' });
}

function snippet(label: string, name: string, link = someLink()): string {
  const found = snippetsOf(link, name).find((one) => one.label === label);
  assert.ok(found, label);
  return found.text.reveal();
}

describe('a quoted word', () => {
  for (const shell of shells) {
    it(`is one word of ${shell}, whatever stands in it`, () => {
      fc.assert(
        fc.property(fc.array(argument, { minLength: 1, maxLength: 20 }), (texts) => {
          const printed = wordsOf(shell, texts.map(shellQuoted).join(' '));
          assert.equal(printed, texts.map((text) => `<${text}>`).join(''));
        }),
        { numRuns: 30 },
      );
    });
  }

  it('is one of PowerShell, which takes typographic quotes too', () => {
    assert.equal(powerShellQuoted(`it's ‘$x’`), `'it''s ‘‘$x’’'`);
  });
});

describe('the file of a collection', () => {
  it('has a name that leads nowhere and is no option, no device and no dot file', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const file = fileNameOf(name);
        assert.match(file, /^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}-]{0,70}\.postman_collection\.json$/u);
      }),
    );
    assert.equal(fileNameOf('Payments API (v2)'), 'Payments-API-v2.postman_collection.json');
    assert.equal(fileNameOf('../../etc'), 'etc.postman_collection.json');
    assert.equal(fileNameOf('-o evil'), 'o-evil.postman_collection.json');
    assert.equal(fileNameOf('Aux'), 'Auxcollection.postman_collection.json');
    assert.equal(fileNameOf('💥'), 'collection.postman_collection.json');
    assert.equal(fileNameOf('決済'), '決済.postman_collection.json');
  });
});

describe('the ways to hand on a link', () => {
  const url = someLink().reveal();

  it('are commands of four and six words, whatever the collection is called', () => {
    const name = `'; rm -rf ~; echo '$(id)\`id\`\n`;
    const file = fileNameOf(name);
    for (const shell of shells) {
      assert.equal(wordsOf(shell, snippet('curl Command', name)), `<curl><-fsS><${url}><-o><${file}>`);
      assert.equal(wordsOf(shell, snippet('newman Command', name)), `<newman><run><${url}>`);
    }
    assert.equal(snippet('PowerShell Command', name), `Invoke-RestMethod -Uri '${url}' -OutFile '${file}'`);
  });

  it('quote the address of a custom Postman as well', () => {
    const region = regionOf("https://postman.example.com/it's")!;
    const link = someLink(region);
    for (const shell of shells)
      assert.equal(wordsOf(shell, snippet('newman Command', 'x', link)), `<newman><run><${link.reveal()}>`);
  });

  it('cannot be broken out of by a name in Markdown', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.constantFrom('](https://evil.example) [', '![x](y)', '<b>', '`x`')),
        (name) => {
          const text = snippet('Markdown Link', name);
          const [, label = '', target] = /^\[(.*)\]\(<([^<>\s]*)>\)$/u.exec(text) ?? [];
          assert.equal(target, url);
          assert.doesNotMatch(label.replace(/\\[\\`*_[\]<>!|~&$:@#]/g, ''), /[\\`*_[\]<>!|~&$:@#\n]/);
        },
      ),
    );
  });

  it('all hold the one link, so that whatever is pasted opens the collection', () => {
    for (const { label, text } of snippetsOf(someLink(), 'Payments')) {
      assert.equal(parseCollectionLink(text.reveal())?.collectionUid, someUid, label);
    }
  });

  it('are secrets', () => {
    assert.doesNotMatch(inspect(snippetsOf(someLink(), 'Payments')), /PMAT-/);
  });
});
