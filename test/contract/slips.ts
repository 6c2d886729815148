/** Where Postman's definition is wrong or silent, what stands there instead, and how that is known. */
export interface Slip {
  /** JSON pointer into the definition. */
  readonly at: string;
  readonly is: unknown;
  readonly why: string;
}

const schema = (name: string): string => `/components/schemas/${name}`;
const text = { type: 'string' };

export const slips: readonly Slip[] = [
  {
    at: `${schema('getWorkspace')}/properties/workspace/properties/apis`,
    is: { type: 'array', items: { type: 'object' } },
    why: 'Stands in the definition’s own example.',
  },
  {
    at: `${schema('item-2')}/properties/item`,
    is: { type: 'array', items: { $ref: '#/components/schemas/item-2' } },
    why: 'A folder holds items; the schema has requests alone, the example beside it has folders three deep.',
  },
  {
    at: `${schema('response-2')}/properties/name`,
    is: text,
    why: 'A saved example has a name, in the definition’s own example too.',
  },
  {
    at: `${schema('response-2')}/properties/cookie`,
    is: { type: 'array', items: { type: 'object' } },
    why: 'Stands in the definition’s own example.',
  },
  {
    at: `${schema('response-2')}/properties/_postman_previewlanguage`,
    is: text,
    why: 'Stands in the definition’s own example.',
  },
  {
    at: `${schema('collection-variable')}/properties/type`,
    is: text,
    why: 'The collection format 2.1, to which the definition points, has it; `secret` masks a value in Postman.',
  },
  {
    at: `${schema('getAuditLogs')}/properties/nextCursor`,
    is: text,
    why: 'The operation takes a `cursor`, which is described as “the `nextCursor` value”.',
  },
  {
    at: '/paths/~1audit~1logs/get/responses/403',
    is: { $ref: '#/components/responses/auditLogs403Error' },
    why: 'For admins of Enterprise teams only, as `/audit-actions`, where the answer to others is documented.',
  },
  {
    at: '/paths/~1audit-actions/get/responses/401',
    is: { $ref: '#/components/responses/common401Error' },
    why: 'Left out, though every operation wants a key.',
  },
  {
    at: '/paths/~1environments~1{environmentId}/patch/responses/401',
    is: { $ref: '#/components/responses/common401Error' },
    why: 'Left out, though every operation wants a key.',
  },
  {
    at: '/paths/~1collections~1{collectionId}/get/responses/403',
    is: { $ref: '#/components/responses/common403Error' },
    why: 'A living access key at another collection: seen by osv-scalibr, which tells living keys by it.',
  },
];

/**
 * Statuses that Postman documents on its page of rate limits for all operations, and in the definition for none of
 * these. Their bodies have the form of any other error.
 */
export const statusesOfAll: Readonly<Record<string, unknown>> = {
  429: { $ref: '#/components/responses/common500Error' },
  503: { $ref: '#/components/responses/common500Error' },
};
