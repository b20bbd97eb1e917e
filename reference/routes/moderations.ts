/** `POST /moderations` */

import type { Exchange } from '../exchange.js';
import { sendJson } from '../http/send.js';
import type { Json, JsonObject } from '../json.js';
import { scoresOf } from '../model/moderation.js';
import { readBody } from '../request/body.js';
import { type ParameterTable, string } from '../request/parameters.js';
import { promptOrInput, readEntries } from '../request/token-input.js';
import { validate } from '../request/validate.js';

const parameters: ParameterTable = {
  model: { check: string() },
  input: { check: promptOrInput, required: true },
};

const FLAGGED_FROM = 0.5;

export async function moderations(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange);
  // The model may be left out; this endpoint has but one.
  exchange.body = { ...body, model: body.model ?? exchange.site.dialect.model };
  validate(exchange, parameters, () => []);
  const answer = {
    id: exchange.newId('modr-'),
    model: exchange.body.model as Json,
    results: readEntries(body.input).map((text) => resultOf(String(text))),
  };
  await sendJson(exchange, exchange.through('response', answer));
}

function resultOf(text: string): JsonObject {
  const scores = Object.entries(scoresOf(text));
  const isFlagged = ([, score]: readonly [string, number]) => score >= FLAGGED_FROM;
  return {
    flagged: scores.some(isFlagged),
    categories: Object.fromEntries(scores.map((entry) => [entry[0], isFlagged(entry)])),
    category_scores: Object.fromEntries(scores),
    category_applied_input_types: Object.fromEntries(
      scores.map((entry) => [entry[0], isFlagged(entry) ? ['text'] : []]),
    ),
  };
}
