/** The parameters that chat and completions share, and how they are read after the check. */

import type { Dialect } from '../dialects/dialect.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { loadModel } from '../model/model.js';
import type { SamplingOptions } from './generation-request.js';
import {
  boolean,
  type Check,
  integer,
  list,
  number,
  object,
  oneOf,
  type ParameterTable,
  string,
  wrongType,
  wrongValue,
} from './parameters.js';

const stopSequence: Check = (value, name) => {
  if (typeof value !== 'string') return wrongType(name, 'a string', value);
  return value === '' ? wrongValue(name, `'${name}' must not be an empty string.`) : undefined;
};

const stop: Check = (value, name) => {
  if (typeof value === 'string') return stopSequence(value, name);
  if (!Array.isArray(value)) return wrongType(name, 'a string or an array of strings', value);
  return list(0, 4, stopSequence)(value, name);
};

const logitBias: Check = object((biases, name) => {
  const { size } = loadModel().tokenizer;
  for (const [key, bias] of Object.entries(biases)) {
    if (!/^\d+$/.test(key) || Number(key) >= size) {
      return wrongValue(
        name,
        `'${name}' has the key '${key}', which is no token id; ids go from 0 to ${size - 1}.`,
      );
    }
    const problem = number(-100, 100)(bias ?? null, `${name}.${key}`);
    if (problem) return problem;
  }
  return undefined;
});

/** Rows for both endpoints; a parameter of the dialect itself is among them. */
export function commonParameters(dialect: Dialect): ParameterTable {
  return {
    model: { check: string(), required: true },
    temperature: { check: number(0, 2) },
    top_p: { check: number(0, 1) },
    n: { check: integer(1, 128) },
    presence_penalty: { check: number(-2, 2) },
    frequency_penalty: { check: number(-2, 2) },
    logit_bias: { check: logitBias },
    stop: { check: stop },
    seed: { check: integer() },
    stream: { check: boolean },
    stream_options: { check: streamOptions },
    user: { check: string() },
    ...(dialect.overflow.parameter && {
      context_length_exceeded_behavior: { check: oneOf(['truncate', 'error']) },
    }),
  };
}

const streamOptions: Check = object((options, name) => {
  for (const key of ['include_usage', 'include_obfuscation']) {
    const value = options[key];
    if (value !== undefined && value !== null && typeof value !== 'boolean')
      return wrongType(`${name}.${key}`, 'a boolean', value);
  }
  return undefined;
});

export function readSampling(body: JsonObject): SamplingOptions {
  const biases = isObject(body.logit_bias) ? Object.entries(body.logit_bias) : [];
  return {
    temperature: numberOr(body.temperature, 1),
    top_p: numberOr(body.top_p, 1),
    presence_penalty: numberOr(body.presence_penalty, 0),
    frequency_penalty: numberOr(body.frequency_penalty, 0),
    logit_bias: new Map(biases.map(([id, bias]) => [Number(id), Number(bias)])),
    penalised: 'generated',
  };
}

export function readCommon(body: JsonObject, dialect: Dialect) {
  const streamOptions = isObject(body.stream_options) ? body.stream_options : {};
  const behavior = body.context_length_exceeded_behavior;
  return {
    ...readSampling(body),
    model: String(body.model),
    stream: body.stream === true,
    include_usage: streamOptions.include_usage === true,
    n: numberOr(body.n, 1),
    stop: readStop(body.stop),
    seed: typeof body.seed === 'number' ? body.seed : undefined,
    overflow: behavior === 'truncate' || behavior === 'error' ? behavior : dialect.overflow.behavior,
  };
}

export function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function readStop(value: Json | undefined): string[] {
  const sequences = Array.isArray(value) ? value : [value];
  return sequences.filter((sequence) => typeof sequence === 'string' && sequence !== '') as string[];
}
