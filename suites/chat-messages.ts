/** Who speaks in a conversation, in which order: whether each message reaches the model. */
import { check, NOT_CORE, SERVER_ERROR } from '../src/check/check.js';
import { type Message, messageOf, QUESTION, reach } from '../src/check/conversation.js';
import { refused } from '../src/check/reply.js';
import { openapi, page, thread } from '../src/check/source.js';

const INSTRUCTION =
  'You are a patient teacher who answers in two short sentences and never uses a foreign word.';
/** In place of a longer one: without any, some templates put in an instruction of their own. */
const SHORT_INSTRUCTION = 'Be kind.';
const SECOND = 'Remember that the reader is a child of nine years who has never seen the sea.';
const ANSWER = 'A fox lived below the lighthouse and listened to the waves each night.';

const READ = 'the prompt has more tokens with it than without it, or with a shorter one';
const DROPPED = {
  says: 'the prompt has as many tokens as without it, or with a shorter one: the model never sees it',
  severity: 'must',
  notices: ['everybody who gives instructions or a history: they have no effect, and no error says so'],
} as const;
const REJECTED = 'the conversation is refused with a legible error';

/** A conversation, and what is left of it without the message that the question is about. */
const CONVERSATIONS: readonly {
  readonly id: string;
  readonly claim: string;
  readonly source: ReturnType<typeof openapi>;
  readonly messages: readonly Message[];
  readonly without: readonly Message[];
}[] = [
  {
    id: 'system',
    claim: 'The model reads a system message.',
    source: openapi('ChatCompletionRequestSystemMessage'),
    messages: [{ role: 'system', content: INSTRUCTION }, QUESTION],
    without: [{ role: 'system', content: SHORT_INSTRUCTION }, QUESTION],
  },
  {
    id: 'system.two',
    claim: 'The model reads the second of two system messages, too.',
    source: openapi('ChatCompletionRequestMessage'),
    messages: [{ role: 'system', content: INSTRUCTION }, { role: 'system', content: SECOND }, QUESTION],
    without: [{ role: 'system', content: INSTRUCTION }, QUESTION],
  },
  {
    id: 'system.late',
    claim: 'A system message may come after a message of the user.',
    source: openapi('ChatCompletionRequestMessage'),
    messages: [QUESTION, { role: 'system', content: INSTRUCTION }],
    without: [QUESTION, { role: 'system', content: SHORT_INSTRUCTION }],
  },
  {
    id: 'user.two',
    claim: 'Two messages of the user may follow each other, and the model reads both.',
    source: openapi('ChatCompletionRequestMessage'),
    messages: [{ role: 'user', content: SECOND }, QUESTION],
    without: [QUESTION],
  },
  {
    id: 'assistant.last',
    claim: 'A conversation may end with a message of the assistant.',
    source: openapi('ChatCompletionRequestMessage'),
    messages: [QUESTION, { role: 'assistant', content: ANSWER }],
    without: [QUESTION],
  },
];

export const conversations = CONVERSATIONS.map(({ id, claim, source, messages, without }) =>
  check({
    id: `chat.messages.${id}`,
    claim,
    source,
    needs: ['chat'],
    // One conversation shows whether instructions arrive; the others are about their places.
    ...(id !== 'system' && NOT_CORE),
    cost: { requests: 4, tokens: 4 },
    outcomes: { read: READ, dropped: DROPPED, rejected: REJECTED },
    async observe(lab) {
      const reached = await reach(lab, messages, without);
      return 'rejected' in reached ? refused(reached.rejected) : reached;
    },
  }),
);

/** A role that nobody has. */
const invented: readonly Message[] = [{ role: 'touchstone', content: INSTRUCTION }, QUESTION];

export const developer = check({
  id: 'chat.messages.developer',
  claim: 'The model reads a message of the role developer.',
  source: openapi('ChatCompletionRequestDeveloperMessage'),
  needs: ['chat'],
  ...NOT_CORE,
  cost: { requests: 5, tokens: 5 },
  outcomes: {
    read: 'the prompt has more tokens with it than with a shorter one, and an invented role is refused',
    'as-any-role': {
      says: 'the prompt has more tokens with it, as it has with an invented role: whether the role means anything here cannot be seen',
      severity: 'may',
    },
    dropped: DROPPED,
    rejected: REJECTED,
  },
  async observe(lab) {
    const [long, short] = [INSTRUCTION, SHORT_INSTRUCTION].map((content) => [
      { role: 'developer', content },
      QUESTION,
    ]) as [Message[], Message[]];
    const reached = await reach(lab, long, short);
    if ('rejected' in reached) return refused(reached.rejected);
    if (reached.outcome === 'dropped') return reached;
    return {
      ...reached,
      outcome: (await lab.refuses('chat', { messages: invented })) ? 'read' : 'as-any-role',
    };
  },
});

