import type {
  CollectionBody,
  CollectionExample,
  CollectionPair,
  CollectionRequest,
  CollectionScript,
} from './collection.ts';
import { descriptionOf, fieldsOf, type Reading } from './collectionReading.ts';

/** A request of a collection; what of it has no known shape is empty. */
export function requestOf(item: Readonly<Record<string, unknown>>, reading: Reading): CollectionRequest {
  const { request } = item;
  const fields = typeof request === 'string' ? { url: request } : fieldsOf(request);
  const method = reading.line(fields['method'], 20).toUpperCase();
  const auth = reading.line(fieldsOf(fields['auth'])['type'], 40);
  return {
    kind: 'request',
    name: reading.line(item['name']),
    description: descriptionOf(fields['description'] ?? item['description'], reading),
    method: method === '' ? 'GET' : method,
    url: urlOf(fields['url'], reading),
    headers: headersOf(fields['header'], reading),
    query: pairsOf(fieldsOf(fields['url'])['query'], reading),
    auth: auth === '' ? undefined : auth,
    body: bodyOf(fields['body'], reading),
    scripts: scriptsOf(item['event'], reading),
    examples: reading.rows(item['response']).flatMap((row) => examplesOf(row, reading)),
  };
}

/** An address is text, or `{raw}`, or in parts: lists or text, too. */
function urlOf(url: unknown, reading: Reading): string {
  const { raw, protocol, host, port, path } = fieldsOf(url);
  const whole = reading.line(typeof url === 'string' ? url : raw, 2000);
  if (whole !== '') return whole;
  const parts = (value: unknown, between: string) =>
    Array.isArray(value)
      ? reading
          .rows(value)
          .map((part) => reading.line(fieldsOf(part)['value'] ?? part))
          .join(between)
      : reading.line(value, 2000);
  const scheme = reading.line(protocol, 20);
  const place = parts(path, '/').replace(/^\/?(?=.)/, '/');
  const onPort = reading.line(port, 20).replace(/^(?=.)/, ':');
  return reading.line(scheme.replace(/(?<=.)$/, '://') + parts(host, '.') + onPort + place, 2000);
}

/** Headers are rows, or text as it goes over the wire. */
function headersOf(header: unknown, reading: Reading): CollectionPair[] {
  if (typeof header !== 'string') return pairsOf(header, reading);
  return reading.rows(header.split('\n')).flatMap((line) => {
    const [key = '', ...value] = String(line).split(':');
    return pairsOf([{ key, value: value.join(':') }], reading);
  });
}

function pairsOf(rows: unknown, reading: Reading): CollectionPair[] {
  return reading.rows(rows).flatMap((row) => {
    const { key, value, disabled } = fieldsOf(row);
    const pair = { key: reading.line(key), value: reading.line(value, 2000) };
    if (pair.key === '' && pair.value === '') return [];
    return disabled === true ? [{ ...pair, disabled }] : [pair];
  });
}

function bodyOf(value: unknown, reading: Reading): CollectionBody | undefined {
  const body = fieldsOf(value);
  const mode = reading.line(body['mode'], 40);
  if (mode === '' || body['disabled'] === true) return undefined;
  const text = reading.block(bodyText(mode, body, reading));
  const language = mode === 'graphql' ? mode : fieldsOf(fieldsOf(body['options'])['raw'])['language'];
  const shown = reading.line(language, 40);
  return { mode, text, ...(shown !== '' && { language: shown }) };
}

function bodyText(mode: string, body: Readonly<Record<string, unknown>>, reading: Reading): unknown {
  switch (mode) {
    case 'raw':
      return body['raw'];
    case 'urlencoded':
    case 'formdata':
      return typeof body[mode] === 'string' ? body[mode] : formText(body[mode], reading);
    case 'graphql': {
      const { query, variables } = fieldsOf(body['graphql']);
      return [query, variables].filter((part) => typeof part === 'string' && part.trim() !== '').join('\n\n');
    }
    case 'file':
      return fieldsOf(body['file'])['src'] ?? body['file'];
    default:
      return '';
  }
}

/** `key=value` lines; a file stands as `key=@name`, and what is not sent behind `#`. */
function formText(rows: unknown, reading: Reading): string {
  const lines = reading.rows(rows).map((row) => {
    const { key, value, src, disabled } = fieldsOf(row);
    const file = Array.isArray(src) ? reading.rows(src).map((one) => reading.line(one)) : [reading.line(src)];
    const shown = src === undefined || src === null ? reading.line(value, 2000) : `@${file.join(', ')}`;
    return `${disabled === true ? '# ' : ''}${reading.line(key)}=${shown}`;
  });
  return lines.join('\n');
}

function scriptsOf(events: unknown, reading: Reading): CollectionScript[] {
  return reading.rows(events).flatMap((row) => {
    const { listen, script } = fieldsOf(row);
    const exec = typeof script === 'string' ? script : fieldsOf(script)['exec'];
    const lines = Array.isArray(exec) ? exec.filter((line) => typeof line === 'string').join('\n') : exec;
    const text = reading.block(lines);
    // Postman sends an empty one where there is none.
    return text.trim() === '' ? [] : [{ listen: reading.line(listen, 40), text }];
  });
}

function examplesOf(row: unknown, reading: Reading): CollectionExample[] {
  if (typeof row !== 'object' || row === null) return [];
  const { name, status, code, body } = fieldsOf(row);
  return [
    {
      name: reading.line(name),
      status: reading.line(status),
      code: Number.isSafeInteger(code) ? Number(code) : undefined,
      body: reading.block(body),
    },
  ];
}
