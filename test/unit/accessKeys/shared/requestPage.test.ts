import assert from 'node:assert/strict';
import { requestPage } from '../../../../src/accessKeys/shared/requestPage.ts';
import { decodeCollection, type CollectionRequest } from '../../../../src/postman/collection.ts';

function pageOf(item: object, variable: readonly object[] = []): string {
  const { items, variables } = decodeCollection(
    { info: { name: 'Payments' }, item: [item], variable },
    'host',
  );
  return requestPage(items[0] as CollectionRequest, { above: ['Payments', 'Refunds'], variables });
}

describe('the page of a request', () => {
  it('reads as an HTTP file: what is no part of the request is a comment', () => {
    const page = pageOf(
      {
        name: 'Create refund',
        request: {
          method: 'POST',
          description: 'Gives money back.\n\nNeeds **approval**.',
          auth: { type: 'bearer', bearer: [{ key: 'token', value: 'abc' }] },
          url: {
            raw: '{{baseUrl}}/refunds?notify=true',
            query: [
              { key: 'notify', value: 'true' },
              { key: 'dry', value: '1', disabled: true },
            ],
          },
          header: [
            { key: 'Accept', value: 'application/json' },
            { key: 'X-Old', value: '1', disabled: true },
          ],
          body: {
            mode: 'raw',
            raw: '{"id":12345678901234567890,"by":{{name}}}',
            options: { raw: { language: 'json' } },
          },
        },
        event: [{ listen: 'test', script: { exec: ["pm.test('ok', () => {", '});'] } }],
        response: [{ name: 'Done', code: 201, status: 'Created', body: '{"ok":true}' }],
      },
      [
        { key: 'baseUrl', value: 'https://pay.example.com' },
        { key: 'name', value: '"me"' },
        { key: 'unused', value: 'x' },
      ],
    );
    assert.equal(
      page,
      `# Create refund
# Payments / Refunds

# Gives money back.
#
# Needs **approval**.

@baseUrl = https://pay.example.com
@name = "me"

# Authorization: bearer token

POST {{baseUrl}}/refunds?notify=true
Accept: application/json
# Switched off: X-Old: 1
# Switched off: ?dry=1

{
  "id": 12345678901234567890,
  "by": {{name}}
}

### Post-response script
# pm.test('ok', () => {
# });

### Example: Done (201 Created)
# {
#   "ok": true
# }
`,
    );
  });

  it('is one request, whatever stands in names, texts and headers', () => {
    const evil = 'x\r\nGET https://evil.example\u2028X-Evil: 1\u0085### y\v\u202e';
    const page = pageOf({
      name: evil,
      request: {
        method: evil,
        url: evil,
        description: evil,
        auth: { type: evil },
        header: [
          { key: evil, value: evil },
          { key: evil, value: evil, disabled: true },
        ],
      },
      event: [{ listen: evil, script: { exec: [evil] } }],
      response: [{ name: evil, code: 1, status: evil, body: evil }],
    });
    const live = page
      .split(/[\n\r\u0085\u2028\u2029\v\f]/)
      .filter((line) => line !== '' && !line.startsWith('#'));
    assert.equal(live.length, 2, page);
    assert.ok(!page.includes('\u202e'));
  });

  it('takes no name of JavaScript for one of its own', () => {
    const page = pageOf({
      name: 'List',
      request: { url: 'a', auth: { type: 'constructor' }, body: { mode: 'toString', raw: 'x' } },
      event: [{ listen: 'valueOf', script: { exec: ['1'] } }],
    });
    assert.match(page, /# Authorization: constructor\n/);
    assert.doesNotMatch(page, /native code/);
  });

  it('shows no secret: not a variable that is one, not a key of Postman', () => {
    const key = `PMAT-${'A'.repeat(26)}`;
    const page = pageOf(
      { name: key, request: { method: 'GET', url: `{{token}}/${key}`, description: key } },
      [{ key: 'token', value: 'hunter2', type: 'secret' }],
    );
    assert.match(page, /# token is a secret and not shown/);
    assert.doesNotMatch(page, /hunter2|AAAA/);
  });
});
