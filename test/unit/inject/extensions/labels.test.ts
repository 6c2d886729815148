import assert from 'node:assert/strict';
import { labelOf } from '../../../../src/inject/extensions/labels.ts';
import { account, stored } from '../core/stored.ts';

describe('what the editor calls the account of a key', () => {
  const maya = account('Maya Lindqvist', 'Acme');
  const ci = stored('CI', { account: maya });

  it('is the name of the key, with who it belongs to, where that is not the usual place, and a mark', () => {
    assert.match(labelOf(ci), /^CI \(Maya Lindqvist\) · [0-9a-f]{8}$/);
    assert.match(labelOf({ ...ci, region: 'eu' }), /^CI \(Maya Lindqvist, EU\) · /);
    const own = { ...ci, region: 'https://postman.acme.example' };
    assert.match(labelOf(own), /^CI \(Maya Lindqvist, postman\.acme\.example\) · /);
    assert.match(labelOf(stored('CI')), /^CI \(owner not known yet\) · /);
  });

  it('stays the same when the key is regenerated, or its owner gets another role', () => {
    const again = stored('CI', {
      id: ci.id,
      account: { ...maya, email: 'm@acme.example', roles: ['admin'] },
    });
    assert.notEqual(again.keyId, ci.keyId);
    assert.equal(labelOf(again), labelOf(ci));
  });

  it('is never that of another key, since leave to use one would be leave to use the other', () => {
    const unknown = stored('CI');
    const keys = [
      ci,
      { ...ci, id: 'another' },
      { ...ci, account: { ...maya, userId: 2 } },
      { ...ci, account: { ...maya, teamId: 7 } },
      { ...ci, account: { ...maya, teamId: 8 } },
      { ...ci, region: 'http://localhost:1' },
      { ...ci, region: 'https://localhost:1' },
      unknown,
      { ...unknown, keyId: ci.keyId },
    ];
    assert.equal(new Set(keys.map(labelOf)).size, keys.length);
  });

  it('tells no more than any extension knows, for VS Code tells it to all', () => {
    for (const word of [maya.email, 'Acme', ci.fingerprint.slice(-8)]) assert.ok(!labelOf(ci).includes(word));
  });

  it('takes names from outside as text, and keeps its mark behind a long one', () => {
    assert.match(labelOf({ ...ci, name: '$(verified)\u202e\nCI' }), /^\$ \(verified\) CI \(Maya/);
    assert.match(labelOf({ ...ci, name: 'x'.repeat(500) }), /^x+… · [0-9a-f]{8}$/);
  });
});
