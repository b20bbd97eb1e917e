/** What stands in the replies of a conversation, and whether they come as often as they are asked for. */
import type { Exchange } from '../schemas/types/report.js';
import { check, invariant, NOT_CORE } from '../src/check/check.js';
import { evidence, gather } from '../src/check/findings.js';
import { arrayAt, parseJson, stringAt } from '../src/check/json.js';
import { isSuccess, pathOf, recordedChunks } from '../src/check/recorded.js';
import { thread } from '../src/check/source.js';

/** How often an ordinary question is asked again. */
const TIMES = 5;

export const again = check({
  id: 'chat.reply.again',
  claim: 'A question that was answered is answered each time that it is asked.',
  source: thread('InternLM/lmdeploy#375'),
  needs: ['chat'],
  ...NOT_CORE,
  mode: 'alone',
  cost: { requests: TIMES + 1, tokens: 24 * (TIMES + 1) },
  outcomes: {
    each: 'every answer has a text',
    emptied: {
      says: 'a later answer has no text',
      severity: 'must',
      notices: ['every client, after a while: the endpoint keeps something of earlier requests'],
    },
  },
  async observe(lab) {
    const first = await lab.greedy('chat');
    if (first.generated === '') return lab.inconclusive('the question has no answer');
    for (let times = 1; times <= TIMES; times += 1) {
      const reply = await lab.fresh(first);
      if (reply.rejected) return lab.inconclusive('the same request is refused later');
      if (reply.generated === '' && reply.tool_calls.length === 0)
        return { outcome: 'emptied', details: { answersBefore: times } };
    }
    return 'each';
  },
});

export const model = check({
  id: 'completions.reply.model',
  claim: 'Chat and completions name the same model alike.',
  source: thread('api7/aisix#1086'),
  needs: ['chat', 'completions'],
  severity: 'may',
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    alike: 'both answers name the same model',
    different: {
      says: 'the answers name different models, though the same was asked for',
      severity: 'may',
      notices: ['meters and routers that go by the name of the model'],
    },
  },
  async observe(lab) {
    if (lab.model('chat') !== lab.model('completions'))
      return lab.skip('prerequisite: chat and completions have models of their own');
    const [chat = '', completions = ''] = [await lab.greedy('chat'), await lab.greedy('completions')].map(
      ({ json }) => stringAt(json, 'model'),
    );
    return chat === completions ? 'alike' : { outcome: 'different', details: { chat, completions } };
  },
});

/**
 * Marks with which models end a turn or begin the next: servers read them, and no story has them. Where the marks themselves
 * are written as nothing, the role of the next turn is left behind a sentence.
 */
const TURN_MARKS =
  /<\|(im_end|im_start|eot_id|eom_id|endoftext|end_of_text|end|assistant|user|start_header_id|begin_of_text)\|>|<(end|start)_of_turn>|<｜[^｜]{3,40}｜>|\[\/INST\]|<\/s>$|[.!?]assistant\n\n/;

export const turnMarks = invariant({
  id: 'chat.reply.turn_marks',
  claim: 'The marks with which a model ends its turn are not in the text.',
  source: thread('ModelTC/LightLLM#130'),
  outcomes: {
    read: 'no text has such a mark',
    leaked: {
      says: 'texts have marks that end a turn or begin another',
      severity: 'should',
      notices: [
        'people who read the text; agents that send it back as history: the template takes it for a new turn',
      ],
    },
  },
  examine(exchanges) {
    const answers = exchanges.filter(
      (exchange) =>
        isSuccess(exchange) && exchange.request.lawful && pathOf(exchange) === '/chat/completions',
    );
    if (answers.length === 0) return undefined;
    const found = answers.flatMap((exchange) => {
      // Who is given a mark may well repeat it.
      if (TURN_MARKS.test(exchange.request.body?.text ?? '')) return [];
      const [mark] = textsOf(exchange).flatMap((text) => TURN_MARKS.exec(text)?.[0] ?? []);
      return mark === undefined
        ? []
        : [{ path: '/choices/*/message/content', expected: 'text', got: mark, exchange: exchange.id }];
    });
    return {
      outcome: found.length > 0 ? 'leaked' : 'read',
      findings: gather(found),
      exchanges: evidence(
        answers,
        found.map(({ exchange }) => exchange),
      ),
    };
  },
});

/** The texts of an answer; of a stream, all of its pieces together. */
function textsOf(exchange: Exchange): string[] {
  if (exchange.stream) {
    const pieces = recordedChunks(exchange).map((chunk) => arrayAt(chunk, 'choices')[0]);
    return [pieces.map((piece) => stringAt(piece, 'delta', 'content') ?? '').join('')];
  }
  const json = parseJson(exchange.response?.body.text ?? '');
  return arrayAt(json, 'choices').map((choice) => stringAt(choice, 'message', 'content') ?? '');
}
