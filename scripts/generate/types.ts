/** TypeScript types from JSON Schemas: of our own files one module each, of the API one module for all objects. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile, compileFromFile, type JSONSchema } from 'json-schema-to-typescript';
import { type ApiSchema, publishedSchemas } from './api.js';
import { schemasFolder } from './folders.js';

const OPTIONS = {
  additionalProperties: false,
  unreachableDefinitions: true,
  // The lengths of lists are for validators: as types they would be tuples.
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 110 },
};

/** Path below the root to text. */
export async function generatedTypes(): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  const files = readdirSync(schemasFolder).filter((name) => name.endsWith('.schema.json'));
  for (const file of files.sort()) {
    const text = await compileFromFile(join(schemasFolder, file), {
      ...OPTIONS,
      bannerComment: banner(file),
    });
    types.set(`schemas/types/${file.replace('.schema.json', '.ts')}`, withoutBoilerplate(text));
  }
  const api = await compile(allObjects() as JSONSchema, 'ApiObjects', {
    ...OPTIONS,
    bannerComment: banner('api'),
  });
  types.set('schemas/types/api.ts', withoutBoilerplate(api));
  return types;
}

function banner(from: string): string {
  return `/** Generated from schemas/${from} by "npm run generate". Do not edit. */`;
}

/** One schema with every object of the API as a definition. */
function allObjects(): ApiSchema {
  const published = publishedSchemas();
  const titles = new Map([...published].map(([name, { title = name }]) => [`${name}.schema.json`, title]));
  const plain = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(plain);
    if (typeof schema !== 'object' || schema === null) return schema;
    const {
      $schema: _,
      $id: __,
      discriminator,
      type,
      required,
      ...rest
    } = schema as ApiSchema & { $schema?: string };
    const kept = discriminator ? rest : { ...(type && { type }), ...(required && { required }), ...rest };
    return Object.fromEntries(
      Object.entries(kept)
        .filter(([key]) => !key.startsWith('x-'))
        .map(([key, value]) => [key, key === '$ref' ? `#/$defs/${titles.get(String(value))}` : plain(value)]),
    );
  };
  return {
    title: 'ApiObjects',
    description: 'Every object of the API as OpenAI publishes it, by the name of its file in schemas/api.',
    type: 'object',
    properties: Object.fromEntries(
      [...published].map(([name, { title }]) => [name, { $ref: `#/$defs/${title}` }]),
    ),
    required: [...published.keys()],
    $defs: Object.fromEntries([...published.values()].map((schema) => [schema.title, plain(schema)])),
  };
}

/** The generator notes on each definition who refers to it; nobody reads that. */
function withoutBoilerplate(text: string): string {
  return text
    .replace(
      / \*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      '',
    )
    .replace(
      /\/\*\*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g,
      '',
    );
}
