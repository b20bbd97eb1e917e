/** Validators of our own files, and of lines of training files: the only module that knows ajv. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import * as own from './compiled/own.js';

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('touchstone/package.json')), 'schemas');

type OwnFile = 'baseline' | 'claim' | 'config' | 'datasetReport' | 'profile' | 'report';

function validator(file: OwnFile): (value: unknown) => string[] {
  const validate = (own as unknown as Readonly<Record<OwnFile, ValidateFunction>>)[file];
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const which = (params as { additionalProperty?: string }).additionalProperty;
      return `${instancePath || '/'} ${message}${which ? ` (${JSON.stringify(which)})` : ''}`;
    });
  };
}

/** What is wrong with a profile, one sentence each; empty where nothing is. */
export const validateProfile = validator('profile');

/** What is wrong with a baseline, one sentence each; empty where nothing is. */
export const validateBaseline = validator('baseline');

/** What is wrong with a conformance claim, one sentence each; empty where nothing is. */
export const validateClaim = validator('claim');

/** What is wrong with a configuration of targets, one sentence each; empty where nothing is. */
export const validateConfig = validator('config');

/** What is wrong with a report, one sentence each; empty where nothing is. */
export const validateReport = validator('report');

/** What is wrong with a report on fine-tuning data, one sentence each; empty where nothing is. */
export const validateDatasetReport = validator('datasetReport');

/** A place where a sample does not fit its schema, and what the schema calls that: rule and outcome. */
export interface SampleFault {
  /** JSON Pointer into the sample. */
  readonly pointer: string;
  /** For example `message.role:unknown`. */
  readonly called: string;
  /** The key that is missing or not known, or the value that stands for a kind, where there is one. */
  readonly subject?: string;
}

type SampleValidator = (value: unknown) => SampleFault[] | undefined;

type SampleSchema = 'SupervisedSample' | 'PreferenceSample' | 'ReinforcementSample';

/** A validator of one kind of lines in fine-tuning files. It returns nothing where there is nothing to say: files have millions of lines. */
export function sampleValidator(kind: SampleSchema): SampleValidator {
  const validator = sampleValidators.get(kind) ?? compiledFor(kind);
  sampleValidators.set(kind, validator);
  return validator;
}

/** Compiling takes as long as checking a hundred thousand lines. */
const sampleValidators = new Map<SampleSchema, SampleValidator>();

function compiledFor(kind: SampleSchema): SampleValidator {
  const schema = JSON.parse(readFileSync(join(folder, 'finetune.schema.json'), 'utf8'));
  const parents = new Map<unknown, SchemaNode>();
  noteParents(schema, parents);
  // Loaded by those who check data only: it takes as long as a small run.
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    discriminator: true,
    verbose: true,
  });
  ajv.addKeyword('x-outcomes');
  ajv.addSchema(schema);
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${kind}`) as ValidateFunction;
  return (value) => {
    if (validate(value)) return undefined;
    const faults: SampleFault[] = [];
    for (const error of validate.errors ?? []) {
      const { called, subject } = nameOf(error, parents);
      const key = (error.params as { additionalProperty?: string }).additionalProperty;
      const step = key === undefined ? '' : `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      faults.push({ pointer: error.instancePath + step, called, ...(subject !== undefined && { subject }) });
    }
    return faults;
  };
}

interface SchemaNode {
  readonly 'x-outcomes'?: Readonly<Record<string, string>>;
}

function noteParents(node: unknown, parents: Map<unknown, SchemaNode>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const child of Object.values(node)) {
    if (typeof child !== 'object' || child === null) continue;
    parents.set(child, node as SchemaNode);
    noteParents(child, parents);
  }
}

/** The innermost `x-outcomes` that says something of the keyword. */
function nameOf(
  { keyword, params, parentSchema }: ErrorObject,
  parents: ReadonlyMap<unknown, SchemaNode>,
): { readonly called: string; readonly subject: string | undefined } {
  const { missingProperty, additionalProperty, error, tagValue } = params as Record<
    string,
    string | undefined
  >;
  const tag = error === 'tag' ? 'tag' : typeof tagValue === 'string' ? tagValue : undefined;
  const subject = missingProperty ?? additionalProperty ?? tag;
  for (let node = parentSchema as SchemaNode | undefined; node !== undefined; node = parents.get(node)) {
    const names = node['x-outcomes'] ?? {};
    const called = names[`${keyword}:${subject}`] ?? names[keyword] ?? names['*'];
    if (called !== undefined) return { called, subject: error === 'tag' ? undefined : subject };
  }
  throw new Error(`finetune.schema.json names no outcome for ${keyword}`);
}
