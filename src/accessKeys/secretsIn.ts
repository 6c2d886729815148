import { plainText } from '../postman/plainText.ts';
import { secretShape } from './secretShape.ts';

/** Something in a collection that looks like a secret: where it stands and what it is, never the value. */
export interface FoundSecret {
  /** `Payments › Create refund, header Authorization`. */
  readonly place: string;
  /** `a bearer token`. */
  readonly what: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Where the walk is: the folders and the request, and the part of it. */
interface Place {
  readonly path: readonly string[];
  readonly part: string;
}

/** Collections nest no deeper; what does is not walked into, for its end may be the stack's. */
const deepest = 100;
const most = 200;

/** Parts of an item by their name in the JSON, as people call them. */
const parts = new Map([
  ['auth', 'authorization'],
  ['body', 'body'],
  ['description', 'description'],
  ['event', 'script'],
  ['header', 'header'],
  ['response', 'example'],
  ['url', 'address'],
  ['variable', 'variable'],
]);

/** What is a secret in an `auth`, by its name; the rest there are settings. */
const authSecrets = new Map([
  ['accesstoken', 'an access token'],
  ['authkey', 'a key'],
  ['clientsecret', 'a client secret'],
  ['clienttoken', 'a client token'],
  ['consumersecret', 'a client secret'],
  ['password', 'a password'],
  ['privatekey', 'a private key'],
  ['refreshtoken', 'a refresh token'],
  ['secret', 'a secret'],
  ['secretkey', 'a secret key'],
  ['sessiontoken', 'a session token'],
  ['token', 'a token'],
  ['tokensecret', 'a token secret'],
  ['value', 'an API key'],
]);

const tellingName =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie$|(?:pass(?:word|wd|phrase)|secret|credentials?|(?:api|access|private|secret|auth)[-_ ]?key|(?<!page[-_ ]?)token)$/i;

/** Fields that stand in one text, such as headers in Postman's older format. */
const fieldPatterns = new Map([
  ['address', /[?&](?<name>[^?=&#]{1,200})=(?<value>[^&#]*)/g],
  ['header', /^(?<name>[\w-]{1,200}):[ \t]*(?<value>.+)$/gm],
  ['body', /"(?<name>[^"\\]{1,100})"\s*:\s*"(?<value>[^"\\]{1,4000})"/g],
  ['example', /"(?<name>[^"\\]{1,100})"\s*:\s*"(?<value>[^"\\]{1,4000})"/g],
]);

/**
 * What in a collection's JSON looks like a secret: variables of type secret, values of authorizations, headers and
 * fields with a telling name, and texts in the shape of a well-known token. `{{variables}}` are none.
 */
export function secretsIn(json: unknown): FoundSecret[] {
  const root = isObject(json) && isObject(json['collection']) ? json['collection'] : json;
  const found = new Map<string, FoundSecret>();
  const note = ({ path, part }: Place, detail: string, what: string | undefined): void => {
    if (what === undefined || found.size >= most) return;
    const words = [path.map(named).join(' › '), [part, named(detail)].filter(Boolean).join(' ')].filter(
      Boolean,
    );
    const place = plainText(words.join(', ')) || 'the collection itself';
    found.set(`${place}\n${what}`, { place, what });
  };

  const field = (place: Place, name: string, value: string, isSecret: boolean): void => {
    note(place, name, secretShape(value) ?? (isLiteral(value) ? whatOf(place, name, isSecret) : undefined));
  };

  const walk = (value: unknown, place: Place, depth: number): void => {
    if (depth > deepest || found.size >= most) return;
    if (typeof value === 'string') {
      for (const [name, text] of fieldsIn(value, place.part)) field(place, name, text, false);
      note(place, '', secretShape(value));
    } else if (Array.isArray(value)) {
      for (const one of value) walk(one, place, depth + 1);
    } else if (isObject(value)) {
      walkObject(value, place, depth);
    }
  };

  const walkObject = (node: Json, place: Place, depth: number): void => {
    const { key, value, name, type, secret, item } = node;
    const isField = typeof key === 'string' && typeof value === 'string';
    if (isField) field(place, key, value, type === 'secret' || secret === true);
    const isItem = Array.isArray(item) || isObject(node['request']) || typeof node['request'] === 'string';
    const here =
      isItem && depth > 0 && typeof name === 'string' ? { path: [...place.path, name], part: '' } : place;
    for (const [property, child] of Object.entries(node)) {
      if (isField && (property === 'key' || property === 'value')) continue;
      const part = here.part === '' ? (parts.get(property) ?? '') : here.part;
      // Postman's older format has `{"token": "…"}` where the newer one has a list of fields.
      if (part === 'authorization' && typeof child === 'string')
        field({ ...here, part }, property, child, false);
      else walk(child, { ...here, part }, depth + 1);
    }
  };

  walk(root, { path: [], part: '' }, 0);
  return [...found.values()];
}

/** A name as it can be shown: it may be a secret itself. */
function named(name: string): string {
  const shape = secretShape(name);
  return shape === undefined ? name : `(${shape})`;
}

function whatOf({ part }: Place, name: string, isSecret: boolean): string | undefined {
  if (isSecret) return 'a value of type secret';
  const known = part === 'authorization' ? authSecrets.get(name.toLowerCase()) : undefined;
  return known ?? (tellingName.test(name) ? 'a value that is written out' : undefined);
}

function fieldsIn(text: string, part: string): [name: string, value: string][] {
  const pattern = fieldPatterns.get(part);
  if (!pattern) return [];
  return Array.from(text.matchAll(pattern), ({ groups }) => [
    groups?.['name'] ?? '',
    groups?.['value'] ?? '',
  ]);
}

/** Whether a value is written out: not a variable, not a placeholder, and long enough to be a secret. */
function isLiteral(value: string): boolean {
  const rest = value
    .slice(0, 4096)
    .replace(/\{\{[^}]*\}\}|<[^>]*>|\$\w+|\$\{[^}]*\}/g, '')
    .replace(/^\s*(?:basic|bearer|digest|token|apikey)\b/i, '')
    .trim();
  return (
    rest.length >= 4 &&
    !/^(.)\1*$|^https?:|^(?:your|my|some|example|changeme|test|true|false|null|none)\b/i.test(rest)
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
