/** `response_format`: whether the reply has the shape that was demanded, with any model. */
import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE, REJECTED } from '../src/check/check.js';
import { isObject } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { refused } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';
import {
  askForObject,
  askForShape,
  closed,
  fitsSchema,
  type Schema,
  SHAPE_TOKENS,
  shapeOf,
  TIDE,
} from '../src/check/structured.js';

const PARSERS = 'instructor, pydantic-ai, the .parse() helpers: they cannot read the reply';

const SHAPES = {
  fits: 'the text is JSON of that shape',
  misfits: { says: 'the text is JSON of another shape', severity: 'must', notices: [PARSERS] },
  'not-json': { says: 'the text is no JSON', severity: 'must', notices: [PARSERS] },
  fenced: { says: 'the JSON stands in a Markdown fence', severity: 'must', notices: [PARSERS] },
  'in-reasoning': {
    says: 'the text is empty, and the JSON stands where the model thinks',
    severity: 'must',
    notices: [PARSERS],
  },
} as const;

async function shape(lab: Lab, schema: Schema, parameters?: Parameters) {
  const reply = await askForShape(lab, schema, parameters);
  if (reply.rejected) return refused(reply.rejected);
  return shapeOf(lab, reply, (value, complete) => fitsSchema(value, schema, complete));
}

export const schema = check({
  id: 'chat.response_format.json_schema',
  claim: 'With a JSON Schema, the reply is JSON that fits it.',
  source: openapi('ResponseFormatJsonSchema'),
  needs: ['chat', 'json_schema'],
  shows: 'json_schema',
  cost: { requests: 1, tokens: SHAPE_TOKENS },
  outcomes: { ...SHAPES, absent: 'a schema is refused' },
  async observe(lab) {
    const found = await shape(lab, TIDE);
    return found.outcome === 'rejected' ? { ...found, outcome: 'absent' } : found;
  },
});

const NEEDS = ['chat', 'json_schema'] as const;

/** Parts of JSON Schema, each where a server that knows only flat objects of texts does something else. */
const SCHEMAS: readonly {
  readonly id: string;
  readonly claim: string;
  readonly schema: Schema;
  readonly parameters?: Parameters;
}[] = [
  {
    id: 'nested',
    claim: 'A schema may have objects inside of objects, and truth values.',
    schema: closed({ sea: TIDE, calm: { type: 'boolean' } }),
  },
  {
    id: 'array',
    claim: 'A schema may have a list of objects.',
    schema: closed({ days: { type: 'array', items: TIDE } }),
  },
  {
    id: 'additional_properties',
    claim: 'With additionalProperties false, the reply has no other keys, also where the user asks for some.',
    schema: closed({ tide: { type: 'string', enum: ['ebb', 'flow'] }, calm: { type: 'boolean' } }),
    parameters: {
      messages: [{ role: 'user', content: 'Reply in JSON: {"tide": "ebb", "height": 3, "moon": "new"}' }],
    },
  },
];

export const schemas = SCHEMAS.map(({ id, claim, schema: wanted, parameters }) =>
  check({
    id: `chat.response_format.json_schema.${id}`,
    claim,
    source: openapi('ResponseFormatJsonSchemaSchema'),
    needs: NEEDS,
    ...NOT_CORE,
    cost: { requests: 1, tokens: SHAPE_TOKENS },
    outcomes: { ...SHAPES, rejected: REJECTED },
    observe: (lab) => shape(lab, wanted, parameters),
  }),
);

export const schemaInStream = check({
  id: 'chat.response_format.json_schema.stream',
  claim: 'With a JSON Schema, the pieces of a stream make JSON that fits it.',
  source: openapi('ResponseFormatJsonSchema'),
  needs: [...NEEDS, 'chat.stream'],
  ...NOT_CORE,
  cost: { requests: 1, tokens: SHAPE_TOKENS },
  outcomes: { ...SHAPES, rejected: REJECTED },
  observe: (lab) => shape(lab, TIDE, { stream: true }),
});

const { fits: _fits, misfits: _misfits, 'not-json': noJson, ...OTHERWISE } = SHAPES;
const OBJECT = {
  object: 'the text is a JSON object',
  'not-json': { ...noJson, says: 'the text is no JSON object' },
  ...OTHERWISE,
} as const;

async function object(lab: Lab, parameters?: Parameters) {
  const reply = await askForObject(lab, parameters);
  if (reply.rejected) return refused(reply.rejected);
  const { outcome, details } = shapeOf(lab, reply, (value) => value === undefined || isObject(value));
  const words = { fits: 'object', misfits: 'not-json' } as const;
  return { outcome: outcome === 'fits' || outcome === 'misfits' ? words[outcome] : outcome, details };
}

export const anyObject = check({
  id: 'chat.response_format.json_object',
  claim: 'With json_object, the reply is a JSON object.',
  source: openapi('ResponseFormatJsonObject'),
  needs: ['chat', 'json_object'],
  shows: 'json_object',
  cost: { requests: 1, tokens: SHAPE_TOKENS },
  outcomes: { ...OBJECT, absent: 'json_object is refused' },
  async observe(lab) {
    const found = await object(lab);
    return found.outcome === 'rejected' ? { ...found, outcome: 'absent' } : found;
  },
});

export const anyObjectInStream = check({
  id: 'chat.response_format.json_object.stream',
  claim: 'With json_object, the pieces of a stream make a JSON object.',
  source: openapi('ResponseFormatJsonObject'),
  needs: ['chat', 'json_object', 'chat.stream'],
  ...NOT_CORE,
  cost: { requests: 1, tokens: SHAPE_TOKENS },
  outcomes: { ...OBJECT, rejected: REJECTED },
  observe: (lab) => object(lab, { stream: true }),
});
