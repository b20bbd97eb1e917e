/** The parts of which `usage` tells, over every answer of a run. */
import type { Exchange } from '../schemas/types/report.js';
import { invariant } from '../src/check/check.js';
import { evidence, gather } from '../src/check/findings.js';
import { at, isObject, numberAt, parseJson } from '../src/check/json.js';
import { isSuccess, isWhole, pathOf, recordedChunks } from '../src/check/recorded.js';
import { openapi } from '../src/check/source.js';

/** A part, and the whole that it is a part of. */
const PARTS = [
  [
    'prompt_tokens',
    'prompt_tokens_details',
    ['cached_tokens', 'audio_tokens', 'text_tokens', 'image_tokens'],
  ],
  ['completion_tokens', 'completion_tokens_details', ['reasoning_tokens', 'audio_tokens', 'text_tokens']],
  ['input_tokens', 'input_tokens_details', ['cached_tokens']],
  ['output_tokens', 'output_tokens_details', ['reasoning_tokens']],
] as const;

const PATHS = /^\/((chat\/)?completions|embeddings|responses)$/;

export const details = invariant({
  id: 'usage.details',
  claim: 'What usage tells of cached, thought and spoken tokens are parts of the tokens that it counts.',
  source: openapi('CompletionUsage.completion_tokens_details'),
  outcomes: {
    within: 'no part is greater than its whole, or less than nothing',
    beyond: {
      says: 'a part is greater than its whole, or less than nothing',
      severity: 'should',
      notices: ['cost meters that charge parts differently: costs below zero'],
    },
    absent: 'no usage has parts',
  },
  examine(exchanges) {
    const counted = exchanges
      .filter((exchange) => PATHS.test(pathOf(exchange)) && isSuccess(exchange))
      .flatMap((exchange) => usagesOf(exchange).map((usage) => ({ exchange, usage })));
    if (counted.length === 0) return undefined;
    const detailed = counted.filter(({ usage }) =>
      PARTS.some(([, name, parts]) => parts.some((part) => numberAt(usage, name, part) !== undefined)),
    );
    if (detailed.length === 0) {
      return {
        outcome: 'absent',
        exchanges: evidence(
          counted.map(({ exchange }) => exchange),
          [],
        ),
      };
    }
    const found = detailed.flatMap(({ exchange, usage }) =>
      partsBeyond(usage).map((finding) => ({ ...finding, exchange: exchange.id })),
    );
    return {
      outcome: found.length > 0 ? 'beyond' : 'within',
      details: { usages: detailed.length },
      findings: gather(found),
      exchanges: evidence(
        detailed.map(({ exchange }) => exchange),
        found.map(({ exchange }) => exchange),
      ),
    };
  },
});

/** The usage of an answer, or the last of its stream: running totals end with it. */
function usagesOf(exchange: Exchange): unknown[] {
  if (exchange.stream === undefined) {
    const usage = isWhole(exchange) ? at(parseJson(exchange.response?.body.text ?? ''), 'usage') : undefined;
    return isObject(usage) ? [usage] : [];
  }
  const usages = recordedChunks(exchange).map(
    (chunk) => at(chunk, 'usage') ?? at(chunk, 'response', 'usage'),
  );
  return usages.filter(isObject).slice(-1);
}

/** A total that is not counted at all is another matter. */
function partsBeyond(usage: unknown) {
  return PARTS.flatMap(([whole, details, parts]) => {
    const total = numberAt(usage, whole);
    if (total === undefined) return [];
    return parts.flatMap((part) => {
      const count = numberAt(usage, details, part);
      if (count === undefined || (count >= 0 && count <= total)) return [];
      return [
        { path: `/usage/${details}/${part}`, expected: `0 to ${whole}`, got: count < 0 ? 'less' : 'more' },
      ];
    });
  });
}
