/** docs/fault-server.md: how to test a client against the faults of the reference endpoint, and what the official one survives. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdownTable } from 'markdown-table';
import OpenAI from 'openai';
import type { DialectName } from '../reference/dialects/dialect.js';
import { dialects } from '../reference/dialects/index.js';
import { type Fault, faults } from '../reference/faults/index.js';
import { type ReferenceEndpoint, startReference } from '../reference/server.js';

export const faultServerFile = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'docs',
  'fault-server.md',
);

/** Loopback answers within milliseconds; what takes longer hangs, on a busy machine, too. */
const TIMEOUT_MS = 10_000;

const QUESTION = { messages: [{ role: 'user' as const, content: 'Count from 1 to 20' }], temperature: 0 };
const TOOL = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

/** What programs do with the client, and what each then holds in its hands. */
const PROGRAMS: Readonly<Record<string, (client: OpenAI, model: string) => Promise<unknown>>> = {
  async create(client, model) {
    const answer = await client.chat.completions.create({ model, ...QUESTION, max_tokens: 30, stop: ['9'] });
    const [choice] = answer.choices;
    return [choice?.message.content, choice?.finish_reason, answer.usage?.total_tokens];
  },
  async stream(client, model) {
    let [text, reason, tokens] = ['', '', 0];
    const chunks = await client.chat.completions.create({
      model,
      ...QUESTION,
      max_tokens: 30,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const { choices, usage } of chunks) {
      text += choices[0]?.delta.content ?? '';
      reason += choices[0]?.finish_reason ?? '';
      tokens += usage?.total_tokens ?? 0;
    }
    return [text, reason, tokens];
  },
  async '.stream() with a tool'(client, model) {
    const answer = await client.chat.completions
      .stream({
        model,
        messages: [{ role: 'user', content: 'What is the weather in Porto?' }],
        temperature: 0,
        tools: [TOOL],
        tool_choice: 'required',
      })
      .finalChatCompletion();
    const [choice] = answer.choices;
    return choice?.message.tool_calls?.map((call) => call.type === 'function' && call.function);
  },
  async completions(client, model) {
    const answer = await client.completions.create({
      model,
      prompt: 'The quick brown fox',
      temperature: 0,
      max_tokens: 8,
      logprobs: 1,
      echo: true,
    });
    return [answer.choices[0]?.text, answer.choices[0]?.logprobs?.tokens, answer.usage?.total_tokens];
  },
  async models(client) {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    return ids;
  },
  async 'a mistake'(client, model) {
    try {
      await client.chat.completions.create({ model, ...QUESTION, temperature: 'hot' as unknown as number });
      return 'nothing is thrown';
    } catch (error) {
      // What a program shows its user.
      return [(error as Error).constructor.name, (error as Error).message];
    }
  },
};

/** What each program comes to with the fault: ✓ as without it, ✗ it throws, ≠ something else, and nothing tells. */
export async function survival(server: ReferenceEndpoint, fault: Fault): Promise<string[]> {
  const dialect = fault.dialects?.[0] ?? 'openai';
  const plain = await withoutFault(server, dialect);
  const cells = Object.entries(PROGRAMS).map(async ([name, program]) => {
    const baseURL = `${server.url}/dialect/${dialect}/fault/${fault.id}/v1`;
    try {
      const broken = await inTime(program(clientOf(baseURL), dialects[dialect].model));
      return JSON.stringify(broken) === plain.get(name) ? '✓' : '≠';
    } catch (error) {
      return `✗ \`${(error as Error).constructor.name}\``;
    }
  });
  return await Promise.all(cells);
}

/** The client's own time-out ends with the head of an answer: a body that never ends would hold it up for minutes. */
function inTime<T>(asked: Promise<T>): Promise<T> {
  return Promise.race([
    asked,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Hangs()), TIMEOUT_MS).unref()),
  ]);
}

class Hangs extends Error {}

const known = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** What each program gets from the faultless endpoint of a dialect, asked once. */
function withoutFault(server: ReferenceEndpoint, dialect: DialectName): Promise<ReadonlyMap<string, string>> {
  const client = clientOf(`${server.url}/dialect/${dialect}/v1`);
  const asked =
    known.get(dialect) ??
    Promise.all(
      Object.entries(PROGRAMS).map(
        async ([name, program]) =>
          [name, JSON.stringify(await program(client, dialects[dialect].model))] as const,
      ),
    ).then((entries) => new Map(entries));
  known.set(dialect, asked);
  return asked;
}

function clientOf(baseURL: string): OpenAI {
  return new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0, timeout: TIMEOUT_MS, logLevel: 'off' });
}

export async function faultServerDocument(): Promise<string> {
  const server = await startReference();
  try {
    const rows: string[][] = [];
    for (const fault of faults) rows.push(rowOf(fault, await survival(server, fault)));
    const table = markdownTable([['fault', ...Object.keys(PROGRAMS)], ...rows]);
    return `${INTRODUCTION}\n${table}\n`;
  } finally {
    await server.close();
  }
}

export function rowOf({ id, says }: Fault, cells: readonly string[]): string[] {
  return [`\`${id}\` ${says}`, ...cells];
}

const ADDRESSES = [
  ['base URL below `http://127.0.0.1:8765`', 'what it is'],
  ['`/v1`', 'as it should be'],
  ['`/fault/done-missing/v1`', 'with one fault'],
  ['`/fault/done-missing+usage-zero/v1`', 'with two'],
  ['`/dialect/fireworks/v1`', 'another documented dialect'],
  ['`/persona/reasoner/v1`', 'a model that thinks first; `babbler`: one that never does what it is told'],
  ['`/variation/comments-in-streams/v1`', 'a lawful oddity, which a client has to bear'],
];

const INTRODUCTION = `<!-- Generated by "npm run generate". Do not edit. -->

# Test a client against the faults of servers

Whoever writes a client, a gateway or an agent meets servers that say "OpenAI-compatible" and are not quite. touchstone has
such a server to hand, with ${faults.length} defects that real endpoints were reported to have, each of them alone or several at
once. It needs no model, no key and no network, and equal requests get equal answers.

\`\`\`sh
touchstone serve --fault stop-ignored
OPENAI_BASE_URL=http://127.0.0.1:8765/v1 OPENAI_API_KEY=none node my-client.js
\`\`\`

One server has all faults at the same time: the path chooses, so a test suite starts it once.

${markdownTable(ADDRESSES)}

\`touchstone serve --list\` lists faults and variations, \`--api-key-env NAME\` demands a key, \`--tokens-per-second N\` slows it down,
and \`--context-window N\` gives it a small window. [proof.md](proof.md) has the real report behind each fault.

## A worked example: the official client

Six small programs with openai-node, carried out with each fault. ✓: the program gets what it gets without the fault. ✗: the
client throws, and the program knows; \`Hangs\`: it waits in vain. ≠: the program gets something else, and nothing tells it so; these are the ones to
write a test for. A fault that no program here touches has six marks of ✓.

- **create**: a chat answer with \`max_tokens\` and \`stop\`: its text, \`finish_reason\` and usage
- **stream**: the chunks of one, put together, with \`include_usage\`
- **.stream() with a tool**: the helper, which assembles a forced call
- **completions**: with \`echo\` and \`logprobs\`
- **models**: the list
- **a mistake**: the error that a wrong parameter gives, with its message
`;
