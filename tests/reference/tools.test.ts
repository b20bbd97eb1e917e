import { describe, expect, test } from 'vitest';
import { type Any, finishReasons, textOf, useReference } from './client.js';

const reference = useReference();
const time = {
  type: 'function',
  function: {
    name: 'get_time',
    description: 'The time of day',
    parameters: { type: 'object', properties: {} },
  },
};
const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    strict: true,
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city', 'unit'],
      additionalProperties: false,
    },
  },
};
const tools = [time, weather];

/** The calls of an answer as name and parsed arguments. */
function callsOf({ json }: { json: Any }): { name: string; arguments: Any }[] {
  return (json.choices[0].message.tool_calls ?? []).map(({ function: called }: Any) => ({
    name: called.name,
    arguments: JSON.parse(called.arguments),
  }));
}

describe('tool_choice', () => {
  test('auto: the tool that the question is about is called, with what the question says', async () => {
    const answer = await reference.chat('What is the weather in Paris in fahrenheit?', { tools });
    expect(callsOf(answer)).toEqual([
      { name: 'get_weather', arguments: { city: 'Paris', unit: 'fahrenheit' } },
    ]);
    expect(answer.json.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } });
    expect(answer.json.choices[0].message.tool_calls[0]).toMatchObject({
      id: expect.stringMatching(/^call_/),
      type: 'function',
    });
  });

  test('auto: a question about something else is answered in words', async () => {
    const answer = await reference.chat('Say this is a test', { tools });
    expect(callsOf(answer)).toEqual([]);
    expect(textOf(answer)).toBe('This is a test.');
  });

  test('none: no call, whatever is asked', async () => {
    const answer = await reference.chat('What is the weather in Paris?', { tools, tool_choice: 'none' });
    expect(callsOf(answer)).toEqual([]);
    expect(textOf(answer)).not.toBe('');
  });

  test.each(['obedient', 'babbler', 'reasoner'])(
    'required and named force a valid call of the %s',
    async (persona) => {
      const prefix = `/persona/${persona}`;
      const required = await reference.chat('hello', { tools: [weather], tool_choice: 'required' }, prefix);
      expect(finishReasons(required)).toEqual(['tool_calls']);
      const named = await reference.chat(
        'hello',
        { tools, tool_choice: { type: 'function', function: { name: 'get_weather' } } },
        prefix,
      );
      for (const answer of [required, named]) {
        expect(callsOf(answer)).toEqual([
          {
            name: 'get_weather',
            arguments: { city: expect.any(String), unit: expect.stringMatching(/^(celsius|fahrenheit)$/) },
          },
        ]);
      }
    },
  );

  test('allowed_tools narrows the choice', async () => {
    const allowed_tools = { mode: 'required', tools: [{ type: 'function', function: { name: 'get_time' } }] };
    const answer = await reference.chat('weather?', {
      tools,
      tool_choice: { type: 'allowed_tools', allowed_tools },
    });
    expect(callsOf(answer)).toEqual([{ name: 'get_time', arguments: {} }]);
  });

  test('a call that the limit cuts off has finish_reason length', async () => {
    const answer = await reference.chat('weather?', { tools, tool_choice: 'required', max_tokens: 12 });
    expect(finishReasons(answer)).toEqual(['length']);
  });

  test.each([
    [{ tool_choice: 'required' }, 'tool_choice'],
    [{ tools, tool_choice: { type: 'function', function: { name: 'nothing' } } }, 'tool_choice'],
    [{ tools, tool_choice: 'sometimes' }, 'tool_choice'],
    [{ tools: [{ type: 'function', function: { name: 'not a name' } }] }, 'tools[0].function.name'],
    [{ tools: [{ type: 'custom', custom: { name: 'f' } }] }, 'tools[0].type'],
  ])('%j is refused', async (options, param) => {
    const { status, json } = await reference.chat('hello', options);
    expect(status).toBe(400);
    expect(json.error.param).toBe(param);
  });
});

describe('several calls', () => {
  const question = 'What is the weather in Paris and in Rome?';

  test('come in one answer, with different ids', async () => {
    const answer = await reference.chat(question, { tools });
    expect(callsOf(answer).map((call) => call.arguments.city)).toEqual(['Paris', 'Rome']);
    expect(new Set(answer.json.choices[0].message.tool_calls.map((call: Any) => call.id)).size).toBe(2);
  });

  test('do not come if parallel_tool_calls is false', async () => {
    expect(callsOf(await reference.chat(question, { tools, parallel_tool_calls: false }))).toHaveLength(1);
  });
});

