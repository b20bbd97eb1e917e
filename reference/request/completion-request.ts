/** The body of `POST /completions`: its parameters, what they demand of each other, and the request made of them. */

import { type ApiError, refusal } from '../api-error.js';
import type { Dialect } from '../dialects/dialect.js';
import type { JsonObject } from '../json.js';
import { commonParameters, numberOr, readCommon } from './common-parameters.js';
import type { CompletionRequest } from './generation-request.js';
import { boolean, integer, type ParameterTable, string } from './parameters.js';
import { promptOrInput, readEntries } from './token-input.js';

/** As documented: who asks for no number of tokens gets few. */
const DEFAULT_MAX_TOKENS = 16;

export function completionParameters(dialect: Dialect): ParameterTable {
  return {
    ...commonParameters(dialect),
    prompt: {
      check: (value, name) => (value === null ? undefined : promptOrInput(value, name)),
      required: true,
    },
    max_tokens: { check: integer(0) },
    best_of: { check: integer(0, 20) },
    echo: { check: boolean },
    logprobs: { check: integer(0, 5) },
    suffix: { check: string() },
  };
}

/** What the parameters demand of each other. */
export function completionConflicts(body: JsonObject): (ApiError | undefined)[] {
  const n = numberOr(body.n, 1);
  const bestOf = numberOr(body.best_of, n);
  const suffix = typeof body.suffix === 'string' && body.suffix !== '';
  return [
    bestOf < n
      ? refusal(
          'conflict',
          'best_of',
          null,
          `'best_of' is ${bestOf}; it must be at least 'n', which is ${n}.`,
        )
      : undefined,
    bestOf > n && body.stream === true
      ? refusal('conflict', 'best_of', null, "'best_of' cannot be streamed.")
      : undefined,
    // A model that only reads forwards cannot write towards an end; taking the parameter would be pretending.
    suffix
      ? refusal(
          'unsupported',
          'suffix',
          'unsupported_parameter',
          "This model cannot fill in text before a 'suffix'.",
        )
      : undefined,
  ];
}

export function readCompletionRequest(body: JsonObject, dialect: Dialect): CompletionRequest {
  const common = readCommon(body, dialect);
  return {
    ...common,
    endpoint: 'completions',
    best_of: Math.max(common.n, numberOr(body.best_of, common.n)),
    limit: { tokens: numberOr(body.max_tokens, DEFAULT_MAX_TOKENS), parameter: 'max_tokens' },
    logprobs: typeof body.logprobs === 'number' ? body.logprobs : undefined,
    prompts: readEntries(body.prompt),
    echo: body.echo === true,
    suffix: typeof body.suffix === 'string' ? body.suffix : undefined,
  };
}
