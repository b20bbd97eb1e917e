/** Compares our schemas with an OpenAPI document, property by property. */
import type { ApiSchema } from '../generate/api.js';
import { type AnySchema, type ObjectView, type Resolve, type View, viewOf } from './view.js';

export type Kind =
  | 'component'
  | 'missing'
  | 'only-ours'
  | 'undescribed'
  | 'type'
  | 'enum'
  | 'required'
  | 'range';

export interface Difference {
  readonly object: string;
  /** `choices[].delta`; empty for the object itself. */
  readonly property: string;
  readonly kind: Kind;
  readonly ours: string;
  readonly theirs: string;
}

export interface OpenApiDocument {
  readonly info?: { readonly version?: string };
  readonly components?: { readonly schemas?: Readonly<Record<string, AnySchema>> };
}

/** @param published object name to schema, as in schemas/api */
export function compare(published: ReadonlyMap<string, ApiSchema>, document: OpenApiDocument): Difference[] {
  const components = document.components?.schemas ?? {};
  const ours: Resolve = (reference) => published.get(reference.replace('.schema.json', '')) as AnySchema;
  const theirs: Resolve = (reference) => {
    const name = reference.replace('#/components/schemas/', '');
    const found = components[name];
    if (found === undefined) throw new Error(`The document refers to ${reference}, which it does not have.`);
    return found;
  };
  return [...published].flatMap(([object, schema]) => {
    const component = located(components, schema['x-source'] ?? '', theirs);
    if (component === undefined) {
      return [difference(object, '', 'component', schema['x-source'] ?? 'no source', 'not in the document')];
    }
    return new Comparison(object, published, ours, theirs).run(schema as AnySchema, component);
  });
}

/** The properties that tell the branches of a union apart. */
const TAGS = ['type', 'role'];

/** `CreateChatCompletionResponse.choices.logprobs`: a component, and properties below it, through lists. */
function located(
  components: Readonly<Record<string, AnySchema>>,
  source: string,
  resolve: Resolve,
): AnySchema | undefined {
  const [name = '', ...steps] = source.split('.');
  let here: AnySchema | undefined = components[name];
  for (const step of steps) {
    if (here === undefined) return undefined;
    const { objects, items } = viewOf(here, resolve);
    const owner = items ? viewOf(items, resolve).objects : objects;
    here = owner.map(({ properties }) => properties.get(step)).find((found) => found !== undefined);
  }
  return here;
}

function difference(object: string, property: string, kind: Kind, ours: string, theirs: string): Difference {
  return { object, property, kind, ours, theirs };
}

class Comparison {
  private readonly found: Difference[] = [];

  constructor(
    private readonly object: string,
    private readonly published: ReadonlyMap<string, ApiSchema>,
    private readonly ours: Resolve,
    private readonly theirs: Resolve,
  ) {}

  run(ours: AnySchema, theirs: AnySchema): Difference[] {
    this.views('', viewOf(ours, this.ours), viewOf(theirs, this.theirs));
    return this.found;
  }

  private told(property: string, kind: Kind, ours: string, theirs: string): void {
    this.found.push(difference(this.object, property, kind, ours, theirs));
  }

  private schemas(property: string, ours: AnySchema, theirs: AnySchema): void {
    const mine = viewOf(ours, this.ours);
    const yours = viewOf(theirs, this.theirs);
    // What has a file of its own is compared there, where it is the same component.
    if (this.isSameComponent(ours, theirs)) {
      if (mine.types.has('null') !== yours.types.has('null')) this.types(property, mine, yours);
      return;
    }
    this.views(property, mine, yours);
  }

  private isSameComponent(ours: AnySchema, theirs: AnySchema): boolean {
    const mine = referenceOf(ours);
    const yours = referenceOf(theirs);
    const source = mine && this.published.get(mine.replace('.schema.json', ''))?.['x-source'];
    return source !== undefined && yours === `#/components/schemas/${source}`;
  }

