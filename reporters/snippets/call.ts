/** Which call of the official clients sends a request, and whether its types allow it. */
import type { Exchange } from '../../schemas/types/report.js';

export type Call = {
  readonly method: 'get' | 'post';
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly streams: boolean;
  readonly body?: Record<string, unknown>;
} & (
  | {
      readonly kind: 'typed';
      readonly typeScript: string;
      readonly python: string;
      /** The one argument of a call without a body. */
      readonly argument?: string;
      /** Options in the body that the clients do not know. */
      readonly unknown: readonly string[];
    }
  | {
      /** The clients' way to send anything: for what they have no method for, and for mistakes made on purpose. */
      readonly kind: 'generic';
    }
);

interface Method {
  readonly typeScript: string;
  readonly python: string;
  readonly required: readonly string[];
  readonly known: ReadonlySet<string>;
}

const SAMPLING =
  'model frequency_penalty logit_bias max_tokens n presence_penalty seed stop stream stream_options temperature top_p user logprobs';

const METHODS: Record<string, Method> = {
  '/chat/completions': method(
    'chat.completions.create',
    'model messages',
    `${SAMPLING} audio function_call functions max_completion_tokens metadata modalities parallel_tool_calls prediction
     prompt_cache_key reasoning_effort response_format safety_identifier service_tier store tool_choice tools top_logprobs
     verbosity web_search_options`,
  ),
  '/completions': method('completions.create', 'model prompt', `${SAMPLING} best_of echo suffix`),
  '/embeddings': method('embeddings.create', 'model input', 'dimensions encoding_format user'),
  '/responses': method(
    'responses.create',
    'model input',
    `include instructions max_output_tokens metadata parallel_tool_calls previous_response_id reasoning service_tier store
     stream temperature text tool_choice tools top_p truncation user`,
  ),
};

function method(name: string, required: string, optional: string): Method {
  const words = (text: string) => text.split(/\s+/);
  return {
    typeScript: name,
    python: name,
    required: words(required),
    known: new Set([...words(required), ...words(optional)]),
  };
}

/** A longer or deeper body is nothing to paste into a program. */
const MOST_CHARACTERS = 16_384;
const DEEPEST = 32;

/** Undefined where the clients cannot send the request: no key, another method, a body that is no object or not whole. */
export function callOf({
  method,
  path: whole,
  body,
  credentials,
  lawful,
}: Exchange['request']): Call | undefined {
  if (credentials === 'none') return undefined;
  const [path = '', search] = whole.split(/\?(.*)/s);
  const query = Object.fromEntries(new URLSearchParams(search));
  if (method === 'GET' && !body) return getCall(path, query);
  const object = body && bodyObject(body);
  if (method !== 'POST' || !object) return undefined;
  const post = { method: 'post', path, query, body: object, streams: object.stream === true } as const;
  const found = Object.hasOwn(METHODS, path) ? METHODS[path] : undefined;
  if (!found || !lawful || found.required.some((name) => object[name] === undefined)) {
    return { kind: 'generic', ...post };
  }
  const { typeScript, python, known } = found;
  const unknown = Object.keys(object).filter((name) => !known.has(name));
  return { kind: 'typed', ...post, typeScript, python, unknown };
}

function getCall(path: string, query: Call['query']): Call {
  const get = { method: 'get', path, query, streams: false } as const;
  if (path === '/models') {
    return { kind: 'typed', ...get, typeScript: 'models.list', python: 'models.list', unknown: [] };
  }
  const [, model] = /^\/models\/([^/?]+)$/.exec(path) ?? [];
  const argument = model === undefined ? undefined : decoded(model);
  if (argument === undefined) return { kind: 'generic', ...get };
  const retrieve = 'models.retrieve';
  return { kind: 'typed', ...get, typeScript: retrieve, python: retrieve, argument, unknown: [] };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function bodyObject({
  text,
  tail,
}: NonNullable<Exchange['request']['body']>): Record<string, unknown> | undefined {
  if (tail !== undefined || text.length > MOST_CHARACTERS || nesting(text) > DEEPEST) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** At least the depth of JSON text: brackets in strings count as well, which errs on the safe side. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}
