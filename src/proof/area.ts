/** Which areas a check belongs to, by the words of its id: a fault has to be caught by a check of its own area. */

/** Words of ids, and the area that they mean. A check of two areas has words of both: `chat.stop.finish_reason`. */
const AREAS: readonly (readonly [RegExp, string])[] = [
  [/^errors\.key\.|^sdk\.error\.key$/, 'auth'],
  [/^models\.|model_unknown|reply\.model$|^sdk\.models\.|^sdk\.error\.model$/, 'models'],
  [/^errors\.|\.error\.|option\.unknown$|\.outside$/, 'errors'],
  [/\.prompt\.|\.messages\.|\.reply(\.|$)|option\.(echo|suffix)|^sdk\.\w+\.(create|stream)$/, 'prompt'],
  [/\.reasoning(\.|$)/, 'messages'],
  [/max_tokens|max_completion_tokens|context_length/, 'limits'],
  [/\.stop\./, 'stop'],
  [/\.option\.|^completions\.prompt\.list$/, 'options'],
  [/\.(outside|negative)$/, 'ranges'],
  [/\.option\./, 'hints'],
  [/logprobs/, 'logprobs'],
  [/finish_reason|^sdk\.chat\.stream$/, 'finish'],
  [/usage|max_tokens\.(one|exact)$/, 'usage'],
  [/\.stream(\.|$)|stream_options/, 'stream'],
  [/\.shape\.|\.stream\.(id|index|end)$/, 'shapes'],
  [/tool|function/, 'tools'],
  [/response_format|json_schema|json_object|structured|^sdk\.chat\.parse$/, 'structured'],
  [/embedding/, 'embeddings'],
  [/^http\.|^sdk\./, 'http'],
];

/** The areas of a check. An area that is itself a word of the id counts, too. */
export function isOfArea(check: string, area: string): boolean {
  return (
    AREAS.some(([words, meant]) => meant === area && words.test(check)) ||
    check.split('.').some((word) => word === area)
  );
}
