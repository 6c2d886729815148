import { maskCredentials } from '../../postman/credential.ts';

/** Characters of an answer that a model gets: some 6,000 tokens. */
const most = 24_000;

const masked = '[secret]';

/** Headers, parameters and lists of cookies: secret wherever they stand. */
const secretNames = 'authorization|proxy-authorization|x-api-key|cookies?|set-cookie|access_key';
const secretName = new RegExp(`^(?:${secretNames})$`, 'i');
// A header may go on in a line that is indented; there, a name with a colon, a comment or a point of a list is YAML or prose.
const ownLine = String.raw`["'][\w.$-]+["']:|(?:[\w.$-]+|<<):(?!\S)|#|(?:[-*]|\d+\.)[ \t]`;
const folded = String.raw`(?:\r?\n[ \t]+(?!${ownLine}))?`;
const secretLine = new RegExp(
  String.raw`(?<![\w-])((?:${secretNames})["']?[ \t]*:[ \t]*${folded})(\S.*)`,
  'gi',
);
// As authorizations have them: bearer, basic, apikey, oauth1, oauth2, awsv4, hawk, jwt, edgegrid, asap.
const secretAttribute = /^value$|token|password|secret|assertion|(private|access|auth)_?key/i;
/** What has an authorization in it; the last two are of the first format of collections. */
const authorization = /^(auth|helperAttributes|currentHelper)$/i;
/** Where a variable, a header or an attribute has its value, if it is a row of a list. */
const valueOfRow = /^(value|(initial|session|current)Value)$/i;
/** What stays of an object under such a name: there it may be a schema of that, or a row. */
const wordOfSchema = /^(type|format|title|description|name|key|in|enum|required|\$ref)$/i;
/** What an object is that is a schema, a parameter or a way of authorization, and has no value but those below. */
const typeOfSchema = /^(apiKey|http|oauth2|openIdConnect|string|object|array)$/;
const placeOfParameter = /^(header|query|cookie|path)$/;
/** Where such an object has a value all the same. */
const valueOfSchema = /^(value|const|default|examples?|schema)$/i;

/** JSON for a model: no key of Postman's in it, no value of a secret variable, no password of an authorization. */
export function textForModel(value: unknown): string {
  const text = maskCredentials(JSON.stringify(unsecret(value), undefined, 1));
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${text.length - most} characters more are left out: ask for less, with limit or for one thing.`;
}

/** Where a value stands. */
interface Place {
  /** In an authorization. */
  readonly isAuth?: boolean;
  /** In a list. */
  readonly isRow?: boolean;
  /** Under a name of something secret, such as `Authorization`. */
  readonly isNamed?: boolean;
}

/** The same value without what is marked as secret in it. A reference such as `{{token}}` is none. */
export function unsecret(value: unknown, place: Place = {}): unknown {
  if (typeof value === 'string') return unsecretText(value, place);
  if (Array.isArray(value)) return unsecretRows(value, place);
  if (typeof value !== 'object' || value === null) return value;
  const isSecret = secretFields(value, place);
  const { isAuth = false, isNamed = false } = place;
  const isSchema = saysWhatItIs(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      if (isSecret(name, one)) return [name, isHarmless(one) ? one : masked];
      const isNamedBelow = (isNamed && (!isSchema || valueOfSchema.test(name))) || secretName.test(name);
      return [name, unsecret(one, { isAuth: isAuth || authorization.test(name), isNamed: isNamedBelow })];
    }),
  );
}

/** A list, or a header in one as a pair: `["Cookie", "sid=…"]`. */
function unsecretRows(rows: readonly unknown[], place: Place): unknown[] {
  const [name, value] = rows;
  if (place.isRow === true && rows.length === 2 && isSecretName(name))
    return [name, isHarmless(value) || isSecretName(value) ? value : masked];
  return rows.map((one) => unsecret(one, { ...place, isRow: true }));
}

function isSecretName(value: unknown): boolean {
  return typeof value === 'string' && secretName.test(value);
}

/** Which fields of an object are secret: a row of a list says it with its type or its key, all others with their names. */
function secretFields(
  object: object,
  { isAuth = false, isNamed = false, isRow = false }: Place,
): (name: string, value: unknown) => boolean {
  const { key, name, secret, type } = object as Readonly<Record<string, unknown>>;
  const isCalled = (names: RegExp): boolean =>
    [key, name].some((one) => typeof one === 'string' && names.test(one));
  const isAttribute = isAuth && isRow && isCalled(secretAttribute);
  const isMarked = secret === true || (typeof type === 'string' && type.toLowerCase() === 'secret');
  const isSecretRow = isMarked || isCalled(secretName) || isAttribute;
  const hasAttributes = isAuth && !(isRow && typeof key === 'string');
  const isSchema = saysWhatItIs(object);
  const isValueOfNamed = (field: string): boolean =>
    isSchema ? valueOfSchema.test(field) : !wordOfSchema.test(field);
  return (field, value) =>
    (isSecretRow && valueOfRow.test(field)) ||
    (hasAttributes && secretAttribute.test(field)) ||
    ((isNamed ? isValueOfNamed(field) : secretName.test(field)) &&
      (typeof value === 'string' || Array.isArray(value)));
}

/** Whether an object under a name such as `Authorization` describes what stands there, as OpenAPI does. */
function saysWhatItIs(object: object): boolean {
  const { $ref, in: place, schema, type } = object as Readonly<Record<string, unknown>>;
  if (typeof type === 'string' && typeOfSchema.test(type)) return true;
  return (
    typeof $ref === 'string' ||
    (typeof place === 'string' && placeOfParameter.test(place)) ||
    (typeof schema === 'object' && schema !== null)
  );
}

/** Bodies of requests and of saved answers are texts with JSON in them; headers may be lines. */
function unsecretText(text: string, { isAuth = false }: Place): string {
  const json = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined;
  if (json === undefined)
    return text.replace(secretLine, (line, name: string, value: string) =>
      isHarmless(value.trim()) ? line : `${name}${masked}`,
    );
  const shown = JSON.stringify(unsecret(json, { isAuth }));
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
