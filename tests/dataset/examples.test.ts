/** The examples of the vendors' public documents, in words of our own: right in their own dialect, and told apart in the other. */
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../src/dataset/index.js';
import {
  answer,
  assistant,
  call,
  calls,
  checkText,
  image,
  picture,
  sample,
  system,
  told,
  user,
  WEATHER,
} from './data.js';

interface Example {
  readonly name: string;
  readonly kind: Kind;
  /** Line i of the file. */
  readonly line: (i: number) => string;
  readonly openai: readonly string[];
  readonly fireworks: readonly string[];
}

const examples: readonly Example[] = [
  {
    name: 'a chatbot with a style, several turns, some not trained on (OpenAI: supervised fine-tuning)',
    kind: 'supervised',
    line: (i) =>
      sample([
        system('Marv knows facts, and is tired of them.'),
        user(`Capital number ${i}?`),
        assistant('Paris', { weight: 0 }),
        user('Could you be more sarcastic?'),
        assistant('Paris, as if nobody had heard of it.', { weight: 1 }),
      ]),
    openai: [],
    fireworks: [],
  },
  {
    name: 'a call of a function, without its answer (OpenAI: supervised fine-tuning)',
    kind: 'supervised',
    line: (i) =>
      sample([user(`The weather in city ${i}?`), calls(call(`call_${i}`))], {
        tools: [WEATHER],
        parallel_tool_calls: false,
      }),
    openai: [],
    fireworks: [],
  },
  {
    name: 'a whole round with tools (Azure: fine-tuning with functions)',
    kind: 'supervised',
    line: (i) =>
      sample(
        [
          user(`The weather ${i}?`),
          calls(call('call_id')),
          answer('call_id', '21.0'),
          assistant('It is 21 degrees.'),
        ],
        { tools: [WEATHER] },
      ),
    openai: [],
    fireworks: [],
  },
  {
    name: 'an image by its address, and two messages of the user in a row (OpenAI: vision fine-tuning)',
    kind: 'supervised',
    line: (i) =>
      sample([
        system('Name uncommon cheeses.'),
        user(`Cheese ${i}?`),
        user([image('https://example.com/cheese.jpg')]),
        assistant('Danbo'),
      ]),
    openai: [],
    fireworks: ['image.url:http'],
  },
  {
    name: 'a better and a worse reply (OpenAI: direct preference optimization)',
    kind: 'preference',
    line: (i) =>
      JSON.stringify({
        input: { messages: [user(`Is ${i} cold?`)], tools: [], parallel_tool_calls: true },
        preferred_output: [assistant('Today it is 8 degrees.')],
        non_preferred_output: [assistant('Not really.')],
      }),
    openai: [],
    fireworks: [],
  },
  {
    name: 'a task with what its grader needs (OpenAI: reinforcement fine-tuning)',
    kind: 'reinforcement',
    line: (i) =>
      sample([{ role: 'developer', content: 'Answer yes or no.' }, user(`Is ${i} a prime?`)], {
        compliant: 'yes',
        explanation: 'It has no divisor.',
      }),
    openai: [],
    fireworks: ['reinforcement.developer:developer'],
  },
  {
    name: 'traces of thinking (Fireworks: supervised fine-tuning)',
    kind: 'supervised',
    line: (i) =>
      sample([user(`${i} + 4?`), assistant('The sum.', { reasoning_content: 'Simple addition.' })]),
    openai: ['message.reasoning_content:text'],
    fireworks: [],
  },
  {
    name: 'weights of samples (Fireworks: weighted training)',
    kind: 'supervised',
    line: (i) => sample([user(`${i} + 4?`), assistant('The sum.')], { weight: [1, 2.5, 0, -0.5][i % 4] }),
    openai: ['sample.weight:negative', 'sample.weight:number', 'sample.weight:zero'],
    fireworks: [],
  },
  {
    name: 'an image in the file (Fireworks: vision)',
    kind: 'supervised',
    line: (i) =>
      sample([user([{ type: 'text', text: `What is this? ${i}` }, picture()]), assistant('A dot.')]),
    openai: [],
    fireworks: [],
  },
  {
    name: 'prompts without replies (Fireworks: reinforcement fine-tuning)',
    kind: 'reinforcement',
    line: (i) => sample([system('You count.'), user(`${i} + 4?`)], { ground_truth: `${i + 4}` }),
    openai: ['reinforcement.system:system'],
    fireworks: [],
  },
];

describe.each(examples)('$name', ({ kind, line, openai, fireworks }) => {
  const text = Array.from({ length: 50 }, (_, i) => line(i)).join('\n');

  test('is as OpenAI documents it, or is told', async () => {
    const file = await checkText(text, 'openai');
    expect(file).toMatchObject({ kind, samples: 50, lines: 50 });
    expect(told(file)).toEqual(openai);
  });

  test('is as Fireworks documents it, or is told', async () => {
    const file = await checkText(text, 'fireworks');
    expect(file).toMatchObject({ kind, samples: 50, lines: 50 });
    expect(told(file)).toEqual(fireworks);
  });
});
