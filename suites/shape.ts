/** Every object that an endpoint sends, in the whole run, held against its documented shape. */
import { extras, type Misfit, misfits, type Shape } from '../schemas/shape.js';
import type { Exchange, Finding, Severity } from '../schemas/types/report.js';
import { invariant } from '../src/check/check.js';
import { evidence } from '../src/check/findings.js';
import { arrayAt, at, isObject, parseJson } from '../src/check/json.js';
import { isSuccess, isWhole, pathOf, recordedChunks } from '../src/check/recorded.js';
import { openapi } from '../src/check/source.js';

interface Subject {
  readonly id: string;
  readonly shape: Shape;
  /** The published schema. */
  readonly component: string;
  /** What it is, in the plural. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly streamed: boolean;
}

const SUBJECTS: readonly Subject[] = [
  {
    id: 'models.shape.list',
    shape: 'model-list',
    component: 'ListModelsResponse',
    name: 'lists of models',
    method: 'GET',
    path: /^\/models$/,
    streamed: false,
  },
  {
    id: 'models.shape.entry',
    shape: 'model',
    component: 'Model',
    name: 'models asked for by id',
    method: 'GET',
    path: /^\/models\/./,
    streamed: false,
  },
  {
    id: 'chat.shape.response',
    shape: 'chat-completion',
    component: 'CreateChatCompletionResponse',
    name: 'chat answers',
    method: 'POST',
    path: /^\/chat\/completions$/,
    streamed: false,
  },
  {
    id: 'chat.shape.chunk',
    shape: 'chat-completion-chunk',
    component: 'CreateChatCompletionStreamResponse',
    name: 'chunks of chat answers',
    method: 'POST',
    path: /^\/chat\/completions$/,
    streamed: true,
  },
  {
    id: 'completions.shape.response',
    shape: 'completion',
    component: 'CreateCompletionResponse',
    name: 'completions',
    method: 'POST',
    path: /^\/completions$/,
    streamed: false,
  },
  {
    id: 'completions.shape.chunk',
    shape: 'completion-chunk',
    component: 'CreateCompletionResponse',
    name: 'chunks of completions',
    method: 'POST',
    path: /^\/completions$/,
    streamed: true,
  },
  {
    id: 'embeddings.shape.response',
    shape: 'embedding-list',
    component: 'CreateEmbeddingResponse',
    name: 'embeddings',
    method: 'POST',
    path: /^\/embeddings$/,
    streamed: false,
  },
  {
    id: 'moderations.shape.response',
    shape: 'moderation',
    component: 'CreateModerationResponse',
    name: 'moderations',
    method: 'POST',
    path: /^\/moderations$/,
    streamed: false,
  },
  {
    id: 'responses.shape.response',
    shape: 'response',
    component: 'Response',
    name: 'responses',
    method: 'POST',
    path: /^\/responses$/,
    streamed: false,
  },
  {
    id: 'responses.shape.event',
    shape: 'response-event',
    component: 'ResponseStreamEvent',
    name: 'events of responses',
    method: 'POST',
    path: /^\/responses$/,
    streamed: true,
  },
];

export const shapes = SUBJECTS.map((subject) =>
  invariant({
    id: subject.id,
    claim: `All ${subject.name} have the documented shape.`,
    source: openapi(subject.component),
    outcomes: {
      documented: 'all have the documented shape',
      deviating: {
        says: 'parts are missing or of another type; most clients survive it',
        severity: 'should',
      },
      breaking: {
        says: 'parts that clients rely on are missing or of another type',
        severity: 'must',
      },
    },
    examine: (exchanges) => examine(subject, exchanges),
  }),
);

function examine(subject: Subject, exchanges: readonly Exchange[]) {
  const spoken = exchanges.filter((exchange) => concerns(subject, exchange));
  const examined = spoken.filter((exchange) => subject.streamed || isWhole(exchange));
  const places = new Map<string, Place>();
  const unknown = new Set<string>();
  let objects = 0;
  for (const exchange of examined) {
    for (const value of valuesOf(subject, exchange)) {
      objects += 1;
      for (const misfit of misfitsOf(subject.shape, value)) remember(places, misfit, exchange.id);
      if (value instanceof TooDeep) continue;
      for (const name of extras(subject.shape, value)) unknown.add(name);
    }
  }
  if (objects === 0) return undefined;
  const told = [...places.values()].filter(({ misfit }) => misfit.severity !== 'may');
  const breaking = told.some(({ misfit }) => misfit.severity === 'must');
  const outcome = breaking ? 'breaking' : told.length > 0 ? 'deviating' : 'documented';
  return {
    outcome,
    details: { objects },
    findings: told.map(finding),
    notes: notesOf(places, unknown, spoken.filter((exchange) => !isWhole(exchange)).length),
    exchanges: evidence(
      examined,
      told.map(({ exchange }) => exchange),
    ),
  } as const;
}

function concerns({ method, path, streamed }: Subject, exchange: Exchange): boolean {
  return (
    exchange.request.method === method &&
    path.test(pathOf(exchange)) &&
    isSuccess(exchange) &&
    (exchange.stream !== undefined) === streamed
  );
}

/** The objects of one exchange; errors have a shape of their own. */
function valuesOf({ streamed }: Subject, exchange: Exchange): unknown[] {
  if (streamed) return recordedChunks(exchange).filter((chunk) => !isError(chunk));
  const text = exchange.response?.body.text ?? '';
  const value = parseJson(text);
  if (value === undefined || isError(value)) return [];
  const depth = nestingOf(text);
  return depth > DEEPEST ? [new TooDeep(depth)] : [value];
}

function isError(value: unknown): boolean {
  return isObject(at(value, 'error')) && arrayAt(value, 'choices').length === 0;
}

/** No documented object comes near; parsers of other languages give up at about a thousand. */
const DEEPEST = 512;

class TooDeep {
  constructor(readonly levels: number) {}
}

/** How deep lists and objects are nested in a JSON text; counted without recursion, whatever the text. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth -= 1;
  }
  return deepest;
}

function misfitsOf(shape: Shape, value: unknown): readonly Misfit[] {
  if (value instanceof TooDeep) {
    return [
      {
        path: '',
        expected: `nesting of at most ${DEEPEST} levels`,
        got: `${value.levels} levels`,
        severity: 'must',
        layer: 'published',
        notices: ['openai-python: RecursionError'],
      },
    ];
  }
  const found = misfits(shape, value);
  return isWithoutChoices(value) ? found.map((misfit) => ({ ...misfit, severity: 'may' })) : found;
}

/** Chunks that bring neither a piece nor usage, as Azure sends one first: clients pass over them, whatever else they lack. */
function isWithoutChoices(value: unknown): boolean {
  const choices = at(value, 'choices');
  return Array.isArray(choices) && choices.length === 0 && !isObject(at(value, 'usage'));
}

interface Place {
  misfit: Misfit;
  count: number;
  /** The first that shows it. */
  readonly exchange: string;
}

const WEIGHT: Record<Severity, number> = { may: 0, should: 1, must: 2 };

/** One entry a place in the shape, whatever the number in a list; of two kinds of misfit there, the worse is told. */
function remember(places: Map<string, Place>, misfit: Misfit, exchange: string): void {
  const key = generic(misfit.path);
  const known = places.get(key);
  if (known === undefined) {
    places.set(key, { misfit, count: 1, exchange });
    return;
  }
  known.count += 1;
  if (WEIGHT[misfit.severity] > WEIGHT[known.misfit.severity]) known.misfit = misfit;
}

function count(exchanges: number): string {
  return `${exchanges} exchange${exchanges === 1 ? '' : 's'}`;
}

function generic(path: string): string {
  return path.replace(/\/\d+(?=\/|$)/g, '/*');
}

function finding({ misfit, count, exchange }: Place): Finding {
  const { path, expected, got, severity, layer } = misfit;
  return { path, expected, got, severity, layer, count, exchange };
}

function notesOf(
  places: ReadonlyMap<string, Place>,
  unknown: ReadonlySet<string>,
  tooLong: number,
): string[] {
  const all = [...places];
  const noticed = all.flatMap(([path, { misfit }]) =>
    misfit.severity === 'must' ? misfit.notices.map((notice) => `${path}: ${notice}`) : [],
  );
  const oddities = all.flatMap(([path, { misfit, count }]) =>
    misfit.severity === 'may'
      ? [`${path}: ${misfit.expected} documented, ${misfit.got} seen (${count} times)`]
      : [],
  );
  return [
    ...noticed,
    ...oddities,
    ...(unknown.size > 0 ? [`Not in OpenAI's document: ${[...unknown].sort().join(', ')}`] : []),
    ...(tooLong > 0
      ? [`Too long to be kept whole, so examined only in part or not at all: ${count(tooLong)}`]
      : []),
  ];
}
