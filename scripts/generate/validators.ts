/** Compiles schemas into plain functions, so that validating costs no compiling. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { type ApiSchema, correctedSchemas } from './api.js';
import { schemasFolder } from './folders.js';

/** What an endpoint sends as a whole; all else is a part of these. */
const WHOLE = [
  'model',
  'model-list',
  'completion',
  'completion-chunk',
  'chat-completion',
  'chat-completion-chunk',
  'chat-message',
  'embedding-list',
  'moderation',
  'response',
  'response-event',
  'error-envelope',
] as const;

/** Our own files. */
const OWN = ['baseline', 'claim', 'config', 'dataset-report', 'profile', 'report'] as const;

/** Path below the root to text. */
export function generatedValidators(): Map<string, string> {
  const schemas = correctedSchemas();
  const shapes = Object.fromEntries(
    [...schemas].map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
  const own = OWN.map(
    (name) => JSON.parse(readFileSync(join(schemasFolder, `${name}.schema.json`), 'utf8')) as ApiSchema,
  );
  return new Map([
    [
      'schemas/compiled/validators.ts',
      moduleOf('schemas/api and schemas/corrections.json', compiled([...schemas.values()], WHOLE, false)),
    ],
    ['schemas/compiled/own.ts', moduleOf('schemas/*.schema.json', compiled(own, OWN, true))],
    [
      'schemas/compiled/shapes.ts',
      `/** Generated from schemas/api and schemas/corrections.json by "npm run generate". Do not edit. */\nexport const shapes: Readonly<Record<string, object>> = ${JSON.stringify(shapes, null, 1)};\n`,
    ],
  ]);
}

function moduleOf(sources: string, code: string): string {
  return `// Generated from ${sources} by "npm run generate". Do not edit.\n// @ts-nocheck\n${code}\n`;
}

/** The text of a module with one function a name. */
function compiled(schemas: readonly ApiSchema[], names: readonly string[], messages: boolean): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // `required` stands beside `oneOf`, whose branches have the properties.
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    messages,
    // Lengths in UTF-16 units need no library at run time; ajv would warn that the option is old.
    unicode: false,
    logger: false,
    code: { source: true, esm: true, optimize: 2 },
    inlineRefs: false,
    schemas: schemas.map(withoutAnnotations),
  });
  const exported = Object.fromEntries(names.map((name) => [identifier(name), `${name}.schema.json`]));
  const code = standaloneCode.default(ajv, exported);
  if (/\brequire\(/.test(code)) throw new Error('the compiled validators need a library at run time');
  return code;
}

/** Texts for people would only make the compiled module longer. */
function withoutAnnotations(schema: ApiSchema): ApiSchema {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, inner]) => !key.startsWith('x-') && !(TEXTS.has(key) && typeof inner !== 'object'))
        .map(([key, inner]) => [key, plain(inner)]),
    );
  };
  return plain(schema) as ApiSchema;
}

const TEXTS = new Set(['title', 'description', 'default', 'deprecated']);

/** `chat-completion` is `chatCompletion` in the compiled module. */
function identifier(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
