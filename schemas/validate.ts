/** Validators of our own files: the only module that knows ajv. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('touchstone/package.json')), 'schemas');

function validator(file: string): (value: unknown) => string[] {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    );
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const which = (params as { additionalProperty?: string }).additionalProperty;
      return `${instancePath || '/'} ${message}${which ? ` (${JSON.stringify(which)})` : ''}`;
    });
  };
}

/** What is wrong with a profile, one sentence each; empty where nothing is. */
export const validateProfile = validator('profile.schema.json');

/** What is wrong with a baseline, one sentence each; empty where nothing is. */
export const validateBaseline = validator('baseline.schema.json');

/** What is wrong with a configuration of targets, one sentence each; empty where nothing is. */
export const validateConfig = validator('config.schema.json');

/** What is wrong with a report, one sentence each; empty where nothing is. */
export const validateReport = validator('report.schema.json');
