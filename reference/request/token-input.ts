/** Text as the API takes it in `prompt` and `input`: a string, strings, token ids, or lists of token ids. */

import { refusal } from '../api-error.js';
import type { Json } from '../json.js';
import { loadModel } from '../model/model.js';
import { type Check, integer, list, wrongType } from './parameters.js';

const MAX_ENTRIES = 2048;

const tokenIds: Check = (value, name) =>
  list(1, MAX_ENTRIES * 16, integer(0, loadModel().tokenizer.size - 1))(value, name);

export const promptOrInput: Check = (value, name) => {
  if (typeof value === 'string') return undefined;
  if (!Array.isArray(value)) return wrongType(name, 'a string or an array', value);
  if (value.length === 0) return refusal('range', name, 'empty_array', `'${name}' must not be empty.`);
  if (typeof value[0] === 'number') return tokenIds(value, name);
  const strings = typeof value[0] === 'string';
  return list(1, MAX_ENTRIES, (entry, place) => {
    if (strings) return typeof entry === 'string' ? undefined : wrongType(place, 'a string', entry);
    return tokenIds(entry, place);
  })(value, name);
};

/** The entries of a checked value: one for a string or a list of ids, else one for each member. */
export function readEntries(value: Json | undefined): (string | number[])[] {
  if (!Array.isArray(value)) return [typeof value === 'string' ? value : ''];
  return typeof value[0] === 'number' ? [value as number[]] : (value as (string | number[])[]);
}
