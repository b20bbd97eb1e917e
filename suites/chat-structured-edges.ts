/** `response_format` at its edges: what cannot be, what nobody documents, and what comes after it. */
import { check, NOT_CORE, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { QUESTION } from '../src/check/conversation.js';
import { refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { askForShape, closed, jsonSchema, SHAPE_TOKENS, TIDE } from '../src/check/structured.js';
import { sameText } from '../src/check/text.js';
import { askWithTools, CALL_TOKENS, calledBy } from '../src/check/tools.js';

export const plain = check({
  id: 'chat.response_format.text',
  claim: 'The default, text, may be said aloud.',
  source: openapi('ResponseFormatText'),
  needs: ['chat'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    accepted: 'the request is answered',
    refused: {
      says: 'the default is refused',
      severity: 'should',
      notices: ['programs that write every setting, also where it asks for nothing'],
    },
  },
  async observe(lab) {
    const { rejected } = await lab.short('chat', { response_format: { type: 'text' } });
    return rejected ? { ...refused(rejected), outcome: 'refused' } : 'accepted';
  },
});

const MISTAKES = [
  {
    id: 'chat.response_format.type.unknown',
    claim: 'A response_format of a type that nobody documents is refused.',
    at: 'CreateChatCompletionRequest.response_format',
    needs: ['chat'],
    response_format: { type: 'touchstone' },
  },
  {
    id: 'chat.response_format.json_schema.name.missing',
    claim: 'A schema without a name is refused.',
    at: 'ResponseFormatJsonSchema.json_schema.name',
    needs: ['chat', 'json_schema'],
    response_format: { type: 'json_schema', json_schema: { strict: true, schema: TIDE } },
  },
  {
    id: 'chat.response_format.json_schema.invalid',
    claim: 'A schema that is none, since it has an unknown type, is refused.',
    at: 'ResponseFormatJsonSchemaSchema',
    needs: ['chat', 'json_schema'],
    response_format: jsonSchema({
      type: 'object',
      properties: { tide: { type: 'touchstone' } },
      required: ['tide'],
      additionalProperties: false,
    }),
  },
] as const;

export const mistakes = MISTAKES.map(({ id, claim, at, needs, response_format }) =>
  check({
    id,
    claim,
    source: openapi(at),
    needs,
    mode: 'hostile',
    cost: { requests: 1, tokens: 1 },
    outcomes: {
      rejected: REJECTED,
      accepted: {
        says: 'the request is answered',
        severity: 'may',
        notices: ['who makes such a mistake: the reply has any shape, and no error says so'],
      },
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const { rejected } = await lab.short('chat', { response_format }, { lawful: false });
      return rejected ? refused(rejected) : 'accepted';
    },
  }),
);

export const impossible = check({
  id: 'chat.response_format.json_schema.impossible',
  claim: 'A schema that no value fits does no harm.',
  source: thread('vllm-project/vllm#17248'),
  needs: ['chat', 'json_schema'],
  mode: 'hostile',
  cost: { requests: 1, tokens: SHAPE_TOKENS },
  outcomes: { rejected: REJECTED, answered: 'the request is answered, one way or another' },
  async observe(lab) {
    const none = { type: 'integer', minimum: 5, maximum: 1 };
    const nothing = { ...TIDE, properties: { tide: none } };
    const { rejected } = await askForShape(lab, nothing);
    return rejected ? refused(rejected) : 'answered';
  },
});

export const withTools = check({
  id: 'chat.response_format.json_schema.tools',
  claim: 'A schema for the text does not keep a tool from being called.',
  source: thread('ollama/ollama#8095'),
  needs: ['chat', 'json_schema', 'tools', 'tool_calls'],
  ...NOT_CORE,
  cost: { requests: 4, tokens: 4 * CALL_TOKENS },
  outcomes: {
    called: 'the message has a call, as without the schema',
    lost: {
      says: 'the message has no call, though the same request without the schema has one',
      severity: 'must',
      notices: ['agents whose last answer has a shape: no tool is ever called'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const { tool_choice } = await calledBy(lab);
    const reply = await askWithTools(lab, {
      tool_choice,
      response_format: jsonSchema(closed({ said: TIDE })),
    });
    if (reply.rejected) return refused(reply.rejected);
    if (reply.tool_calls.length > 0) return 'called';
    return tool_choice === 'auto' ? lab.inconclusive('the model is free to answer with text') : 'lost';
  },
});

export const next = check({
  id: 'chat.response_format.next_request',
  claim: 'A demanded shape holds for its own request, not for the next one.',
  source: thread('vllm-project/vllm#4070'),
  needs: ['chat', 'json_schema'],
  mode: 'alone',
  ...NOT_CORE,
  cost: { requests: 3, tokens: 48 + SHAPE_TOKENS },
  outcomes: {
    untouched: 'the next request gives text as before',
    changed: {
      says: 'the next request gives JSON, or another text than before',
      severity: 'must',
      notices: ['everybody who shares the server'],
    },
  },
  async observe(lab) {
    const before = await lab.greedy('chat');
    const shaped = await askForShape(lab, TIDE, {}, { fresh: true });
    if (shaped.rejected) return lab.inconclusive('the shape is refused this time');
    const after = await lab.fresh(before);
    if (sameText(after.generated, before.generated)) return 'untouched';
    const bound = /^\s*\{/.test(after.text) && !/^\s*\{/.test(before.text);
    return bound
      ? { outcome: 'changed', details: { text: after.text.slice(0, 60) } }
      : lab.inconclusive('equal requests give different texts, with or without a shape');
  },
});

/** The same wish, said by the system alone. */
const WISH = 'Reply in JSON: {"tide": "ebb"}';

export const wordOfSystem = check({
  id: 'chat.response_format.json_object.system',
  claim: 'The word JSON may stand in the system message alone.',
  source: openapi('ResponseFormatJsonObject'),
  needs: ['chat', 'json_object'],
  severity: 'may',
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    accepted: 'the request is answered',
    refused: {
      says: 'the request is refused, though it is taken with the word in the message of the user',
      severity: 'should',
      notices: ['programs that put the form of the answer into their instructions'],
    },
  },
  async observe(lab) {
    const response_format = { type: 'json_object' };
    const bySystem = [{ role: 'system', content: WISH }, QUESTION];
    const { rejected } = await lab.short('chat', { messages: bySystem, response_format });
    if (!rejected) return 'accepted';
    const byUser = [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: WISH },
    ];
    const control = await lab.short('chat', { messages: byUser, response_format });
    return control.rejected
      ? lab.inconclusive('the conversation is refused with the word in another place, too')
      : { ...refused(rejected), outcome: 'refused' };
  },
});
