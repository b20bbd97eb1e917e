/** Values that fit a schema, made at random; and the places in them where a change must be noticed. */
import fc from 'fast-check';
import { shapes } from '../../schemas/compiled/shapes.js';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  'x-severity'?: string;
}

export function schemaOf(name: string): Schema {
  return (shapes as Record<string, Schema>)[name] as Schema;
}

export function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : resolved(schemaOf(schema.$ref.replace('.schema.json', '')));
}

export function fitting(given: Schema): fc.Arbitrary<unknown> {
  const schema = resolved(given);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches) return fc.oneof(...branches.map(fitting));
  return fc.oneof(...[schema.type ?? 'string'].flat().map((type) => ofType(type, schema)));
}

function ofType(
  type: string,
  { minimum, maximum, items, minItems = 0, ...schema }: Schema,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum ?? 0, max: maximum ?? 2_000_000_000 });
    case 'number':
      return fc.double({ min: minimum ?? -1e6, max: maximum ?? 1e6, noNaN: true });
    case 'array':
      return fc.array(items ? fitting(items) : fc.constant({}), { minLength: minItems, maxLength: 3 });
    case 'object':
      return ofProperties(schema);
    default:
      return fc.string({ maxLength: 8 });
  }
}

function ofProperties({
  properties = {},
  required = [],
  additionalProperties,
}: Schema): fc.Arbitrary<unknown> {
  if (typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fitting(additionalProperties), {
      maxKeys: 3,
    });
  const values = Object.entries(properties).map(([name, property]) => [name, fitting(property)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: required });
}

/** A property that must be there, in a value that has it. */
export interface Place {
  readonly path: string;
  readonly owner: Record<string, unknown>;
  readonly name: string;
  readonly schema: Schema;
}

/** Every required `must` property in the value. */
export function mustPlaces(given: Schema, value: unknown, path = ''): Place[] {
  const schema = chosen(resolved(given), value);
  if (Array.isArray(value))
    return value.flatMap((entry, i) => (schema.items ? mustPlaces(schema.items, entry, `${path}/${i}`) : []));
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (!Object.hasOwn(owner, name)) return [];
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = schema.required?.includes(name) && property['x-severity'] === 'must';
    return [
      ...(own ? [{ path: at, owner, name, schema: property }] : []),
      ...mustPlaces(property, owner[name], at),
    ];
  });
}

/** The branch of a union that the value was made from. */
function chosen(schema: Schema, value: unknown): Schema {
  const branches = (schema.oneOf ?? schema.anyOf)?.map((branch) => chosen(resolved(branch), value));
  if (branches === undefined) return schema;
  if (Array.isArray(value)) return branches.find(({ items }) => items !== undefined) ?? {};
  const tag = (value as { type?: unknown } | null)?.type;
  const tagged = branches.find(({ properties }) => {
    const allowed = properties?.type;
    return tag !== undefined && (allowed?.const === tag || allowed?.enum?.includes(tag));
  });
  return tagged ?? branches.find(({ properties }) => properties !== undefined) ?? {};
}

/** A value of a type that the schema does not allow. */
export function misfitFor(schema: Schema): unknown {
  const types = typesOf(schema);
  const candidates: readonly [string, unknown][] = [
    ['string', 'no'],
    ['boolean', true],
    ['array', ['no']],
    ['object', { no: true }],
  ];
  return candidates.find(([type]) => !types.has(type))?.[1];
}

function typesOf(given: Schema): Set<string> {
  const schema = resolved(given);
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  return new Set([...[schema.type ?? []].flat(), ...branches.flatMap((branch) => [...typesOf(branch)])]);
}
