import { maskCredentials } from '../../postman/credential.ts';

/** Characters of an answer that a model gets: some 6,000 tokens. */
const most = 24_000;

const masked = '[secret]';

/** Headers, parameters and lists of cookies: secret wherever they stand. */
const secretNames = 'authorization|proxy-authorization|x-api-key|cookies?|set-cookie|access_key';
const secretName = new RegExp(`^(?:${secretNames})$`, 'i');
const secretLine = new RegExp(`(?<![\\w-])((?:${secretNames})["']?[ \\t]*:[ \\t]*)(\\S.*)`, 'gi');
// As authorizations have them: bearer, basic, apikey, oauth1, oauth2, awsv4, hawk, jwt, edgegrid, asap.
const secretAttribute = /^value$|token|password|secret|assertion|(private|access|auth)_?key/i;
/** What has an authorization in it; the last two are of the first format of collections. */
const authorization = /^(auth|helperAttributes|currentHelper)$/;
/** Where a variable, a header or an attribute has its value, if it is a row of a list. */
const valueOfRow = /^(value|(initial|session|current)Value)$/;

/** JSON for a model: no key of Postman's in it, no value of a secret variable, no password of an authorization. */
export function textForModel(value: unknown): string {
  const text = maskCredentials(JSON.stringify(unsecret(value), undefined, 1));
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${text.length - most} characters more are left out: ask for less, with limit or for one thing.`;
}

/** The same value without what is marked as secret in it. A reference such as `{{token}}` is none. */
export function unsecret(value: unknown, isAuth = false, isRow = false): unknown {
  if (typeof value === 'string') return unsecretText(value);
  if (Array.isArray(value)) return value.map((one) => unsecret(one, isAuth, true));
  if (typeof value !== 'object' || value === null) return value;
  const isSecret = secretFields(value, isAuth, isRow);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      isSecret(name, one) && !isHarmless(one) ? masked : unsecret(one, isAuth || authorization.test(name)),
    ]),
  );
}

/** Which fields of an object are secret: a row of a list says it with its type or its key, all others with their names. */
function secretFields(
  object: object,
  isAuth: boolean,
  isRow: boolean,
): (name: string, value: unknown) => boolean {
  const { key, name, secret, type } = object as Readonly<Record<string, unknown>>;
  const isCalled = (names: RegExp): boolean =>
    [key, name].some((one) => typeof one === 'string' && names.test(one));
  const isAttribute = isAuth && isRow && isCalled(secretAttribute);
  const isSecretRow = type === 'secret' || secret === true || isCalled(secretName) || isAttribute;
  const hasAttributes = isAuth && !(isRow && typeof key === 'string');
  return (field, value) =>
    (isSecretRow && valueOfRow.test(field)) ||
    (hasAttributes && secretAttribute.test(field)) ||
    (secretName.test(field) && (typeof value === 'string' || Array.isArray(value)));
}

/** Bodies of requests and of saved answers are texts with JSON in them; headers may be lines. */
function unsecretText(text: string): string {
  const json = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined;
  if (json === undefined)
    return text.replace(secretLine, (line, name: string, value: string) =>
      isHarmless(value.trim()) ? line : `${name}${masked}`,
    );
  const shown = JSON.stringify(unsecret(json));
  return shown === JSON.stringify(json) ? text : shown;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHarmless(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'string') return value === null || value === undefined;
  return /^(?:(?:(?:basic|bearer|digest|token) +)?\{\{[^{}]+\}\})?$/i.test(value);
}
