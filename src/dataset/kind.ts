/** What a sample is for: told by its keys. */
import { isObject, type JsonObject, listOf } from './json-value.js';

export type Kind = 'supervised' | 'preference' | 'reinforcement';

export const KINDS: readonly Kind[] = ['supervised', 'preference', 'reinforcement'];

/** Ours, the ones that the specification had, and the ones of other trainers. */
const OF_PREFERENCES = [
  'preferred_output',
  'non_preferred_output',
  'preferred_completion',
  'non_preferred_completion',
  'chosen',
  'rejected',
];

const OF_SUPERVISED = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions', 'weight']);

export function isPreference(sample: JsonObject): boolean {
  return isObject(sample.input) || OF_PREFERENCES.some((key) => key in sample);
}

/**
 * The kind of a file, by its first sample. Supervised and reinforcement samples are both messages: the latter ask, and have
 * beside the question what a grader needs.
 */
export function kindOf(sample: JsonObject): Kind {
  if (isPreference(sample)) return 'preference';
  const last = listOf(sample.messages).at(-1);
  const asks = isObject(last) && last.role !== 'assistant';
  return asks && Object.keys(sample).some((key) => !OF_SUPERVISED.has(key)) ? 'reinforcement' : 'supervised';
}
