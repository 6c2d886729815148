import assert from 'node:assert/strict';
import { startSandbox } from '../../src/sandbox/server/start.ts';
import { cases, notServed } from './cases.ts';
import type { Case } from './cases.ts';
import type { Exchange } from './definition.ts';
import { givenDefinition } from './given.ts';
import { createRecorder } from './recorder.ts';

const definition = givenDefinition();

/** Carries out what a case asks of a sandbox of its own. */
async function exchangeOf(one: Case): Promise<Exchange> {
  const sandbox = await startSandbox({ seed: one.seed ?? 'team' });
  const recorder = await createRecorder(sandbox.url);
  try {
    const { method = 'GET', path, key, body } = one.ask(sandbox);
    await fetch(recorder.url + path, {
      method,
      headers: {
        ...(key === undefined ? {} : { 'X-Api-Key': key }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [exchange] = recorder.exchanges;
    assert.ok(exchange);
    return exchange;
  } finally {
    await recorder.close();
    await sandbox.close();
  }
}

describe('contract: the answers of the sandbox', () => {
  const byOperation = Map.groupBy(cases, ({ operation }) => operation);
  for (const [operation, ofOperation] of byOperation) {
    const statuses = [...new Set(ofOperation.map(({ status }) => status))];
    it(`${operation}: ${statuses.join(', ')}`, async () => {
      for (const one of ofOperation) {
        const exchange = await exchangeOf(one);
        assert.equal(definition.operationOf(exchange)?.name, operation);
        assert.equal(exchange.status, one.status, `${one.what}: ${exchange.answer.slice(0, 300)}`);
        assert.deepEqual(definition.answerProblems(exchange), [], one.what);
      }
    });
  }

  it('cover every operation and status that is documented', () => {
    const wanted = definition.operations
      .filter(({ name }) => !notServed.includes(name))
      .flatMap(({ name, statuses }) => statuses.map((status) => `${name} ${status}`));
    const tried = new Set(cases.map(({ operation, status }) => `${operation} ${status}`));
    assert.deepEqual(
      wanted.filter((one) => !tried.has(one)),
      [],
    );
  });
});

describe('contract: the definition', () => {
  const answered = { headers: ['x-api-key'], body: '', status: 200, type: 'application/json', answer: '' };

  it('still has the slips that are made up for', () => {
    assert.deepEqual(definition.needlessSlips, []);
  });

  it('catches what it does not document', () => {
    const list = { ...answered, method: 'GET', path: '/collection-access-keys' };
    const row = { id: 'x', token: 'PMAT-x', secret: 'x', teamId: '7' };
    const problems = definition.answerProblems({ ...list, answer: JSON.stringify({ data: [row] }) });
    assert.match(problems.join('\n'), /additional properties.*"secret"/);
    assert.match(problems.join('\n'), /teamId must be integer/);
    assert.match(definition.answerProblems({ ...list, status: 418 }).join(), /status 418/);
    assert.match(
      definition.requestProblems({ ...list, path: `${list.path}?limit=5` }).join(),
      /parameter limit/,
    );
    assert.match(definition.requestProblems({ ...list, headers: [] }).join(), /no key/);
    assert.match(definition.requestProblems({ ...list, body: '{}' }).join(), /a body/);
    assert.match(definition.requestProblems({ ...list, method: 'POST' }).join(), /not in the definition/);
    const query = { ...answered, method: 'POST', path: '/detected-secrets-queries', body: '{"types":[]}' };
    assert.match(definition.requestProblems(query).join(), /of no type/);
    const typed = { ...query, headers: ['x-api-key', 'content-type'] };
    assert.match(definition.requestProblems(typed).join(), /"types"/);
  });
});
