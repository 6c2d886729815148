import { maskCredentials } from '../../postman/credential.ts';

/** Characters of an answer that a model gets: some 6,000 tokens. */
const most = 24_000;

const masked = '[secret]';
// As attributes of authorization in collections are named: of bearer, basic, apikey, oauth1, oauth2, awsv4, hawk, jwt, edgegrid, asap.
const secretAttribute = /^value$|token|password|secret|assertion|(private|access|auth)_?key/i;

/** JSON for a model: no key of Postman's in it, no value of a secret variable, no password of an authorization. */
export function textForModel(value: unknown): string {
  const text = maskCredentials(JSON.stringify(unsecret(value), undefined, 1));
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${text.length - most} characters more are left out: ask for less, with limit or for one thing.`;
}

/** The same value without what is marked as secret in it. A reference such as `{{token}}` is none. */
export function unsecret(value: unknown, isAuth = false): unknown {
  if (Array.isArray(value)) return value.map((one) => unsecret(one, isAuth));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  const { type, key } = value as { readonly type?: unknown; readonly key?: unknown };
  const isSecret = type === 'secret' || (isAuth && typeof key === 'string' && secretAttribute.test(key));
  return Object.fromEntries(
    fields.map(([name, one]) => {
      if (name === 'value' && isSecret && !isReference(one)) return [name, masked];
      return [name, unsecret(one, isAuth || name === 'auth')];
    }),
  );
}

function isReference(value: unknown): boolean {
  return value === '' || (typeof value === 'string' && /^\{\{[^{}]+\}\}$/.test(value));
}
