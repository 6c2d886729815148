import assert from 'node:assert/strict';
import { halfWay, linesOf, questionOf, type Doomed } from '../../../src/accessKeys/deaths.ts';

let count = 0;
function doomed(collection: string, change: Partial<Doomed> = {}): Doomed {
  count += 1;
  const lastFour = String(count).padStart(4, '0');
  return {
    id: `id ${lastFour}`,
    keptId: undefined,
    lastFour,
    collection,
    creator: 'you',
    isUsed: false,
    ...change,
  };
}

describe('what is said before access keys are revoked', () => {
  beforeEach(() => {
    count = 0;
  });

  it('names one key, its collection, its maker and whether it is in use', () => {
    const { message, detail } = questionOf([doomed('Refunds', { creator: 'Tomás', isUsed: true })]);
    assert.equal(message, 'Revoke the access key ••0001 of “Refunds”?');
    assert.match(detail, /^Made by Tomás\. It has been used: .* cannot be undone\.$/);
    assert.match(questionOf([doomed('Refunds')]).detail, /Nobody has used it yet/);
  });

  it('lists several by collection, each by name, and says how many are in use', () => {
    const keys = [doomed('Refunds'), doomed('Ledger', { creator: 'Tomás', isUsed: true }), doomed('Refunds')];
    const { message, detail } = questionOf(keys);
    assert.equal(message, 'Revoke 3 access keys?');
    assert.match(
      detail,
      /^Refunds: ••0001 \(you\), ••0003 \(you\)\nLedger: ••0002 \(Tomás\)\n\n1 of them has been used/,
    );
    assert.match(questionOf([doomed('A'), doomed('B')]).detail, /Nobody has used any of them yet/);
  });

  it('counts what does not fit, and loses none', () => {
    const many = Array.from({ length: 100 }, (_, index) => doomed(`Collection ${index % 30}`));
    const lines = linesOf(many, 20, 2).split('\n');
    assert.equal(lines.length, 21);
    assert.equal(lines[0], 'Collection 0: ••0001 (you), ••0031 (you), and 2 more');
    assert.equal(lines[20], 'and 30 access keys of 10 more collections');
  });
});

describe('what is said after a revocation that stopped half way', () => {
  it('is exactly which keys are gone and which are not, by reason', () => {
    count = 0;
    const [a, b, c, d] = [doomed('A'), doomed('B'), doomed('C'), doomed('D')];
    const { message, detail } = halfWay(
      [a],
      [
        { key: b, reason: 'You may not.', isInDoubt: false },
        { key: c, reason: 'Offline.', isInDoubt: false },
        { key: d, reason: 'Offline.', isInDoubt: false },
      ],
    );
    assert.equal(message, '1 of 4 access keys is revoked, 3 are not.');
    assert.equal(
      detail,
      'Still alive:\nYou may not.\nB: ••0002 (you)\n\nOffline.\nC: ••0003 (you)\nD: ••0004 (you)\n\nRevoked:\nA: ••0001 (you)',
    );
    const none = [b, c].map((key) => ({ key, reason: 'Offline.', isInDoubt: false }));
    assert.match(halfWay([], none).detail, /None is revoked\.$/);
  });

  it('says in a plain sentence that a single one is not revoked, or may be', () => {
    count = 0;
    const one = { key: doomed('A'), reason: 'Offline.', isInDoubt: false };
    const message = 'The access key ••0001 of “A” is not revoked.';
    assert.deepEqual(halfWay([], [one]), { message, detail: 'Offline.' });
    assert.match(halfWay([], [{ ...one, isInDoubt: true }]).message, /may or may not be revoked\.$/);
  });

  it('claims nothing of a key whose answer was lost', () => {
    count = 0;
    const [a, b] = [doomed('A'), doomed('B')];
    const lost = { key: a, reason: 'It took too long.', isInDoubt: true };
    const { message, detail } = halfWay([], [lost, { key: b, reason: 'Offline.', isInDoubt: false }]);
    assert.equal(message, '0 of 2 access keys are revoked, 1 is not, 1 may be.');
    assert.equal(
      detail,
      'Still alive:\nOffline.\nB: ••0002 (you)\n\nPerhaps revoked:\nIt took too long.\nA: ••0001 (you)',
    );
  });
});
