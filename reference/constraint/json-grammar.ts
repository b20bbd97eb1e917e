/** A JSON Schema, or "any JSON", as a grammar. What the schema language has beyond this is listed in `UNSUPPORTED`. */

import { isObject, type Json, type JsonObject } from '../json.js';
import { type Branches, lazily, oneOf, perhaps, type Rule, text } from './grammar.js';
import { numberOf, stringOf } from './scalars.js';

/** Where a schema sets no bound: how much a value may hold, so that a model that never obeys comes to an end. */
export interface Bounds {
  readonly characters: number;
  readonly items: number;
  readonly depth: number;
}

/** For a model that writes what comes to its mind. */
export const TIGHT: Bounds = { characters: 24, items: 3, depth: 2 };
/** For a model that knows what it wants to write. */
export const WIDE: Bounds = { characters: 2000, items: 200, depth: 12 };

/** Keywords whose meaning the grammar cannot enforce; a schema that uses them is refused rather than half obeyed. */
export const UNSUPPORTED = [
  'pattern',
  'patternProperties',
  'allOf',
  'not',
  'if',
  'multipleOf',
  'uniqueItems',
  'minProperties',
  'dependentRequired',
] as const;

const SPACE = 0x20;
const comma: readonly Rule[] = [text(','), perhaps(SPACE)];
const colon: readonly Rule[] = [text(':'), perhaps(SPACE)];
/** A range of integers up to this size is written out as alternatives. */
const MAX_ENUMERATED = 1000;

/** The grammar of the values that the schema allows; `root` is where `$ref` is looked up. */
export function schemaGrammar(
  schema: Json | undefined,
  bounds: Bounds,
  root: Json | undefined = schema,
): Rule {
  if (!isObject(schema)) return anyValue(bounds);
  if (typeof schema.$ref === 'string')
    return lazily(() => [[schemaGrammar(lookUp(root, schema.$ref as string), bounds, root)]]);
  if ('const' in schema) return text(JSON.stringify(schema.const));
  if (Array.isArray(schema.enum)) return oneOf(...schema.enum.map((value) => [text(JSON.stringify(value))]));
  const either = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(either)) return oneOf(...either.map((option) => [schemaGrammar(option, bounds, root)]));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? impliedType(schema)];
  return oneOf(...types.map((type) => [valueOfType(type, schema, bounds, root)]));
}

/** Any JSON object. */
export function anyObject(bounds: Bounds): Rule {
  const member = (): Rule[] => [stringOf(1, bounds.characters), ...colon, anyValue(deeper(bounds))];
  return listBetween('{', '}', member, 0, bounds.depth > 0 ? bounds.items : 0);
}

function anyValue(bounds: Bounds): Rule {
  const scalars: Rule[] = [
    stringOf(0, bounds.characters),
    numberOf('number'),
    text('true'),
    text('false'),
    text('null'),
  ];
  return lazily(() => {
    const nested = bounds.depth > 0 ? [anyObject(bounds), arrayOf(undefined, {}, bounds, undefined)] : [];
    return [...scalars, ...nested].map((rule) => [rule]);
  });
}

function valueOfType(
  type: Json | undefined,
  schema: JsonObject,
  bounds: Bounds,
  root: Json | undefined,
): Rule {
  switch (type) {
    case 'string':
      return stringOf(
        number(schema.minLength, 0),
        number(schema.maxLength, Math.max(bounds.characters, number(schema.minLength, 0))),
      );
    case 'integer':
      return integersBetween(schema) ?? numberOf('integer');
    case 'number':
      return integersBetween(schema) ?? numberOf('number');
    case 'boolean':
      return oneOf([text('true')], [text('false')]);
    case 'null':
      return text('null');
    case 'array':
      return arrayOf(schema.items, schema, bounds, root);
    case 'object':
      return isObject(schema.properties)
        ? objectWith(schema.properties, schema, bounds, root)
        : anyObject(bounds);
    default:
      return anyValue(bounds);
  }
}

/** A small range written out, which is the simplest way to keep both its ends. */
function integersBetween(schema: JsonObject): Rule | undefined {
  const low = number(schema.minimum, Number(schema.exclusiveMinimum ?? Number.NaN) + 1);
  const high = number(schema.maximum, Number(schema.exclusiveMaximum ?? Number.NaN) - 1);
  const first = Math.ceil(Number.isNaN(low) ? high - MAX_ENUMERATED + 1 : low);
  const last = Math.floor(Number.isNaN(high) ? low + MAX_ENUMERATED - 1 : high);
  if (Number.isNaN(first) || last < first) return undefined;
  const count = Math.min(last - first + 1, MAX_ENUMERATED);
  return oneOf(...Array.from({ length: count }, (_, i) => [text(String(first + i))]));
}

function arrayOf(items: Json | undefined, schema: JsonObject, bounds: Bounds, root: Json | undefined): Rule {
  const least = number(schema.minItems, 0);
  const most = number(schema.maxItems, Math.max(least, bounds.items));
  return listBetween('[', ']', () => [schemaGrammar(items, deeper(bounds), root)], least, most);
}

/** The schema's properties in its order, those that are not required also left out. */
function objectWith(
  properties: JsonObject,
  schema: JsonObject,
  bounds: Bounds,
  root: Json | undefined,
): Rule {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const entries = Object.entries(properties);
  const from = (place: number, first: boolean): Branches =>
    lazily(() => {
      const entry = entries[place];
      if (!entry) return [[text('}')]];
      const [name, property] = entry;
      const member = [
        ...(first ? [] : comma),
        text(JSON.stringify(name)),
        ...colon,
        schemaGrammar(property, deeper(bounds), root),
      ];
      const present = [...member, from(place + 1, false)];
      return required.includes(name) ? [present] : [present, [from(place + 1, first)]];
    });
  return oneOf([text('{'), from(0, true)]);
}

function listBetween(
  open: string,
  close: string,
  item: () => readonly Rule[],
  least: number,
  most: number,
): Rule {
  const from = (count: number): Branches =>
    lazily(() => {
      const more = count < most ? [[...(count === 0 ? [] : comma), ...item(), from(count + 1)]] : [];
      return count >= least ? [...more, [text(close)]] : more;
    });
  return oneOf([text(open), from(0)]);
}

function deeper(bounds: Bounds): Bounds {
  return { ...bounds, depth: bounds.depth - 1 };
}

function impliedType(schema: JsonObject): string | undefined {
  return schema.properties ? 'object' : schema.items ? 'array' : undefined;
}

function number(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** A local reference such as `#/$defs/name`; undefined (anything goes) if it leads nowhere. */
function lookUp(root: Json | undefined, reference: string): Json | undefined {
  let found: Json | undefined = root;
  for (const step of reference.split('/').slice(1)) {
    found = isObject(found) ? found[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return found;
}