export const unknownRole = check({
  id: 'chat.messages.role.unknown',
  claim: 'A message of a role that nobody documents is refused.',
  source: page(
    'OpenAI OpenAPI document 2.3.0 (f85dbe2)',
    'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    'ChatCompletionRequestMessage (discriminator role)',
  ),
  needs: ['chat'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    rejected: REJECTED,
    accepted: {
      says: 'the conversation is answered as if the role were one of the documented',
      severity: 'may',
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { rejected } = await lab.short('chat', { messages: invented }, { lawful: false });
    return rejected ? refused(rejected) : 'accepted';
  },
});

/** Who may have a name besides the user, each in a conversation of its own. */
const NAMED: readonly { readonly id: string; readonly messages: readonly Message[] }[] = [
  { id: 'name', messages: [{ ...QUESTION, name: 'bob' }] },
  { id: 'system.name', messages: [{ role: 'system', content: INSTRUCTION, name: 'host' }, QUESTION] },
  {
    id: 'assistant.name',
    messages: [
      QUESTION,
      { role: 'assistant', content: ANSWER, name: 'fox' },
      { role: 'user', content: 'Go on, please.' },
    ],
  },
];

export const names = NAMED.map(({ id, messages }) =>
  check({
    id: `chat.messages.${id}`,
    claim:
      id === 'name'
        ? 'A message may have the name of who speaks.'
        : `A message of the ${id.split('.')[0]} may have a name.`,
    source: openapi(
      id === 'name'
        ? 'ChatCompletionRequestUserMessage.name'
        : id === 'system.name'
          ? 'ChatCompletionRequestSystemMessage.name'
          : 'ChatCompletionRequestAssistantMessage.name',
    ),
    needs: ['chat'],
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      accepted: 'the conversation is answered',
      refused: {
        says: 'the name is refused',
        severity: 'may',
        notices: ['AutoGen and CAMEL: they name every message'],
      },
    },
    async observe(lab) {
      const { rejected } = await lab.short('chat', { messages });
      if (!rejected) return 'accepted';
      const nameless = messages.map(({ name: _, ...message }) => message);
      const control = await lab.short('chat', { messages: nameless });
      return control.rejected
        ? lab.inconclusive('the conversation is refused without the name, too')
        : { ...refused(rejected), outcome: 'refused' };
    },
  }),
);

export const echo = check({
  id: 'chat.messages.echo',
  claim: 'The message that was answered is taken back, member for member, as part of the history.',
  source: thread('vllm-project/vllm#10015'),
  needs: ['chat'],
  cost: { requests: 2, tokens: 25 },
  outcomes: {
    accepted: 'the conversation goes on',
    refused: {
      says: 'the endpoint refuses what it has sent itself',
      severity: 'must',
      notices: ['agents that append the message as it came: the second turn fails'],
    },
  },
  async observe(lab) {
    const { json } = await lab.greedy('chat');
    const messages = [QUESTION, messageOf(json), { role: 'user', content: 'Go on, please.' }];
    const { rejected } = await lab.short('chat', { messages });
    return rejected ? { ...refused(rejected), outcome: 'refused' } : 'accepted';
  },
});

export const nulls = check({
  id: 'chat.messages.null',
  claim: 'Members of a message that may be null are as if they were absent.',
  source: openapi('ChatCompletionRequestAssistantMessage'),
  needs: ['chat'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    accepted: 'the conversation is answered',
    refused: {
      says: 'the conversation is refused because of a null',
      severity: 'should',
      notices: ['typed clients that write every member: the second turn fails'],
    },
  },
  async observe(lab) {
    const answer = { role: 'assistant', content: ANSWER, refusal: null, audio: null, function_call: null };
    const messages = [QUESTION, answer, { role: 'user', content: 'Go on, please.' }];
    const { rejected } = await lab.short('chat', { messages });
    return rejected ? { ...refused(rejected), outcome: 'refused' } : 'accepted';
  },
});
