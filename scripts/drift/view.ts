/** One way to look at a schema, whichever way it is written: 3.0 nulls and 3.1 nulls, enums of one and constants, `allOf` and plain. */
import type { ApiSchema } from '../generate/api.js';

/** A schema of an OpenAPI document, or of ours. */
export interface AnySchema extends ApiSchema {
  nullable?: boolean;
  allOf?: AnySchema[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
}

export interface View {
  /** `object`, `array`, `string`, `integer`, `number`, `boolean`, `null`. */
  readonly types: ReadonlySet<string>;
  /** The words allowed; undefined where any text is. Null is a type, not a word. */
  readonly words: ReadonlySet<string> | undefined;
  /** What objects may look like; several in a union. */
  readonly objects: readonly ObjectView[];
  readonly items: AnySchema | undefined;
  /** `minimum 0, maximum 2`; empty where nothing is limited. */
  readonly range: string;
}

export interface ObjectView {
  readonly properties: ReadonlyMap<string, AnySchema>;
  readonly required: ReadonlySet<string>;
  /** Whether any property is described. */
  readonly described: boolean;
  /** Whether only some are, on purpose. */
  readonly partial: boolean;
}

export type Resolve = (reference: string) => AnySchema;

const LIMITS = ['minimum', 'maximum', 'minItems', 'maxItems', 'maxLength'] as const;

export function viewOf(schema: AnySchema, resolve: Resolve): View {
  const parts = alternatives(schema, resolve);
  const types = new Set(parts.flatMap(typesOf));
  const texts = parts.filter((part) => typesOf(part).includes('string'));
  const words = texts.map(wordsOf);
  const lists = parts.filter(({ items }) => items !== undefined).map(({ items }) => items as AnySchema);
  const ranges = parts.flatMap((part) =>
    LIMITS.flatMap((limit) => (part[limit] === undefined ? [] : [`${limit} ${part[limit]}`])),
  );
  return {
    types,
    words:
      texts.length === 0 || words.includes(undefined)
        ? undefined
        : new Set(words.flatMap((some) => some ?? [])),
    objects: parts.filter((part) => typesOf(part).includes('object')).map(objectView),
    items: lists.length > 1 ? { anyOf: lists } : lists[0],
    range: [...new Set(ranges)].sort().join(', '),
  };
}

/** The schema as a list of plain ones, any of which may hold. */
function alternatives(schema: AnySchema, resolve: Resolve): AnySchema[] {
  if (schema.$ref !== undefined) {
    const found = alternatives(resolve(schema.$ref), resolve);
    return schema.nullable === true ? [...found, { type: 'null' }] : found;
  }
  const nullable: AnySchema[] = schema.nullable === true ? [{ type: 'null' }] : [];
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as AnySchema[];
  if (choices.length > 0) return [...choices.flatMap((choice) => alternatives(choice, resolve)), ...nullable];
  if (schema.allOf) return [merged(schema.allOf, resolve), ...nullable];
  return [schema, ...nullable];
}

function merged(parts: readonly AnySchema[], resolve: Resolve): AnySchema {
  const all = parts.flatMap((part) => alternatives(part, resolve));
  return {
    type: 'object',
    properties: Object.assign({}, ...all.map(({ properties }) => properties ?? {})),
    required: all.flatMap(({ required }) => required ?? []),
  };
}

function typesOf({ type, enum: words, const: constant, properties }: AnySchema): string[] {
  const stated = type === undefined ? [] : [type].flat();
  if (stated.length > 0) return words?.includes(null) ? [...stated, 'null'] : stated;
  if (properties) return ['object'];
  return (words ?? (constant === undefined ? [] : [constant])).map((value) =>
    value === null ? 'null' : typeof value,
  );
}

function wordsOf({ enum: words, const: constant }: AnySchema): string[] | undefined {
  if (constant !== undefined) return [String(constant)];
  return words?.filter((word) => word !== null).map(String);
}

function objectView({ properties, required = [], 'x-partial': partial }: AnySchema): ObjectView {
  return {
    properties: new Map(Object.entries((properties ?? {}) as Record<string, AnySchema>)),
    required: new Set(required),
    described: properties !== undefined,
    partial: partial !== undefined,
  };
}
