/** Does what a simple instruction says, calls a tool where one helps, and otherwise tells something in a few sentences. */

import type { Model } from '../model/model.js';
import { hashText } from '../sampling/random.js';
import { lastQuestion, toolResults, topics } from './conversation.js';
import { replyTo } from './instructions.js';
import { type Intent, type Persona, type Task, want } from './persona.js';
import { planCalls } from './tool-use.js';

/** A free answer opens with the first tokens of the text that fits the question best, and ends after some sentences. */
const OPENING_TOKENS = 4;
const LEAST_SENTENCES = 3;

export const obedient: Persona = {
  name: 'obedient',
  refuses: {},
  intend(task) {
    const plan = planCalls(task) ?? planReply(task);
    if (plan && task.accepts(plan)) return carryOut(task, plan);
    return task.constrained ? fillIn(task) : tell(task);
  },
};

/** The tokens of the wanted answer, its end included. */
function planReply({ model, request }: Task): number[] | undefined {
  const results = toolResults(request);
  const reply =
    results.length > 0 ? `The answer is: ${results.join(' and ')}` : replyTo(lastQuestion(request));
  if (reply === undefined) return undefined;
  return [...model.tokenizer.encode(reply), model.tokenizer.special.end_of_text];
}

/** Wants the planned token at each place, whatever came out before: a banned one is missed, and the rest follows. */
function carryOut({ model, request }: Task, plan: readonly number[]): Intent {
  return {
    context: model.tokenizer.encode(lastQuestion(request)),
    planned: true,
    shape: (logits, answer) => want(logits, plan[answer.length] ?? model.tokenizer.special.end_of_text),
  };
}

/** No plan fits the demanded form: the grammar leads. */
function fillIn({ model, request }: Task): Intent {
  return { context: model.tokenizer.encode(lastQuestion(request)), planned: false, shape: () => {} };
}

function tell({ model, request }: Task): Intent {
  const { tokenizer } = model;
  const question = lastQuestion(request);
  const opening = tokenizer.encode(fittingDocument(question, model)).slice(0, OPENING_TOKENS);
  const sentences = LEAST_SENTENCES + (hashText(question) % 3);
  const endsSentence = (id: number | undefined): boolean =>
    id !== undefined && /[.!?]”?$/.test(tokenizer.decode([id]));
  return {
    context: [tokenizer.special.end_of_text],
    planned: false,
    shape(logits, answer) {
      if (answer.length < opening.length) want(logits, opening[answer.length]!);
      else if (endsSentence(answer.at(-1)) && answer.filter(endsSentence).length >= sentences)
        want(logits, tokenizer.special.end_of_text);
    },
  };
}

/** The text that shares most words with the question; if none does, one that depends on the question. */
function fittingDocument(question: string, { documents }: Model): string {
  const asked = topics(question);
  const shared = documents.map(
    (document) => asked.filter((topic) => document.toLowerCase().includes(topic)).length,
  );
  const most = Math.max(...shared);
  return most > 0 ? documents[shared.indexOf(most)]! : documents[hashText(question) % documents.length]!;
}
