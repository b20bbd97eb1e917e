/** Holds a value against the documented shape of an object, and says of each misfit how much it matters and whose rule it is. */
import { shapes } from './compiled/shapes.js';
import * as compiled from './compiled/validators.js';
import type { Severity } from './types/report.js';

/** The objects that an endpoint sends as a whole, by the names of their files in schemas/api. */
export type Shape =
  | 'model'
  | 'model-list'
  | 'completion'
  | 'completion-chunk'
  | 'chat-completion'
  | 'chat-completion-chunk'
  | 'chat-message'
  | 'embedding-list'
  | 'moderation'
  | 'response'
  | 'response-event'
  | 'error-envelope';

export interface Misfit {
  /** JSON Pointer into the value. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  readonly severity: Severity;
  /** `published`, or the correction that made the rule, as in schemas/corrections.json. */
  readonly layer: string;
  /** Clients that notice. */
  readonly notices: readonly string[];
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string };
  readonly 'x-severity'?: Severity;
  readonly 'x-severity-wrong'?: Severity;
  /** Only of the tag of a union: how much an unknown word matters. */
  readonly unknownWord?: Severity;
  readonly 'x-notices'?: readonly string[];
  readonly 'x-corrections'?: readonly string[];
}

interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Validate {
  (value: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

type Kind = 'missing' | 'type' | 'value';

const objects = shapes as Readonly<Record<string, Schema>>;

/** A wrong type is one step worse than a missing property: clients test for the one and trip over the other. */
const WORSE: Record<Severity, Severity> = { may: 'should', should: 'must', must: 'must' };

/** What is the matter with the value, one entry a path; empty where it fits. */
export function misfits(shape: Shape, value: unknown): Misfit[] {
  const validate = validatorOf(shape);
  if (validate(value)) return [];
  const found = new Map<string, Misfit>();
  for (const error of validate.errors ?? []) {
    const place = placeOf(error);
    if (place === undefined || found.has(place.path)) continue;
    found.set(place.path, misfit(shape, value, place));
  }
  return [...found.values()].filter(({ path }) => !isExplained(path, found));
}

/** Names of properties that the document does not know, as paths with `*` for places in lists; at most `most`. */
export function extras(shape: Shape, value: unknown, most = 50): string[] {
  const found = new Set<string>();
  collectExtras(objects[shape] as Schema, value, '', found, most);
  return [...found];
}

const validators = new Map<Shape, Validate>();

function validatorOf(shape: Shape): Validate {
  const known = validators.get(shape);
  if (known) return known;
  const name = shape.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const validate = (compiled as unknown as Readonly<Record<string, Validate>>)[name] as Validate;
  validators.set(shape, validate);
  return validate;
}

function placeOf({
  instancePath,
  keyword,
  params,
}: CompiledError): { readonly path: string; readonly kind: Kind } | undefined {
  switch (keyword) {
    case 'required':
      return { path: `${instancePath}/${escaped(String(params.missingProperty))}`, kind: 'missing' };
    case 'discriminator': {
      const path = `${instancePath}/${escaped(String(params.tag))}`;
      if (params.error === 'mapping') return { path, kind: 'value' };
      return { path, kind: params.tagValue === undefined ? 'missing' : 'type' };
    }
    // What is wrong inside the branches is told by their own errors.
    case 'anyOf':
    case 'oneOf':
      return undefined;
    default:
      return { path: instancePath, kind: keyword === 'type' ? 'type' : 'value' };
  }
}

/** The branch "or null" of a value that is wrong further inside fails too; the inner place says it. */
function isExplained(path: string, found: ReadonlyMap<string, Misfit>): boolean {
  for (const other of found.keys()) if (other.startsWith(`${path}/`)) return true;
  return false;
}

function misfit(shape: Shape, value: unknown, { path, kind }: { path: string; kind: Kind }): Misfit {
  const trail = trailOf(objects[shape] as Schema, value, path);
  const { schema, here } = trail.at(-1) as Step;
  // Entries of lists, and properties without a severity of their own, matter as much as what holds them.
  const telling = trail.findLast((step) => step.schema['x-severity'] !== undefined)?.schema ?? schema;
  const severity = telling['x-severity'] ?? (path === '' ? 'must' : 'may');
  return {
    path,
    expected: described(schema),
    got: kind === 'missing' ? 'nothing' : shown(here),
    severity: severityOf(kind, severity, telling),
    layer: layerOf(schema, kind),
    notices: telling['x-notices'] ?? [],
  };
}

function severityOf(kind: Kind, missing: Severity, schema: Schema): Severity {
  const wrong = schema['x-severity-wrong'];
  switch (kind) {
    case 'missing':
      return missing;
    case 'type':
      return wrong ?? WORSE[missing];
    case 'value':
      return schema.unknownWord ?? wrong ?? missing;
  }
}

/** Whose rule is broken: a correction that only allows more does not make what is still wrong its own. */
function layerOf(schema: Schema, kind: Kind): string {
  const ids = (schema['x-corrections'] ?? []).flatMap((correction) => {
    const [id = '', change = ''] = correction.split(' ');
    return MADE_BY[kind].has(change) ? [id] : [];
  });
  return ids.length > 0 ? `correction ${ids.join(', ')}` : 'published';
}

const CHANGED_VALUES = new Set(['nullable', 'any-value', 'or-text']);
const MADE_BY: Record<Kind, ReadonlySet<string>> = {
  missing: new Set(['required']),
  type: CHANGED_VALUES,
  value: CHANGED_VALUES,
};

interface Step {
  readonly schema: Schema;
  readonly here: unknown;
}

/** The schemas on the way to a place, each as it stands at its owner: with the owner's annotations. */
function trailOf(start: Schema, value: unknown, path: string): Step[] {
  const trail: Step[] = [{ schema: start, here: value }];
  let schema: Schema = start;
  let here: unknown = value;
  for (const name of path.split('/').slice(1).map(unescaped)) {
    const inside = within(schema, here);
    const next =
      inside.properties && Object.hasOwn(inside.properties, name)
        ? inside.properties[name]
        : (inside.items ??
          (typeof inside.additionalProperties === 'object' ? inside.additionalProperties : undefined));
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, name) ? at(here, name) : undefined;
    schema = next ?? {};
    trail.push({ schema, here });
  }
  return trail;
}

/** The schema that has the properties: behind a reference, and of a union the branch that the value chose. */
function within(schema: Schema, value: unknown): Schema {
  if (schema.$ref !== undefined) return within(referred(schema.$ref), value);
  if (schema.discriminator && schema.oneOf) {
    const { propertyName } = schema.discriminator;
    const tag = typeof value === 'object' && value !== null ? at(value, propertyName) : undefined;
    const branches = schema.oneOf.map((branch) => within(branch, value));
    const chosen = branches.find((branch) => accepts(branch.properties?.[propertyName], tag));
    return chosen ?? { properties: { [propertyName]: tagsOf(branches, propertyName) } };
  }
  if (schema.anyOf) {
    const container = schema.anyOf.find(
      (branch) => branch.$ref !== undefined || branch.properties !== undefined || branch.items !== undefined,
    );
    return container === undefined ? schema : within(container, value);
  }
  return schema;
}

function referred(reference: string): Schema {
  return objects[reference.slice(0, -'.schema.json'.length)] as Schema;
}

function accepts(schema: Schema | undefined, tag: unknown): boolean {
  return tag !== undefined && (schema?.const === tag || schema?.enum?.includes(tag) === true);
}

/** What a union's tag may be: without it nothing can be read; an unknown word matters as much as in the last branch, for the rest. */
function tagsOf(branches: readonly Schema[], name: string): Schema {
  const tags = branches.flatMap(({ properties }) => properties?.[name] ?? []);
  const severity = tags.at(-1)?.['x-severity'];
  return {
    ...tags[0],
    ...(severity && { unknownWord: severity }),
    enum: tags.flatMap((tag) => tag.enum ?? [tag.const]),
  };
}

function described(schema: Schema): string {
  if (schema.enum) {
    const values = schema.enum.map((value) => JSON.stringify(value));
    return values.length > 8 ? `one of ${values.length} documented words` : values.join(' or ');
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.$ref !== undefined) return described(referred(schema.$ref));
  if (schema.anyOf) return [...new Set(schema.anyOf.map(described))].join(' or ');
  return [schema.type ?? 'a value'].flat().join(' or ');
}

/** Short, whatever it is: a list of a million entries is "array". */
function shown(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'string')
    return typeof value === 'object' ? 'object' : `${typeof value} ${String(value)}`;
  return `string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
}

function collectExtras(schema: Schema, value: unknown, path: string, found: Set<string>, most: number): void {
  if (typeof value !== 'object' || value === null) return;
  const inside = within(schema, value);
  if (Array.isArray(value)) {
    // Nearly every list of text or numbers has no shape inside.
    if (inside.items && mayHoldObjects(inside.items))
      for (const entry of value) collectExtras(inside.items, entry, `${path}/*`, found, most);
    return;
  }
  const { properties, additionalProperties } = inside;
  if (properties === undefined || typeof additionalProperties === 'object') return;
  for (const name in properties) {
    const inner = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof inner === 'object' && inner !== null && Object.hasOwn(value, name))
      collectExtras(properties[name] as Schema, inner, `${path}/${escaped(name)}`, found, most);
  }
  for (const name in value) {
    if (found.size >= most) return;
    if (!Object.hasOwn(properties, name) && Object.hasOwn(value, name)) found.add(`${path}/${escaped(name)}`);
  }
}

function mayHoldObjects({ type, $ref, anyOf, oneOf }: Schema): boolean {
  return $ref !== undefined || anyOf !== undefined || oneOf !== undefined || [type].flat().includes('object');
}

function at(value: object, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** As JSON Pointer has it (RFC 6901, 3). */
function escaped(name: string): string {
  if (!/[~/]/.test(name)) return name;
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