  private views(property: string, mine: View, yours: View): void {
    this.types(property, mine, yours);
    const words = (view: View) => [...(view.words ?? [])].sort().join(', ') || 'any text';
    if (words(mine) !== words(yours)) this.told(property, 'enum', words(mine), words(yours));
    if (mine.range !== yours.range) this.told(property, 'range', mine.range || 'none', yours.range || 'none');
    this.objects(property, mine.objects, yours.objects);
    if (mine.items && yours.items) this.schemas(`${property}[]`, mine.items, yours.items);
    else if (yours.items && !mine.items)
      this.told(`${property}[]`, 'undescribed', 'any entry', 'entries with a shape');
  }

  private types(property: string, mine: View, yours: View): void {
    const told = ({ types }: View) => [...types].sort().join(' or ') || 'anything';
    if (told(mine) !== told(yours)) this.told(property, 'type', told(mine), told(yours));
  }

  private objects(property: string, ours: readonly ObjectView[], theirs: readonly ObjectView[]): void {
    if (ours.length <= 1 && theirs.length <= 1) {
      const [mine, yours] = [ours[0], theirs[0]];
      if (mine && yours) this.properties(property, mine, yours);
      return;
    }
    const mine = this.tagged(ours, this.ours);
    const yours = this.tagged(theirs, this.theirs);
    if (mine.size === 0 && ours.every(({ described }) => !described)) {
      this.told(property, 'undescribed', 'any object', `one of ${theirs.length} objects`);
      return;
    }
    for (const [tag, branch] of yours) {
      const known = mine.get(tag);
      if (known) this.properties(`${property}<${tag}>`, known, branch, TAGS);
      else this.told(`${property}<${tag}>`, 'missing', 'nothing', 'a branch of the union');
    }
    for (const tag of mine.keys()) {
      if (!yours.has(tag)) this.told(`${property}<${tag}>`, 'only-ours', 'a branch of the union', 'nothing');
    }
  }

  /** The branches of a union by the word that tells them apart. */
  private tagged(objects: readonly ObjectView[], resolve: Resolve): Map<string, ObjectView> {
    return new Map(
      objects.flatMap((branch) => {
        const tag = TAGS.map((name) => branch.properties.get(name)).find((found) => found !== undefined);
        const words = tag ? viewOf(tag, resolve).words : undefined;
        return [...(words ?? [])].map((word) => [word, branch] as const);
      }),
    );
  }

  private properties(
    property: string,
    mine: ObjectView,
    yours: ObjectView,
    compared: readonly string[] = [],
  ): void {
    if (!mine.described) {
      if (yours.described) this.told(property, 'undescribed', 'any object', 'an object with a shape');
      return;
    }
    const path = (name: string) => (property === '' ? name : `${property}.${name}`);
    for (const [name, schema] of yours.properties) {
      const known = mine.properties.get(name);
      // A branch of ours may serve several tags; that it has this one is known already.
      if (known && compared.includes(name)) continue;
      if (known) this.schemas(path(name), known, schema);
      else if (!mine.partial)
        this.told(path(name), 'missing', 'nothing', [...viewOf(schema, this.theirs).types].join(' or '));
    }
    for (const name of mine.properties.keys()) {
      if (!yours.properties.has(name)) this.told(path(name), 'only-ours', 'described', 'nothing');
    }
    for (const name of new Set([...mine.required, ...yours.required])) {
      if (!mine.properties.has(name) || !yours.properties.has(name)) continue;
      const told = ({ required }: ObjectView) => (required.has(name) ? 'required' : 'optional');
      if (told(mine) !== told(yours)) this.told(path(name), 'required', told(mine), told(yours));
    }
  }
}

/** The reference of a schema, also of one that may be null. */
function referenceOf(schema: AnySchema): string | undefined {
  if (schema.$ref !== undefined) return schema.$ref;
  const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(({ type }) => type !== 'null');
  return others.length === 1 ? others[0]?.$ref : undefined;
}
