/** Holds whatever the faultless reference endpoint sends in a test against the schemas of the API. */
import { misfits, type Shape } from '../../schemas/shape.js';

/** Path below /v1, and the objects of its answers: whole, and in a stream. */
const SHAPES: readonly (readonly [RegExp, Shape, Shape?])[] = [
  [/^\/models$/, 'model-list'],
  [/^\/models\/./, 'model'],
  [/^\/chat\/completions$/, 'chat-completion', 'chat-completion-chunk'],
  [/^\/completions$/, 'completion', 'completion-chunk'],
  [/^\/embeddings$/, 'embedding-list'],
  [/^\/responses(\/|$)/, 'response', 'response-event'],
];

/** What does not fit, in sentences. A path that chooses a fault is not spoken of. */
export function shapeProblems(
  url: string,
  status: number,
  json: unknown,
  chunks: readonly unknown[],
): string[] {
  const [selectors = '', path = ''] = (url.split('?', 1)[0] as string).split(/\/v1(?=\/)/);
  if (/\/(fault|variation)\//.test(selectors)) return [];
  if (status >= 400) return json === undefined ? [] : told(path, 'error-envelope', json);
  const [, whole, piece] = SHAPES.find(([pattern]) => pattern.test(path)) ?? [];
  return [
    ...(whole && json !== undefined ? told(path, whole, json) : []),
    ...chunks.flatMap((chunk) => (piece && !isError(chunk) ? told(path, piece, chunk) : [])),
  ];
}

function told(path: string, shape: Shape, value: unknown): string[] {
  return misfits(shape, value).map(
    (misfit) => `${path}: ${misfit.path}: ${misfit.expected} expected, ${misfit.got} sent (${shape})`,
  );
}

function isError(chunk: unknown): boolean {
  return typeof chunk === 'object' && chunk !== null && 'error' in chunk;
}
