import assert from 'node:assert/strict';
import { allowanceOf, allowancesOf } from '../../../../src/expiry/timeline/allowance.ts';

const operation = (
  name: string,
  limit: number,
  usage: number,
  overage = 0,
): Parameters<typeof allowanceOf>[0] => ({
  name,
  limit,
  usage,
  overage,
});

/** In the language of this computer. */
const number = (value: number): string => value.toLocaleString();

describe('an allowance', () => {
  it('is its share of the limit', () => {
    const allowance = allowanceOf(operation('api_usage', 10_000, 8412));
    assert.deepEqual(allowance, {
      label: 'API usage',
      amount: `${number(8412)} of ${number(10_000)}`,
      exact: `${number(8412)} of ${number(10_000)}`,
      note: '84%',
      used: 0.8412,
      over: 0,
      level: 'warning',
    });
  });

  it('is unlimited where Postman sends 99999999', () => {
    const { amount, note, level } = allowanceOf(operation('collection_run_limit', 99_999_999, 226));
    assert.deepEqual([amount, note, level], ['226', 'unlimited', 'unlimited']);
  });

  it('shows what is over, whether it is in the usage or told apart', () => {
    for (const over of [operation('a', 100, 125), operation('a', 100, 100, 25)]) {
      const { note, used, level, ...rest } = allowanceOf(over);
      assert.deepEqual([note, used, rest.over, level], ['25 over', 0.8, 0.2, 'error']);
    }
  });

  it('bears a limit of nothing', () => {
    assert.deepEqual(
      [allowanceOf(operation('a', 0, 0)).used, allowanceOf(operation('a', 0, 0)).note],
      [0, '0%'],
    );
    assert.equal(allowanceOf(operation('a', 0, 3)).over, 1);
  });

  it('does not call a little nothing, and shortens millions', () => {
    assert.equal(allowanceOf(operation('flow_requests', 1_000_000, 1852)).note, 'under 1%');
    const { amount, exact } = allowanceOf(operation('monitor_request_runs', 15_000_000, 4_493_710));
    assert.equal(exact, `${number(4_493_710)} of ${number(15_000_000)}`);
    assert.ok(amount.length < exact.length, amount);
  });

  it('comes before those that are less used; those without a limit come last', () => {
    const sorted = allowancesOf([
      operation('free', 99_999_999, 5),
      operation('half', 10, 5),
      operation('over', 10, 20),
      operation('none', 0, 0),
    ]);
    assert.deepEqual(
      sorted.map(({ label }) => label),
      ['Over', 'Half', 'None', 'Free'],
    );
  });
});
