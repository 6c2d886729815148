import type { AnySchemaObject } from 'ajv';
import Ajv from 'ajv';
import formats from 'ajv-formats';

export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function at(document: unknown, pointer: string): unknown {
  return segmentsOf(pointer).reduce<unknown>((value, name) => (value as Json | undefined)?.[name], document);
}

export function put(document: Json, pointer: string, value: unknown): void {
  const names = segmentsOf(pointer);
  const last = names.pop() ?? '';
  const parent = names.reduce<unknown>((inner, name) => (inner as Json)[name], document);
  (parent as Json)[last] = value;
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Follows `$ref` at this place, not below it. */
export function resolved(document: Json, value: unknown): Json {
  const ref = (value as Json | undefined)?.['$ref'];
  return typeof ref === 'string' ? resolved(document, at(document, ref.slice(1))) : ((value ?? {}) as Json);
}

/** Objects that name their properties get no others: what is not documented shall be found. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isJson(schema)) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).flatMap(([name, value]) =>
      // `example` is no keyword of JSON Schema, `nullable` none beside anything but `type`.
      name === 'example' || (name === 'nullable' && !('type' in schema)) ? [] : [[name, closed(value)]],
    ),
  );
  const isOpen = !isJson(schema['properties']) || 'additionalProperties' in schema;
  return isOpen ? inner : { ...inner, additionalProperties: false };
}

const home = 'postman';
const uid = /^\w+-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Says what is wrong with a value by the schema that `$ref` points at, or nothing. */
export type Check = (schema: unknown, value: unknown, coerce?: boolean) => string[];

export function createCheck(document: Json): Check {
  const ajvs = [false, true].map((coerceTypes) => {
    const ajv = new Ajv.default({ strict: false, allErrors: true, coerceTypes });
    formats.default(ajv);
    ajv.addFormat('uid', uid);
    ajv.addFormat('url', (value: string) => URL.canParse(value));
    ajv.addFormat('base64', /^[A-Za-z\d+/]*={0,2}$/);
    ajv.addFormat('http-status-code', {
      type: 'number',
      validate: (value: number) => value > 99 && value < 600,
    });
    ajv.addSchema({ $id: home, components: { schemas: closed(at(document, '/components/schemas')) } });
    return ajv;
  });
  return (schema, value, coerce = false) => {
    const ajv = ajvs[Number(coerce)];
    const whole = pointedHome({ type: 'object', properties: { value: closed(schema) } });
    const validate = ajv?.compile(whole as AnySchemaObject);
    if (validate === undefined || validate({ value })) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  };
}

function pointedHome(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointedHome);
  if (!isJson(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) =>
      name === '$ref' && typeof value === 'string' ? [name, home + value] : [name, pointedHome(value)],
    ),
  );
}
