/** POST /embeddings: one vector for each text, in either encoding, in order. */
import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE, REJECTED } from '../src/check/check.js';
import { arrayAt, at, numberAt, parseJson, stringAt } from '../src/check/json.js';
import { type Lab, throwForStatus } from '../src/check/lab.js';
import { Crashed } from '../src/check/signal.js';
import { openapi, sdk, thread } from '../src/check/source.js';

const NODE_SDK = 'openai-node: it asks for base64 by itself, and decodes without looking';

const TEXT = 'The quick brown fox';
const OTHER = 'Bread is made of flour, water and salt.';

interface Embedded {
  readonly rejected?: { readonly outcome: 'rejected'; readonly details: { status: number; message: string } };
  readonly json: unknown;
  readonly data: readonly unknown[];
  /** Of the entries, in the order of the answer; undefined for one that is no list of numbers. */
  readonly vectors: readonly (readonly number[] | undefined)[];
}

async function embed(lab: Lab, parameters: Parameters): Promise<Embedded> {
  const json = { model: lab.model('embeddings'), ...parameters };
  const received = await lab.send({ method: 'POST', path: '/embeddings', json });
  throwForStatus(received);
  const { status = 0, text } = received;
  const body = parseJson(text);
  const data = arrayAt(body, 'data');
  const vectors = data.map((entry) => numbers(at(entry, 'embedding')));
  if (status < 400) return { json: body, data, vectors };
  const message = (stringAt(body, 'error', 'message') ?? text).slice(0, 300);
  return { json: body, data, vectors, rejected: { outcome: 'rejected', details: { status, message } } };
}

/** The vector of one text, asked for as plainly as can be; the same request for all who compare with it. */
async function plain(lab: Lab): Promise<readonly number[]> {
  const { vectors } = await embed(lab, { input: TEXT, encoding_format: 'float' });
  return vectors[0] ?? lab.inconclusive('no vector comes for one text');
}

function numbers(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every((number) => Number.isFinite(number))
    ? value
    : undefined;
}

/** 1 for vectors of the same direction. */
function cosine(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b) || 1);
}

/** Batches and precision may move a vector a little. */
const ALIKE = 0.99;

export const reply = check({
  id: 'embeddings.reply',
  claim: 'A text is answered with a vector.',
  source: openapi('CreateEmbeddingResponse.data'),
  needs: ['embeddings'],
  shows: 'embeddings',
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    vector: 'data[0].embedding is a list of numbers',
    malformed: {
      says: 'there is no list of finite numbers at data[0].embedding',
      severity: 'must',
      notices: ['every client: it reads data[0].embedding', 'openai-python raises where data is empty'],
    },
    absent: 'the endpoint or the model makes no vectors, and says so',
  },
  async observe(lab) {
    const { vectors } = await embed(lab, { input: TEXT, encoding_format: 'float' }).catch(
      (error: unknown) => {
        // Nobody said that the model for chat makes vectors; what is sent must be HTTP all the same.
        const broke = error instanceof Crashed && error.received.failure?.kind !== 'malformed';
        if (broke && lab.target.models?.embeddings === undefined)
          return lab.inconclusive(
            'the model for chat was asked, and the server broke: name one with --embeddings-model',
          );
        throw error;
      },
    );
    return vectors[0] ? { outcome: 'vector', details: { dimensions: vectors[0].length } } : 'malformed';
  },
});

export const order = check({
  id: 'embeddings.input.list',
  claim: 'A list of texts gets a vector for each, with its place as index.',
  source: openapi('Embedding.index'),
  needs: ['embeddings'],
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    'one-each': 'there is an entry for each text, numbered in order',
    'wrong-index': {
      says: 'the indexes are not those of the texts',
      severity: 'must',
      notices: ['clients that sort by index: texts get the vectors of others'],
    },
    fewer: { says: 'there is not a vector for each text', severity: 'must' },
    rejected: REJECTED,
  },
  async observe(lab) {
    const { rejected, data, vectors } = await embed(lab, LIST);
    if (rejected) return rejected;
    if (vectors.filter((vector) => vector !== undefined).length !== LIST.input.length)
      return { outcome: 'fewer', details: { vectors: vectors.length } };
    const indexes = data.map((entry) => numberAt(entry, 'index'));
    return [...indexes].sort().join() === '0,1,2'
      ? 'one-each'
      : { outcome: 'wrong-index', details: { indexes: indexes.join() } };
  },
});

const LIST = { input: [TEXT, OTHER, TEXT], encoding_format: 'float' };

export const batch = check({
  id: 'embeddings.input.batch',
  claim: 'A text has the same vector alone and in a list.',
  source: thread('vllm-project/vllm#15393'),
  needs: ['embeddings'],
  cost: { requests: 2, tokens: 0 },
  outcomes: {
    same: 'the vectors point the same way, and that of another text does not',
    different: {
      says: 'in a list, the text has another vector',
      severity: 'should',
      notices: ['search: what was stored in batches is not found by single questions'],
    },
  },
  async observe(lab) {
    const alone = await plain(lab);
    const { rejected, data, vectors } = await embed(lab, LIST);
    if (rejected) return lab.inconclusive('a list of texts is refused');
    const place = data.findIndex((entry) => numberAt(entry, 'index') === 0);
    const inList = vectors[Math.max(0, place)] ?? lab.inconclusive('the list has no vectors');
    const likeness = cosine(alone, inList);
    return likeness >= ALIKE ? 'same' : { outcome: 'different', details: { cosine: likeness } };
  },
});

