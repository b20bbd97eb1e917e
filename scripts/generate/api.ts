/** Reads the schemas of the API: as published, and with the corrections laid over them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemasFolder } from './folders.js';

/** A JSON Schema as the files of schemas/api have it. */
export interface ApiSchema {
  $id?: string;
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, ApiSchema>;
  additionalProperties?: boolean | ApiSchema;
  items?: ApiSchema;
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  discriminator?: { propertyName: string };
  deprecated?: boolean;
  'x-source'?: string;
  'x-severity'?: 'must' | 'should' | 'may';
  'x-severity-wrong'?: 'must' | 'should' | 'may';
  'x-notices'?: string[];
  /** Why not all properties are described. */
  'x-partial'?: string;
  'x-corrections'?: string[];
  [further: string]: unknown;
}

export interface Correction {
  readonly id: string;
  readonly object: string;
  /** `choices[].finish_reason`: names of properties, `[]` for the entries of a list. */
  readonly property: string;
  readonly change: 'optional' | 'required' | 'nullable' | 'any-value' | 'or-text';
  readonly reason: string;
}

const SUFFIX = '.schema.json';

/** Object name to schema, as OpenAI's document has it. */
export function publishedSchemas(): Map<string, ApiSchema> {
  const folder = join(schemasFolder, 'api');
  const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  return new Map(
    files
      .sort()
      .map((file) => [
        file.slice(0, -SUFFIX.length),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as ApiSchema,
      ]),
  );
}

export function corrections(): Correction[] {
  return JSON.parse(readFileSync(join(schemasFolder, 'corrections.json'), 'utf8')) as Correction[];
}

/**
 * Object name to schema, with every correction carried out and named in `x-corrections` of the property: `K5 nullable`.
 * @throws where a correction names what there is not, or changes nothing
 */
export function correctedSchemas(): Map<string, ApiSchema> {
  const schemas = publishedSchemas();
  for (const correction of corrections()) correct(schemas, correction);
  return schemas;
}

function correct(schemas: ReadonlyMap<string, ApiSchema>, correction: Correction): void {
  const { id, object, property, change } = correction;
  const schema = schemas.get(object);
  const owners = schema === undefined ? [] : ownersOf(schema, property.replaceAll('[]', '.[]').split('.'));
  const before = JSON.stringify(schema);
  for (const { owner, name } of owners) {
    const target = name === '[]' ? (owner.items as ApiSchema) : (owner.properties?.[name] as ApiSchema);
    if (change === 'optional') owner.required = (owner.required ?? []).filter((known) => known !== name);
    if (change === 'required') owner.required = [...(owner.required ?? []), name];
    if (change === 'nullable') makeNullable(target);
    if (change === 'any-value') delete target.enum;
    if (change === 'or-text') orText(target);
  }
  if (JSON.stringify(schema) === before)
    throw new Error(`schemas/corrections.json: ${id} changes nothing at ${object}: ${property}`);
  for (const { owner, name } of owners) {
    const target = name === '[]' ? (owner.items as ApiSchema) : (owner.properties?.[name] as ApiSchema);
    target['x-corrections'] = [...(target['x-corrections'] ?? []), `${id} ${change}`];
  }
}

/** The schemas that have the property, in every branch of a union. */
function ownersOf(schema: ApiSchema, steps: readonly string[]): { owner: ApiSchema; name: string }[] {
  const [name = '', ...rest] = steps;
  const branches = [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const owners = branches.filter((branch) =>
    name === '[]' ? branch.items !== undefined : branch.properties?.[name] !== undefined,
  );
  if (rest.length === 0) return owners.map((owner) => ({ owner, name }));
  return owners.flatMap((owner) =>
    ownersOf((name === '[]' ? owner.items : owner.properties?.[name]) as ApiSchema, rest),
  );
}

function makeNullable(schema: ApiSchema): void {
  if (schema.enum && !schema.enum.includes(null)) schema.enum.push(null);
  if (schema.type !== undefined) schema.type = [...new Set([schema.type, 'null'].flat())];
  if (schema.anyOf) schema.anyOf.push({ type: 'null' });
  if (schema.$ref !== undefined) {
    schema.anyOf = [{ $ref: schema.$ref }, { type: 'null' }];
    delete schema.$ref;
  }
}

function orText(schema: ApiSchema): void {
  const { type, items, ...rest } = schema;
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, rest, { type: [type, 'string'].flat(), items });
}