describe('the round trip', () => {
  test.each([
    ['null content', { content: null }],
    ['empty content', { content: '' }],
    ['no content', {}],
  ])('with %s the result is taken up', async (_, content) => {
    const call = {
      id: 'call_made_up',
      type: 'function',
      function: { name: 'get_weather', arguments: '{"city":"Oslo","unit":"celsius"}' },
    };
    const answer = await reference.chat('', {
      tools,
      messages: [
        { role: 'user', content: 'What is the weather in Oslo?' },
        { role: 'assistant', ...content, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_made_up', content: 'rain, 7 degrees' },
      ],
    });
    expect(textOf(answer)).toContain('rain, 7 degrees');
    expect(finishReasons(answer)).toEqual(['stop']);
  });

  test("the endpoint's own message is accepted back as it is", async () => {
    for (const prefix of ['/persona/obedient', '/persona/reasoner']) {
      const first = await reference.chat('What is the weather in Oslo?', { tools }, prefix);
      const { message } = first.json.choices[0];
      const messages = [
        { role: 'user', content: 'What is the weather in Oslo?' },
        message,
        { role: 'tool', tool_call_id: message.tool_calls[0].id, content: [{ type: 'text', text: 'sunny' }] },
      ];
      expect(textOf(await reference.chat('', { tools, messages }, prefix))).toContain('sunny');
    }
  });

  test('results belong to their calls by id, in whatever order they come', async () => {
    const tool_calls = ['call_a', 'call_b'].map((id) => ({
      id,
      type: 'function',
      function: { name: 'get_weather', arguments: '{}' },
    }));
    const answer = { role: 'assistant', content: null, tool_calls };
    const rain = { role: 'tool', tool_call_id: 'call_a', content: 'rain' };
    const sun = { role: 'tool', tool_call_id: 'call_b', content: 'sun' };
    const question = { role: 'user', content: 'What is the weather in Paris and in Rome?' };
    for (const results of [
      [rain, sun],
      [sun, rain],
    ]) {
      const messages = [question, answer, ...results];
      expect(textOf(await reference.chat('', { messages, tools }))).toBe('The answer is: rain and sun');
    }
  });

  test('the result of a call that nobody made is refused', async () => {
    const messages = [
      { role: 'user', content: 'hello' },
      { role: 'tool', tool_call_id: 'call_none', content: 'x' },
    ];
    const { status, json } = await reference.chat('', { messages });
    expect(status).toBe(400);
    expect(json.error.param).toBe('messages[1].tool_call_id');
  });

  test('a tool message without the id of its call is refused', async () => {
    const { status, json } = await reference.chat('', { messages: [{ role: 'tool', content: 'x' }] });
    expect(status).toBe(400);
    expect(json.error.param).toBe('messages[0].tool_call_id');
  });
});

describe('the older functions', () => {
  const functions = [weather.function];

  test('give a function_call, streamed or not', async () => {
    const question = 'What is the weather in Paris?';
    const { json } = await reference.chat(question, { functions });
    const { function_call } = json.choices[0].message;
    expect(JSON.parse(function_call.arguments)).toMatchObject({ city: 'Paris' });
    expect(json.choices[0].finish_reason).toBe('function_call');
    const { chunks } = await reference.chat(question, { functions, stream: true });
    const parts = chunks.map((chunk) => chunk.choices[0].delta.function_call).filter(Boolean);
    expect(parts.map((part) => part.name).filter(Boolean)).toEqual(['get_weather']);
    expect(parts.map((part) => part.arguments).join('')).toBe(function_call.arguments);
  });

  test('may be forced by name or forbidden', async () => {
    const forced = await reference.chat('hello', { functions, function_call: { name: 'get_weather' } });
    expect(forced.json.choices[0].message.function_call.name).toBe('get_weather');
    const forbidden = await reference.chat('weather in Paris?', { functions, function_call: 'none' });
    expect(forbidden.json.choices[0].message).not.toHaveProperty('function_call');
  });
});
