import fc from 'fast-check';

export const oneOf = (alphabet: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(alphabet));

function text(alphabet: string, length: number): fc.Arbitrary<string> {
  return fc.string({ unit: oneOf(alphabet), minLength: length, maxLength: length });
}

export const hex = (length: number): fc.Arbitrary<string> => text('0123456789abcdefABCDEF', length);

/** API keys by Postman's grammar. */
export const apiKeyText = fc.tuple(hex(24), hex(34)).map(([id, rest]) => `PMAK-${id}-${rest}`);

/** Collection access keys by Postman's grammar. */
export const accessKeyText = text('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 26).map((rest) => `PMAT-${rest}`);

/** Uids of collections: the owner's id, then the collection's. */
export const uidText = fc
  .tuple(fc.nat(99_999_999), hex(8), hex(4), hex(4), hex(4), hex(12))
  .map((parts) => parts.join('-'));

/** Text with what hostile names are made of. */
export const wildText = fc.string({
  unit: fc.oneof(
    oneOf(' \t\n\r\u0000\u001b\u007f\u0085\u00a0\u200b\u200e\u200f\u2028\u202e\u2066\u2069\ufeff'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('$(trash)', '[x](command:y)', '<b>', '👩‍👩‍👧', 'é', '名'),
  ),
  maxLength: 60,
});
