/** For every rule and outcome that is a deviation somewhere: data that shows it, and data that nearly does. */
import type { Kind } from '../../src/dataset/index.js';
import {
  answer,
  assistant,
  call,
  calls,
  dataUrl,
  GIF,
  image,
  JPEG,
  PNG,
  picture,
  preference,
  profileWith,
  sample,
  system,
  task,
  user,
  WEATHER,
  WEBP,
} from './data.js';

export interface Violation {
  /** `rule:outcome` */
  readonly shows: string;
  /** A line, or several; after fifty good ones. A whole file where `alone`. */
  readonly broken: string | Uint8Array;
  /** As close to it as lawful data comes. */
  readonly nearly: string | Uint8Array;
  readonly profile?: string;
  readonly kind?: Kind;
  readonly alone?: true;
  /** What the broken line shows besides, because one thing is not to be had without the other. */
  readonly also?: readonly string[];
}

const chat = (...more: unknown[]) => sample([user(), ...more]);
const GOOD_CHAT = chat(assistant());
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const small = (rule: string, documented: string, limit: number, source = 'a test') =>
  profileWith({ [rule]: { documented: [documented], limit, source } });
const many = (count: number, more = '') =>
  Array.from({ length: count }, (_, i) => sample([user(`${more}${i}`), assistant()])).join('\n');
const withPicture = (i: number) =>
  sample([user([{ type: 'text', text: `What is this? ${i}` }, picture()]), assistant()]);

