import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceEndpoint, startReference } from '../../reference/server.js';
import type { Exchange } from '../../schemas/types/report.js';
import { correctedSchemas } from '../../scripts/generate/api.js';
import { observeTarget } from '../../src/check/observe.js';
import { preflight } from '../../src/check/preflight.js';
import { openWire } from '../../src/transport/wire.js';
import { checks } from '../../suites/index.js';

const SCHEMAS: Readonly<Record<string, string>> = {
  '/chat/completions': 'chat-completion-request',
  '/completions': 'completion-request',
  '/embeddings': 'embedding-request',
  '/responses': 'response-request',
  '/moderations': 'moderation-request',
};

/** As the vendor's page has it, and no other. */
const EXTENSIONS = new Set(['context_length_exceeded_behavior']);

const ajv = new Ajv2020({ allErrors: true, strict: false, discriminator: true });
const published = correctedSchemas();
for (const schema of published.values()) ajv.addSchema(schema);

/** What the schema has against a body; members that it does not know, too. */
function misfitOf(name: string, body: Readonly<Record<string, unknown>>): string | undefined {
  const { properties = {} } = published.get(name) ?? {};
  const unknown = Object.keys(body).find((key) => !(key in properties) && !EXTENSIONS.has(key));
  if (unknown !== undefined) return `${unknown} is not documented`;
  const validate = ajv.getSchema(`${name}.schema.json`);
  if (validate === undefined) return `there is no schema ${name}`;
  if (validate(body)) return undefined;
  const [error] = validate.errors ?? [];
  return `${error?.instancePath} ${error?.message}`;
}

let reference: ReferenceEndpoint;
let exchanges: Exchange[] = [];
beforeAll(async () => {
  reference = await startReference({ apiKey: 'reference-key', contextWindow: 1024 });
  exchanges = await allRequests();
}, 120_000);
afterAll(() => reference.close());

/** Everything that is sent to an endpoint that has everything. */
async function allRequests(): Promise<Exchange[]> {
  const sent: Exchange[] = [];
  const signal = new AbortController().signal;
  const wire = openWire({
    target: 'reference',
    baseURL: reference.baseURL,
    apiKey: 'reference-key',
    concurrency: 8,
    deadlines: { firstByteMs: 20_000, silenceMs: 20_000, totalMs: 60_000 },
    runStartMs: performance.now(),
    signal,
    record: (exchange) => sent.push(exchange),
  });
  const target = { name: 'reference', baseURL: reference.baseURL, keyGiven: true };
  const contact = await preflight({ ...target, contextWindow: 1024 }, wire);
  if (contact.kind !== 'ready') throw new Error(contact.message);
  const { model, facts } = contact;
  // What measures time sends nothing that others do not send.
  const quick = checks.filter(({ facts: { id } }) => !id.includes('.incremental'));
  await observeTarget({ target: { ...target, model }, facts, checks: quick, wire, signal }).done;
  await wire.close();
  return sent;
}

test('each request that is said to be lawful fits the published schema', () => {
  const misfits = new Map<string, string>();
  for (const { request } of exchanges) {
    const name = SCHEMAS[request.path.split('?', 1)[0] as string];
    const lawful = request.method === 'POST' && request.lawful && request.body?.tail === undefined;
    if (name === undefined || !lawful) continue;
    const body = JSON.parse(request.body?.text ?? '') as Record<string, unknown>;
    const misfit = misfitOf(name, body);
    if (misfit !== undefined) misfits.set(`${request.path} ${misfit}`, JSON.stringify(body).slice(0, 400));
  }
  expect(Object.fromEntries(misfits)).toEqual({});
});

test('mistakes that are made on purpose are not said to be lawful', () => {
  const lawless = exchanges.filter(({ request }) => !request.lawful && request.method === 'POST');
  expect(lawless.length).toBeGreaterThan(20);
});