export const base64 = check({
  id: 'embeddings.encoding_format.base64',
  claim: 'encoding_format "base64" gives the same numbers as 32-bit floats, little end first.',
  source: sdk('openai-node', 'src/resources/embeddings.ts'),
  needs: ['embeddings'],
  cost: { requests: 2, tokens: 0 },
  outcomes: {
    agrees: 'the decoded numbers are those of "float"',
    floats: {
      says: 'a list of numbers comes all the same',
      severity: 'must',
      notices: [`${NODE_SDK}: a quarter of the length, and zeros`, 'Dify: type error'],
    },
    differs: {
      says: 'the decoded numbers are others, or another count of them',
      severity: 'must',
      notices: [NODE_SDK],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const expected = await plain(lab);
    const answer = await embed(lab, { input: TEXT, encoding_format: 'base64' });
    if (answer.rejected) return answer.rejected;
    if (answer.vectors[0]) return 'floats';
    const encoded = stringAt(answer.data[0], 'embedding') ?? '';
    const bytes = Buffer.from(encoded, 'base64');
    const details = { floats: expected.length, bytes: bytes.length };
    if (bytes.length !== expected.length * 4) return { outcome: 'differs', details };
    const decoded = expected.map((_, i) => bytes.readFloatLE(i * 4));
    return cosine(decoded, expected) >= ALIKE ? 'agrees' : { outcome: 'differs', details };
  },
});

const SHORTER = 8;

export const dimensions = check({
  id: 'embeddings.dimensions',
  claim: 'dimensions asks for vectors of that length.',
  source: openapi('CreateEmbeddingRequest.dimensions'),
  needs: ['embeddings'],
  cost: { requests: 2, tokens: 0 },
  outcomes: {
    honoured: 'the vector has as many numbers as asked for',
    ignored: {
      says: 'the vector has another length',
      severity: 'should',
      notices: ['vector databases: the column has another length'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    if ((await plain(lab)).length === SHORTER) return lab.inconclusive('vectors have this length anyway');
    const answer = await embed(lab, { input: TEXT, encoding_format: 'float', dimensions: SHORTER });
    if (answer.rejected) return answer.rejected;
    const length = answer.vectors[0]?.length ?? 0;
    return length === SHORTER ? 'honoured' : { outcome: 'ignored', details: { length } };
  },
});

export const tokenIds = check({
  id: 'embeddings.input.token_ids',
  claim: 'A list of token ids is one text.',
  source: openapi('CreateEmbeddingRequest.input'),
  needs: ['embeddings'],
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    one: 'one vector comes',
    other: {
      says: 'not exactly one vector comes',
      severity: 'should',
      notices: ['LangChain (Python) and LibreChat: they send token ids'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const answer = await embed(lab, { input: [40, 41, 42, 43], encoding_format: 'float' });
    if (answer.rejected) return answer.rejected;
    return answer.data.length === 1 ? 'one' : { outcome: 'other', details: { vectors: answer.data.length } };
  },
});

export const usage = check({
  id: 'embeddings.usage',
  claim: 'usage counts the tokens of the text.',
  source: openapi('CreateEmbeddingResponse.usage'),
  needs: ['embeddings'],
  severity: 'may',
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    counted: 'prompt_tokens and total_tokens are there and above zero',
    none: { says: 'a count is missing or zero', severity: 'may', notices: ['billing and context meters'] },
  },
  async observe(lab) {
    const { json } = await embed(lab, { input: TEXT, encoding_format: 'float' });
    const counts = ['prompt_tokens', 'total_tokens'].map((name) => numberAt(json, 'usage', name) ?? 0);
    return counts.every((count) => count > 0) ? 'counted' : 'none';
  },
});

export const client = check({
  id: 'sdk.embeddings.create',
  claim: 'client.embeddings.create() gives the vector, without being told an encoding.',
  source: sdk('openai-node', 'src/resources/embeddings.ts'),
  needs: ['embeddings'],
  ...NOT_CORE,
  cost: { requests: 2, tokens: 0 },
  outcomes: {
    works: 'the vector is that of a plain request',
    different: {
      says: 'the client gives other numbers, without an error',
      severity: 'must',
      notices: ['programs with openai-node, n8n, Flowise: search finds nothing'],
    },
    threw: { says: 'the client throws', severity: 'must', notices: ['programs with the official client'] },
    rejected: 'the encoding that the client asks for is refused with a legible error',
  },
  async observe(lab) {
    const expected = await plain(lab);
    try {
      const answer = await lab.sdk().embeddings.create({ model: lab.model('embeddings'), input: TEXT });
      const got = answer.data[0]?.embedding ?? [];
      const same = got.length === expected.length && cosine(got, expected) >= ALIKE;
      return same
        ? 'works'
        : { outcome: 'different', details: { expected: expected.length, got: got.length } };
    } catch (error) {
      const { status, message } = error as { status?: number; message: string };
      if (status === 429) return lab.inconclusive('the endpoint is limiting our rate (429)');
      const refused = status !== undefined && status >= 400 && status < 500;
      return { outcome: refused ? 'rejected' : 'threw', details: { message: message.slice(0, 200) } };
    }
  },
});
