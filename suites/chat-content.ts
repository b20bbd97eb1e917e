/** `content` of a message: text parts, nothing, characters beyond ASCII. */
import { check, NOT_CORE, REJECTED } from '../src/check/check.js';
import { type Message, QUESTION } from '../src/check/conversation.js';
import { refused, toReply } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';

const TEXT = 'You are a patient teacher who answers in two short sentences and never uses a foreign word.';

/** Joining parts may add a line break or two. */
const MOST_FOR_JOINING = 3;

/** The same text, as a string and as one part, of those who are seldom sent in parts; the user is asked in `chat.ts`. */
const SPEAKERS: readonly {
  readonly role: string;
  readonly conversation: (content: unknown) => readonly Message[];
}[] = [
  { role: 'system', conversation: (content) => [{ role: 'system', content }, QUESTION] },
  {
    role: 'assistant',
    conversation: (content) => [
      QUESTION,
      { role: 'assistant', content },
      { role: 'user', content: 'Go on, please.' },
    ],
  },
];

export const parts = SPEAKERS.map(({ role, conversation }) =>
  check({
    id: `chat.messages.content_parts.${role}`,
    claim: `Content as one text part means the same as content as a string, in a message of the ${role}.`,
    source: openapi('ChatCompletionRequestMessageContentPartText'),
    needs: ['chat'],
    ...NOT_CORE,
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      same: 'the prompt has as many tokens',
      different: {
        says: 'the prompt is counted otherwise: the part is not read as its text',
        severity: 'must',
        notices: ['clients that always send parts: the model reads something else, or nothing'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const plain = await lab.short('chat', { messages: conversation(TEXT) });
      if (plain.rejected) return lab.inconclusive('the conversation is refused with a string, too');
      const inParts = await lab.short('chat', { messages: conversation([{ type: 'text', text: TEXT }]) });
      if (inParts.rejected) return refused(inParts.rejected);
      const [asString, asParts] = [plain.usage?.prompt_tokens, inParts.usage?.prompt_tokens];
      if (asString === undefined || asParts === undefined)
        return lab.inconclusive('no prompt tokens are counted');
      return {
        outcome: Math.abs(asString - asParts) <= MOST_FOR_JOINING ? 'same' : 'different',
        details: { asString, asParts },
      };
    },
  }),
);

export const severalParts = check({
  id: 'chat.messages.content_parts.several',
  claim: 'The model reads all text parts of a message, not only the first or the last.',
  source: openapi('ChatCompletionRequestUserMessage.content'),
  needs: ['chat'],
  ...NOT_CORE,
  cost: { requests: 3, tokens: 3 },
  outcomes: {
    read: 'the prompt has more tokens with both parts than with either',
    dropped: {
      says: 'the prompt has as many tokens as with one of them: the other is lost',
      severity: 'must',
      notices: ['clients that put files or reminders before the question: the model sees a half'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const [one, other] = [TEXT, String(QUESTION.content)].map((text) => ({ type: 'text', text }));
    const both = await lab.short('chat', { messages: [{ role: 'user', content: [one, other] }] });
    if (both.rejected) return refused(both.rejected);
    const counts: number[] = [];
    for (const part of [one, other]) {
      const { usage } = await lab.short('chat', { messages: [{ role: 'user', content: [part] }] });
      counts.push(usage?.prompt_tokens ?? lab.inconclusive('no prompt tokens are counted'));
    }
    const together = both.usage?.prompt_tokens ?? lab.inconclusive('no prompt tokens are counted');
    if (together > Math.max(...counts)) return 'read';
    return counts.includes(together)
      ? { outcome: 'dropped', details: { together, first: counts[0] ?? null, second: counts[1] ?? null } }
      : lab.inconclusive('the counts of prompt tokens do not fit together');
  },
});

/** A message without text, where clients send one. */
const EMPTY: readonly {
  readonly role: string;
  readonly severity: 'should' | 'may';
  readonly notices: string;
  readonly conversation: (content: string) => readonly Message[];
}[] = [
  {
    role: 'system',
    severity: 'should',
    notices: 'chat-ui and others whose instructions are a field that may be left empty',
    conversation: (content) => [{ role: 'system', content }, QUESTION],
  },
  {
    role: 'user',
    severity: 'may',
    notices: 'programs that send what they were given',
    conversation: (content) => [{ role: 'user', content }],
  },
  {
    role: 'assistant',
    severity: 'should',
    notices: 'agents that replay a turn without text: the conversation is stuck',
    conversation: (content) => [
      QUESTION,
      { role: 'assistant', content },
      { role: 'user', content: 'Go on, please.' },
    ],
  },
];

export const empty = EMPTY.map(({ role, severity, notices, conversation }) =>
  check({
    id: `chat.messages.${role}.empty`,
    claim: `The content of a message of the ${role} may be an empty string.`,
    source: openapi('ChatCompletionRequestMessage'),
    needs: ['chat'],
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      accepted: 'the conversation is answered',
      refused: { says: 'the conversation is refused', severity, notices: [notices] },
    },
    async observe(lab) {
      const { rejected } = await lab.short('chat', { messages: conversation('') });
      if (!rejected) return 'accepted';
      const control = await lab.short('chat', { messages: conversation(TEXT) });
      return control.rejected
        ? lab.inconclusive('the conversation is refused with a text, too')
        : { ...refused(rejected), outcome: 'refused' };
    },
  }),
);

/** Two, three and four bytes in UTF-8; the last needs two escapes. */
const CHARACTERS = 'Grüße aus 東京 🦊🌊: what do these words say?';

export const unicode = check({
  id: 'chat.messages.unicode',
  claim: 'Characters mean the same whether they are sent as UTF-8 or as \\u escapes.',
  source: openapi('ChatCompletionRequestUserMessage.content'),
  needs: ['chat'],
  ...NOT_CORE,
  cost: { requests: 3, tokens: 3 },
  outcomes: {
    same: 'the prompt has as many tokens',
    different: {
      says: 'the prompt is counted otherwise, or refused: one of the two is not decoded',
      severity: 'must',
      notices: ['everybody who writes in another script than the Latin one'],
    },
  },
  async observe(lab) {
    const raw = await lab.short('chat', { messages: [{ role: 'user', content: CHARACTERS }] });
    if (raw.rejected) return lab.inconclusive('the question is refused');
    const text = JSON.stringify(raw.received.request.json).replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const headers = { 'content-type': 'application/json' };
    const received = await lab.send({ method: 'POST', path: '/chat/completions', text, headers });
    const { usage, choices } = toReply('chat', received);
    if (choices.length === 0) return { outcome: 'different', details: { status: received.status ?? null } };
    const [asUtf8, asEscapes] = [raw.usage?.prompt_tokens, usage?.prompt_tokens];
    if (asUtf8 === undefined || asEscapes === undefined)
      return lab.inconclusive('no prompt tokens are counted');
    if (asUtf8 === asEscapes) return 'same';
    const control = await lab.fresh(raw);
    return control.usage?.prompt_tokens === asUtf8
      ? { outcome: 'different', details: { asUtf8, asEscapes } }
      : lab.inconclusive('equal prompts have different numbers of tokens');
  },
});
