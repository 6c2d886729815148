import assert from 'node:assert/strict';
import { messageOf, type Told } from '../../../src/accessKeys/message.ts';
import { noFilter } from '../../../src/accessKeys/viewState.ts';

const loaded: Told['status'] = {
  isLoading: false,
  isComplete: true,
  pages: 12,
  loadedAt: 1,
  problem: undefined,
  waiting: undefined,
  skipped: 0,
};
const told: Told = {
  status: loaded,
  listed: 120,
  total: 120,
  shown: 120,
  filter: noFilter,
  isKeyChosen: true,
};

function message(status: Partial<Told['status']>, change: Partial<Told> = {}): string | undefined {
  return messageOf({ ...told, ...change, status: { ...loaded, ...status } });
}

describe('the message over the access keys', () => {
  it('is none when all is there, and where the welcome speaks', () => {
    assert.equal(message({}), undefined);
    assert.equal(message({ pages: 0, isComplete: false }, { listed: 0, isKeyChosen: undefined }), undefined);
  });

  it('says how loading goes', () => {
    assert.equal(message({ isLoading: true, isComplete: false }, { listed: 0 }), 'Loading…');
    assert.equal(message({ isLoading: true }, { listed: 1230 }), '1,230 keys so far…');
    assert.equal(
      message({ isLoading: true, waiting: 11.2 }, { listed: 230 }),
      'Postman asks to wait 12 seconds. 230 keys so far…',
    );
    assert.match(message({ isComplete: false }) ?? '', /^Stopped at 120 keys\. Refresh/);
  });

  it('says what went wrong, what is missing, and what to do', () => {
    assert.equal(message({ problem: 'Offline.' }), 'Offline. 120 keys are shown as they were.');
    assert.match(message({ skipped: 2 }) ?? '', /^2 rows .* could not be read/);
    assert.match(message({}, { isKeyChosen: false }) ?? '', /Set Active Key/);
    assert.equal(message({}, { listed: 0 }), undefined, 'then the welcome speaks');
  });

  it('says what the filter does, whatever else there is to say', () => {
    const filter = { ...noFilter, isNeverUsed: true };
    assert.equal(message({}, { filter, shown: 12 }), 'Filter: never used · 12 of 120');
    assert.equal(message({}, { filter, shown: 0 }), undefined, 'then the welcome offers to clear it');
    assert.match(message({ isLoading: true }, { filter, shown: 0 }) ?? '', /so far… Filter: never used/);
    assert.match(
      message({ problem: 'Offline.' }, { filter, shown: 12 }) ?? '',
      /^Offline.*Filter: never used/,
    );
  });
});
