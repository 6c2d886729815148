import assert from 'node:assert/strict';
import { sectionsOf } from '../../../../src/expiry/timeline/sections.ts';
import { day, life, now, timeline } from './lives.ts';

const open = { ends: 'unknown', expiresAt: undefined } as const;

describe('the order of keys', () => {
  it('is trouble first, the worst before all, then by expiry', () => {
    const sections = sectionsOf(
      timeline([
        life('late', { expiresAt: now + 300 * day }),
        life('forever', { ...open, ends: 'never' }),
        life('soon', { expiresAt: now + 20 * day }),
        life('expiring', { expiresAt: now + 3 * day, severity: 'warning' }),
        life('expired', { expiresAt: now - 3 * day, severity: 'warning' }),
        life('refused', { ...open, severity: 'error' }),
        life('unsure', { expiresAt: now + 40 * day, severity: 'unknown' }),
        life('who knows', open),
      ]),
    );
    assert.deepEqual(
      sections.map(({ title, lifetimes }) => [title, ...lifetimes.map(({ name }) => name)]),
      [
        ['Needs attention', 'refused', 'expired', 'expiring'],
        ['Ending later', 'soon', 'unsure', 'late'],
        ['Without an end date', 'forever', 'who knows'],
      ],
    );
  });

  it('has no section without a key', () => {
    assert.deepEqual(sectionsOf(timeline([])), []);
  });
});
