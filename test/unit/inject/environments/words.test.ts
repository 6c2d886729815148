import assert from 'node:assert/strict';
import { environmentFile, whyNoVariable } from '../../../../src/inject/environments/environmentFile.ts';
import { outcomeSentence, storingQuestion } from '../../../../src/inject/environments/words.ts';

const key = { name: 'work', account: undefined };
const target = {
  environment: 'Staging',
  isPublic: false,
  workspace: 'Payments',
  visibility: 'team',
  variable: 'postman-api-key',
};

describe('a key for a Postman environment', () => {
  it('is asked about in plain words: who can read it, and what else there is', () => {
    const { message, detail } = storingQuestion(key, target);
    assert.equal(
      message,
      'Give “work” of an owner that is not known yet to everyone who can read “Staging”?',
    );
    for (const words of [
      'shared value of postman-api-key',
      'in “Payments”, a team workspace',
      'plain text',
      'Copy for Vault',
    ])
      assert.ok(detail.includes(words), words);
    assert.ok(!detail.includes('public'));
  });

  it('is said to be for everyone, perhaps, where Postman did not say', () => {
    const openings = [
      { visibility: '' },
      { visibility: 'galaxy' },
      { isPublic: undefined },
      { visibility: '', isPublic: undefined },
    ].map((of) => storingQuestion(key, { ...target, ...of }).detail.split('.')[0]);
    assert.deepEqual(openings, [
      'The workspace “Payments” may be public: Postman did not say',
      'The workspace “Payments” may be public: Postman did not say',
      '“Staging” may be public: Postman did not say',
      'The workspace “Payments” may be public: Postman did not say',
    ]);
  });

  it('has a sentence for everything that can come of it', () => {
    const said = (
      [
        { outcome: 'added' },
        { outcome: 'replaced', isOff: false },
        { outcome: 'replaced', isOff: true },
        { outcome: 'public' },
        { outcome: 'linked' },
        { outcome: 'ambiguous' },
        { outcome: 'unsure', why: undefined },
        { outcome: 'unsure', why: 'It took longer than 15 s.' },
        { outcome: 'putBack', into: 'baseUrl' },
        { outcome: 'misplaced', into: 'baseUrl' },
        { outcome: 'misplaced', into: 'baseUrl', lost: 'token' },
      ] as const
    ).map((stored) => outcomeSentence(stored, target));
    assert.deepEqual(
      said.map(({ isGood }) => isGood),
      [true, true, false, false, false, false, false, false, false, false, false],
    );
    assert.equal(new Set(said.map(({ text }) => text)).size, said.length);
    for (const { text } of said) assert.ok(text.includes('“Staging”') && text.endsWith('.'), text);
    for (const { text } of said.slice(-3)) assert.ok(text.includes('“baseUrl”'));
    assert.ok(said.at(-1)?.text.includes('“token”'));
  });

  it('is a file as Postman imports it', () => {
    const of = { id: 'i', name: 'Postman API', variable: 'k', value: '', at: 0 };
    assert.deepEqual(JSON.parse(environmentFile(of)), {
      id: 'i',
      name: 'Postman API',
      values: [{ key: 'k', value: '', type: 'secret', enabled: true }],
      _postman_variable_scope: 'environment',
      _postman_exported_at: '1970-01-01T00:00:00.000Z',
      _postman_exported_using: 'Keyring for Postman',
    });
  });

  it('has a name that stands in braces', () => {
    for (const name of ['postman-api-key', ' postman_api_key ', 'a.b'])
      assert.equal(whyNoVariable(name), undefined);
    for (const name of ['', ' ', 'a b', '{{x}}', 'x'.repeat(101)]) assert.ok(whyNoVariable(name), name);
  });
});