export const violations: readonly Violation[] = [
  // The file
  {
    shows: 'file.encoding:invalid',
    broken: latin1(chat(assistant('déjà vu'))),
    nearly: chat(assistant('déjà vu \u{1f600}')),
  },
  {
    shows: 'file.encoding:utf-16',
    broken: Buffer.from(`\ufeff${many(50)}`, 'utf16le'),
    nearly: many(50),
    alone: true,
  },
  { shows: 'file.bom:present', broken: `\ufeff${many(50)}`, nearly: many(50, '\ufeff'), alone: true },
  { shows: 'file.line_ending:crlf', broken: `${GOOD_CHAT}\r`, nearly: chat(assistant('one\r\ntwo')) },
  {
    shows: 'file.size:beyond',
    profile: small('file.size', 'within', Buffer.byteLength(many(50))),
    broken: `${many(50)}\n`,
    nearly: many(50),
    alone: true,
  },
  {
    shows: 'file.samples.least:below',
    also: ['file.samples.advised:below'],
    broken: many(9),
    nearly: many(50),
    alone: true,
  },
  { shows: 'file.samples.least:below', profile: 'fireworks', broken: many(2), nearly: many(3), alone: true },
  { shows: 'file.samples.advised:below', broken: many(49), nearly: many(50), alone: true },
  {
    shows: 'file.samples.most:beyond',
    profile: small('file.samples.most', 'within', 60),
    broken: many(61),
    nearly: many(60),
    alone: true,
  },
  {
    shows: 'file.samples.images:beyond',
    profile: small('file.samples.images', 'within', 2),
    broken: [1, 2, 3].map(withPicture).join('\n'),
    nearly: [1, 2].map(withPicture).join('\n'),
  },
  {
    shows: 'file.samples.weights:partial',
    profile: 'fireworks',
    broken: sample([user(), assistant()], { weight: 2 }),
    nearly: GOOD_CHAT,
  },
  { shows: 'file.kind:mixed', broken: preference(), nearly: GOOD_CHAT },
  {
    shows: 'file.kind:mixed',
    kind: 'preference',
    broken: `${preference()}\n${GOOD_CHAT}`,
    nearly: preference(),
    alone: true,
    also: ['file.samples.advised:below', 'file.samples.least:below'],
  },

  // The line
  {
    shows: 'line.blank:blank',
    broken: `\n \t\n${GOOD_CHAT}`,
    nearly: `${GOOD_CHAT}\n${chat(assistant('\n'.padEnd(9, 'a')))}`,
  },
  { shows: 'line.padding:blanks', broken: `  ${GOOD_CHAT}\t`, nearly: `{ ${GOOD_CHAT.slice(1, -1)}\t }` },
  { shows: 'line.json:invalid', broken: GOOD_CHAT.slice(0, -1), nearly: GOOD_CHAT },
  { shows: 'line.json:invalid', broken: `${GOOD_CHAT},`, nearly: chat(assistant(`${GOOD_CHAT},`)) },
  {
    shows: 'line.json:too-deep',
    broken: `{"messages":[],"x":${'['.repeat(600)}${']'.repeat(600)}}`,
    nearly: chat(assistant('['.repeat(600))),
  },
  { shows: 'line.value:other', broken: `[${GOOD_CHAT}]`, nearly: GOOD_CHAT },
  { shows: 'line.value:other', broken: 'null', nearly: chat(assistant('null')) },
  {
    shows: 'line.keys:repeated',
    broken: GOOD_CHAT.replace('"role":"user"', '"role":"user","role":"user"'),
    nearly: chat(assistant('"role":"user","role":"user"\\')),
  },
  {
    shows: 'line.surrogates:lone',
    broken: GOOD_CHAT.replace('How', '\\ud83d How'),
    nearly: GOOD_CHAT.replace('How', '\\ud83d\\ude00 \\\\ud83d How'),
  },
  {
    shows: 'line.duplicate:repeated',
    broken: `${GOOD_CHAT}\n${GOOD_CHAT}`,
    nearly: `${GOOD_CHAT}\n${chat(assistant('Far away.'))}`,
  },

  // The sample
  { shows: 'sample.messages:missing', broken: '{}', nearly: GOOD_CHAT },
  {
    shows: 'sample.messages:missing',
    broken: '{"prompt":"a","completion":"b"}',
    nearly: GOOD_CHAT,
    also: ['sample.keys:unknown'],
  },
  { shows: 'sample.messages:malformed', broken: '{"messages":"hi"}', nearly: GOOD_CHAT },
  { shows: 'sample.messages:empty', broken: '{"messages":[]}', nearly: GOOD_CHAT },
  {
    shows: 'sample.keys:unknown',
    broken: sample([user(), assistant()], { id: 7 }),
    nearly: sample([user(), assistant()], { tools: [WEATHER], parallel_tool_calls: false }),
  },
  {
    shows: 'sample.tools:malformed',
    broken: sample([user(), assistant()], { tools: { name: 'weather' } }),
    nearly: sample([user(), assistant()], { tools: [WEATHER] }),
  },
  {
    shows: 'sample.tools:malformed',
    broken: sample([user(), assistant()], { tools: [{ type: 'function', name: 'weather' }] }),
    nearly: sample([user(), assistant()], { tools: [{ type: 'function', function: { name: 'weather' } }] }),
  },
  {
    shows: 'sample.functions:deprecated',
    broken: sample([user(), assistant()], { functions: [{ name: 'weather' }] }),
    nearly: sample([user(), assistant()], { tools: [WEATHER] }),
  },
  {
    shows: 'sample.functions:count',
    also: ['sample.functions:deprecated'],
    broken: sample([user(), assistant()], { functions: [] }),
    nearly: sample([user(), assistant()], { tools: [] }),
  },
  {
    shows: 'sample.parallel_tool_calls:other',
    broken: sample([user(), assistant()], { parallel_tool_calls: 'no' }),
    nearly: sample([user(), assistant()], { parallel_tool_calls: true }),
  },
  {
    shows: 'sample.weight:number',
    broken: sample([user(), assistant()], { weight: 1.5 }),
    nearly: GOOD_CHAT,
  },
  {
    shows: 'sample.weight:zero',
    broken: sample([user(), assistant()], { weight: 0 }),
    nearly: chat(assistant('a', { weight: 0 }), user('b'), assistant('c')),
  },
  {
    shows: 'sample.weight:negative',
    broken: sample([user(), assistant()], { weight: -1 }),
    nearly: chat(assistant('-1')),
  },
  {
    shows: 'sample.weight:other',
    broken: sample([user(), assistant()], { weight: 'high' }),
    nearly: GOOD_CHAT,
  },
  { shows: 'sample.assistant:missing', broken: chat(), nearly: GOOD_CHAT },
  { shows: 'sample.user:missing', broken: sample([assistant()]), nearly: GOOD_CHAT },
  {
    shows: 'sample.last:other',
    broken: chat(assistant(), user('Thanks.')),
    nearly: chat(assistant(), user('Thanks.'), assistant('Gladly.')),
  },
  {
    shows: 'sample.trained:none',
    broken: chat(assistant('a', { weight: 0 })),
    nearly: chat(assistant('a', { weight: 0 }), user('b'), assistant('c', { weight: 1 })),
  },
  {
    shows: 'sample.reasoning:partial',
    profile: 'fireworks',
    broken: chat(assistant('a', { reasoning_content: 'Hm.' }), user('b'), assistant('c')),
    nearly: chat(
      assistant('a', { reasoning_content: 'Hm.' }),
      user('b'),
      assistant('c', { reasoning_content: '' }),
    ),
  },

  // The message
  { shows: 'message.shape:malformed', broken: chat(assistant(), 'bye'), nearly: GOOD_CHAT },
  {
    shows: 'message.shape:malformed',
    broken: chat(assistant('a', { name: 7 })),
    nearly: chat(assistant('a', { name: 'Ann' })),
  },
  {
    shows: 'message.keys:unknown',
    broken: chat(assistant('a', { mood: 'ok' })),
    nearly: chat(assistant('mood')),
  },
  { shows: 'message.role:missing', broken: chat({ content: 'a' }, assistant()), nearly: GOOD_CHAT },
  {
    shows: 'message.role:unknown',
    broken: chat({ role: 'Assistant', content: 'a' }, assistant()),
    nearly: GOOD_CHAT,
  },
  {
    shows: 'message.role:developer',
    broken: sample([{ role: 'developer', content: 'Be brief.' }, user(), assistant()]),
    nearly: sample([system('You are a developer.'), user(), assistant()]),
  },
  {
    shows: 'message.role:function',
    broken: chat({ role: 'function', name: 'weather', content: '21' }, assistant()),
    nearly: chat(calls(call('a')), answer('a'), assistant()),
  },
  {
    shows: 'message.system:later',
    broken: chat(system(), assistant()),
    nearly: sample([system(), user(), assistant()]),
  },
  {
    shows: 'message.system:later',
    profile: 'fireworks',
    broken: chat(system(), assistant()),
    nearly: sample([system(), user(), assistant()]),
  },
  { shows: 'message.content:missing', broken: chat({ role: 'assistant' }), nearly: chat(calls(call('a'))) },
  {
    shows: 'message.content:missing',
    broken: chat(assistant(null)),
    nearly: chat({ ...calls(call('a')), content: null }),
  },
  { shows: 'message.content:missing', broken: sample([{ role: 'user' }, assistant()]), nearly: GOOD_CHAT },
  { shows: 'message.content:malformed', broken: chat(assistant(42)), nearly: chat(assistant('42')) },
  {
    shows: 'message.content:malformed',
    broken: chat(assistant({ answer: 42 })),
    nearly: chat(assistant('{"answer":42}')),
  },
  {
    shows: 'message.content:empty',
    broken: chat(assistant('')),
    nearly: chat({ ...calls(call('a')), content: '' }, answer('a', ''), assistant()),
  },
  { shows: 'message.content:empty', broken: sample([user([]), assistant()]), nearly: GOOD_CHAT },
  {
    shows: 'message.content:blank',
    broken: chat(assistant(' \n\u00a0')),
    nearly: chat(assistant(' \n\u00a0.')),
  },
  {
    shows: 'message.content.parts:malformed',
    broken: sample([user([{ type: 'text' }]), assistant()]),
    nearly: sample([user([{ type: 'text', text: 'a' }]), assistant()]),
  },
  {
    shows: 'message.content.parts:unsupported',
    broken: sample([user([{ type: 'input_audio', input_audio: { data: '', format: 'wav' } }]), assistant()]),
    nearly: sample([user([{ type: 'text', text: 'input_audio' }]), assistant()]),
  },
  {
    shows: 'message.weight:other',
    broken: chat(assistant('a', { weight: 0.5 })),
    nearly: chat(assistant('a', { weight: 1.0 })),
  },
  {
    shows: 'message.weight:other',
    broken: chat(assistant('a', { weight: '1' })),
    nearly: chat(assistant('a', { weight: 1 })),
  },
  {
    shows: 'message.weight.role:other',
    broken: sample([{ ...user(), weight: 0 }, assistant()]),
    nearly: chat(assistant('a', { weight: 1 })),
  },
  {
    shows: 'message.reasoning_content:text',
    broken: chat(assistant('a', { reasoning_content: 'Hm.' })),
    nearly: chat(assistant('reasoning_content')),
  },
  {
    shows: 'message.reasoning_content:other',
    profile: 'fireworks',
    broken: chat(assistant('a', { reasoning_content: ['Hm.'] })),
    nearly: chat(assistant('a', { reasoning_content: 'Hm.' })),
  },
  {
    shows: 'message.reasoning_content:misplaced',
    profile: 'fireworks',
    broken: sample([{ ...user(), reasoning_content: 'Hm.' }, assistant()]),
    nearly: chat(assistant('a', { reasoning_content: 'Hm.' })),
  },

  // Tools
  {
    shows: 'message.tool_calls:malformed',
    broken: chat(calls({ name: 'weather' })),
    nearly: chat(calls(call('a'))),
  },
  { shows: 'message.tool_calls:empty', broken: chat(assistant('a', { tool_calls: [] })), nearly: GOOD_CHAT },
  {
    shows: 'message.tool_calls:misplaced',
    broken: sample([{ ...user(), tool_calls: [call('a')] }, assistant()]),
    nearly: chat(calls(call('a'))),
  },
  {
    shows: 'message.tool_calls.id:repeated',
    broken: chat(calls(call('a'), call('a'))),
    nearly: chat(calls(call('a'), call('b'))),
  },
  {
    shows: 'message.tool_calls.name:undeclared',
    broken: sample([user(), calls(call('a', '{}', 'time'))], { tools: [WEATHER] }),
    nearly: chat(calls(call('a', '{}', 'time'))),
  },
  {
    shows: 'message.tool_calls.arguments:not-text',
    broken: chat(calls(call('a', { city: 'Rome' }))),
    nearly: chat(calls(call('a'))),
  },
  {
    shows: 'message.tool_calls.arguments:invalid',
    broken: chat(calls(call('a', "{'city':'Rome'}"))),
    nearly: chat(calls(call('a', ' {} '))),
  },
  {
    shows: 'message.tool_calls.arguments:not-object',
    broken: chat(calls(call('a', '"Rome"'))),
    nearly: chat(calls(call('a', '{"city":"Rome"}'))),
  },
  ...[
    ['{}', '{"city":""}'],
    ['{"city":7}', '{"city":"7"}'],
    ['{"city":"Rome","days":1.5}', '{"city":"Rome","days":2.0}'],
    ['{"city":"Rome","unit":"K"}', '{"city":"Rome","unit":"C"}'],
    ['{"city":"Rome","land":"IT"}', '{"city":"Rome, IT"}'],
  ].map(([broken, nearly]) => ({
    shows: 'message.tool_calls.arguments:unfit',
    broken: sample([user(), calls(call('a', broken))], { tools: [WEATHER] }),
    nearly: sample([user(), calls(call('a', nearly))], { tools: [WEATHER] }),
  })),
  {
    shows: 'message.tool_calls.answered:unanswered',
    broken: chat(calls(call('a'), call('b')), answer('a'), assistant()),
    nearly: chat(calls(call('a'), call('b')), answer('b'), answer('a'), assistant()),
  },
  {
    shows: 'message.tool_call_id:missing',
    broken: chat(calls(call('a')), { role: 'tool', content: '21' }),
    nearly: chat(calls(call('a')), answer('a'), assistant()),
    also: ['sample.last:other'],
  },
  {
    shows: 'message.tool_call_id:unmatched',
    also: ['message.tool_calls.answered:unanswered'],
    broken: chat(calls(call('a')), answer('A'), assistant()),
    nearly: chat(calls(call('a')), answer('a'), assistant()),
  },

  // Images
  {
    shows: 'image.part:malformed',
    broken: sample([user([{ type: 'image_url', image_url: 'https://example.com/a.png' }]), assistant()]),
    nearly: sample([user([image('https://example.com/a.png')]), assistant()]),
  },
  {
    shows: 'image.part:malformed',
    broken: sample([user([{ type: 'image', url: 'https://example.com/a.png' }]), assistant()]),
    nearly: sample([user([picture()]), assistant()]),
  },
  {
    shows: 'image.url:http',
    profile: 'fireworks',
    broken: sample([user([image('https://example.com/a.png')]), assistant()]),
    nearly: sample([user([picture()]), assistant()]),
  },
  {
    shows: 'image.url:other',
    broken: sample([user([image('./cat.png')]), assistant()]),
    nearly: sample([user([image('HTTPS://example.com/cat.png')]), assistant()]),
  },
  {
    shows: 'image.url:other',
    broken: sample([user([image(`data:image/png,${PNG.toString('base64')}`)]), assistant()]),
    nearly: sample([user([image(dataUrl(PNG, 'png'))]), assistant()]),
  },
  {
    shows: 'image.url:not-base64',
    broken: sample([user([image(`${dataUrl(PNG, 'png')}!`)]), assistant()]),
    nearly: sample([user([picture()]), assistant()]),
  },
  {
    shows: 'image.url:empty',
    broken: sample([user([image('data:image/png;base64,')]), assistant()]),
    nearly: sample([user([picture()]), assistant()]),
  },
  {
    shows: 'image.format:gif',
    broken: sample([user([image(dataUrl(GIF, 'gif'))]), assistant()]),
    nearly: sample([user([image(dataUrl(WEBP, 'webp'))]), assistant()]),
  },
  {
    shows: 'image.format:webp',
    profile: 'fireworks',
    broken: sample([user([image(dataUrl(WEBP, 'webp'))]), assistant()]),
    nearly: sample([user([image(dataUrl(JPEG, 'jpg'))]), assistant()]),
  },
  {
    shows: 'image.format:unknown',
    broken: sample([user([image(dataUrl(Buffer.from('<svg/>'.repeat(9)), 'svg+xml'))]), assistant()]),
    nearly: sample([user([image(dataUrl(JPEG, 'jpeg'))]), assistant()]),
  },
  {
    shows: 'image.declared:other',
    broken: sample([user([image(dataUrl(JPEG, 'png'))]), assistant()]),
    nearly: sample([user([image(dataUrl(JPEG, 'jpg'))]), assistant()]),
  },
  {
    shows: 'image.size:beyond',
    profile: small('image.size', 'within', PNG.length),
    broken: sample([user([image(dataUrl(Buffer.concat([PNG, Buffer.alloc(1)]), 'png'))]), assistant()]),
    nearly: sample([user([picture()]), assistant()]),
  },
  {
    shows: 'image.role:assistant',
    broken: chat(assistant([picture()])),
    nearly: chat(assistant([{ type: 'text', text: 'a' }])),
  },
  {
    shows: 'sample.images:beyond',
    broken: sample([user(Array.from({ length: 11 }, picture)), assistant()]),
    nearly: sample([user(Array.from({ length: 10 }, picture)), assistant()]),
  },

  // Preferences
  {
    shows: 'preference.input:missing',
    kind: 'preference',
    broken: preference({ input: undefined }),
    nearly: preference(),
  },
  {
    shows: 'preference.input:malformed',
    kind: 'preference',
    broken: preference({ input: 'hi' }),
    nearly: preference({ input: { messages: [user('hi')] } }),
  },
  {
    shows: 'preference.output:missing',
    kind: 'preference',
    broken: preference({ preferred_output: undefined }),
    nearly: preference(),
  },
  {
    shows: 'preference.output:malformed',
    kind: 'preference',
    broken: preference({ preferred_output: 'good' }),
    nearly: preference({ preferred_output: [assistant('good')] }),
  },
  {
    shows: 'preference.output:several',
    kind: 'preference',
    broken: preference({ preferred_output: [assistant('a'), assistant('b')] }),
    nearly: preference({ preferred_output: [assistant('a')] }),
  },
  {
    shows: 'preference.output:other',
    kind: 'preference',
    broken: preference({ preferred_output: [user('a')] }),
    nearly: preference({ preferred_output: [assistant('a')] }),
  },
  {
    shows: 'preference.names:completion',
    kind: 'preference',
    broken: preference({ preferred_output: undefined, preferred_completion: [assistant('a')] }),
    nearly: preference({ preferred_output: [assistant('preferred_completion')] }),
  },
  {
    shows: 'preference.difference:equal',
    kind: 'preference',
    broken: preference({ preferred_output: [assistant('No idea.')] }),
    nearly: preference({ preferred_output: [assistant('No idea!')] }),
  },
  {
    shows: 'preference.turns:several',
    profile: 'fireworks',
    kind: 'preference',
    broken: preference({ input: { messages: [user(), assistant(), user('Why?')] } }),
    nearly: preference({ input: { messages: [system(), user()] } }),
  },
  {
    shows: 'preference.tools:tool',
    profile: 'fireworks',
    kind: 'preference',
    also: ['preference.turns:several'],
    broken: preference({ input: { messages: [user(), calls(call('a')), answer('a')] } }),
    nearly: preference({ input: { messages: [system(), user()] } }),
  },
  {
    shows: 'preference.last:other',
    kind: 'preference',
    broken: preference({ input: { messages: [user(), assistant()] } }),
    nearly: preference({ input: { messages: [user(), calls(call('a')), answer('a')] } }),
  },
  {
    shows: 'preference.images:image',
    kind: 'preference',
    broken: preference({ input: { messages: [user([picture()])] } }),
    nearly: preference({ input: { messages: [user([{ type: 'text', text: 'a' }])] } }),
  },

  // Reinforcement
  {
    shows: 'reinforcement.last:other',
    kind: 'reinforcement',
    broken: task([user(), assistant()]),
    nearly: task([user(), assistant(), user('Why?')]),
  },
  {
    shows: 'reinforcement.system:system',
    kind: 'reinforcement',
    broken: task([system(), user()]),
    nearly: task([{ role: 'developer', content: 'Be brief.' }, user()]),
  },
  {
    shows: 'reinforcement.developer:developer',
    profile: 'fireworks',
    kind: 'reinforcement',
    broken: task([{ role: 'developer', content: 'Be brief.' }, user()]),
    nearly: task([system(), user()]),
  },
  {
    shows: 'reinforcement.images:image',
    kind: 'reinforcement',
    broken: task([user([picture()])]),
    nearly: task([user([{ type: 'text', text: 'a' }])]),
  },
  {
    shows: 'reinforcement.fields:missing',
    kind: 'reinforcement',
    broken: task([user()], {}),
    nearly: task([user()], { answer: null, extra: 1 }),
  },
];
