import assert from 'node:assert/strict';
import { rowOf, tooltipOf } from '../../../src/accessKeys/row.ts';
import { day, keptFacts, listedFacts, now, sceneOf, someKept, someListed, someNames } from './listed.ts';

const scene = sceneOf();

function tooltip(facts: Parameters<typeof tooltipOf>[0], at = scene): Record<string, string> {
  return Object.fromEntries(tooltipOf(facts, at).map(({ title, value }) => [title, value]));
}

describe('a row of the Collection Access Keys view', () => {
  it('says the end of the key, how long it lives, whose it is, its use and when it was made, and the rest above it', () => {
    const facts = listedFacts({ expiresAt: now + 12 * day });
    assert.equal(rowOf(facts, scene, 'collection').label, '••43BR');
    assert.match(
      rowOf(facts, scene, 'collection').description,
      /^12 days left · you · never used · made Apr 20, 2026$/,
    );
    const flat = rowOf(facts, scene);
    assert.equal(flat.label, 'Billing API');
    assert.match(flat.description, /^••43BR · 12 days left · you · never used/);
    assert.match(rowOf(facts, scene, 'creator').description, /^••43BR · 12 days left · never used/);
  });

  it('names a team-mate, and shows the id of who and what may not be named', () => {
    assert.match(
      rowOf(listedFacts({ userId: 2, lastUsedAt: now - day }), scene).description,
      /Ada · used yesterday/,
    );
    const unnamed = rowOf(listedFacts({ userId: 3, collectionUid: '9-x' }), scene);
    assert.deepEqual([unnamed.label, unnamed.description.split(' · ')[2]], ['9-x', '3']);
    assert.equal(tooltip(listedFacts({ userId: 3 }))['Creator'], 'user 3, has left the team');
  });

  it('has a look and a word of its own for every state that needs attention', () => {
    const kept = someKept();
    const rows = [
      listedFacts(),
      listedFacts({ expiresAt: now + 3 * day }),
      listedFacts({ status: 'inactive' }),
      listedFacts({ status: 'deleted' }),
      keptFacts(kept, someListed()),
      keptFacts({ ...kept, refusedAt: now }, someListed()),
      keptFacts(kept),
    ].map((facts) => rowOf(facts, scene, 'collection'));
    assert.equal(new Set(rows.map(({ icon }) => icon)).size, rows.length);
    const ends = rows.map(
      ({ description }) => /^(\d+ days left|inactive|deleted|refused|not listed)/.exec(description)?.[0],
    );
    assert.deepEqual(ends, [
      '40 days left',
      '3 days left',
      'inactive',
      'deleted',
      '40 days left',
      'refused',
      'not listed',
    ]);
  });

  it('tells when-clauses what can be done with it', () => {
    const context = (...facts: Parameters<typeof keptFacts>): string =>
      rowOf(keptFacts(...facts), scene).context;
    assert.equal(rowOf(listedFacts(), scene).context, 'accessKey mine listed neverUsed');
    assert.equal(
      rowOf(listedFacts({ userId: 2, lastUsedAt: now, expiresAt: now + day }), scene).context,
      'accessKey team listed expiring',
    );
    assert.equal(context(someKept(), someListed({ lastUsedAt: now })), 'accessKey mine listed kept');
    assert.equal(context(someKept({ origin: 'received', refusedAt: now })), 'accessKey kept received dead');
    assert.equal(
      context(someKept({ present: false }), someListed({ lastUsedAt: now })),
      'accessKey mine listed lost',
    );
  });

  it('shows Postman’s date, but a derived one, said to be so, after a use from here that the list does not know', () => {
    const listed = someListed({ lastUsedAt: now - 50 * day, expiresAt: now + 10 * day });
    const derived = { kind: 'derived', at: now + 60 * day } as const;
    const used = keptFacts(someKept({ usedAt: now, expiry: derived }), listed);
    assert.match(rowOf(used, scene).description, /60 days left · you, kept · used today/);
    assert.match(tooltip(used)['Expires'] ?? '', /derived/);
    const before = keptFacts(someKept({ usedAt: now - 55 * day, expiry: derived }), listed);
    assert.match(rowOf(before, scene).description, /10 days left/);
    assert.match(tooltip(before)['Expires'] ?? '', /as Postman says/);
  });

  it('calls a received key as the person does, and never as theirs', () => {
    const scene2 = sceneOf({ names: someNames({ billing: 'Other' }).names });
    const row = rowOf(
      keptFacts(someKept({ origin: 'received', name: 'Partner API', account: undefined })),
      scene2,
    );
    assert.deepEqual([row.label, row.description], ['Partner API', '••43BR · received, kept']);
  });

  it('says all of itself in one sentence, and the whole masked key in its tooltip', () => {
    const facts = listedFacts({ expiresAt: now + day });
    assert.match(
      rowOf(facts, scene, 'collection').spoken,
      /^Access key of Billing API, ends in 4 3 B R, ends tomorrow, you, never used, made .*, expires soon$/,
    );
    const { Key, Secret, Team, ['Key id']: id } = tooltip(facts);
    assert.deepEqual([Key, Team, id], [`PMAT-${'*'.repeat(22)}43BR`, 'team 5', facts.row.id]);
    assert.match(Secret ?? '', /^not here/);
  });
});
