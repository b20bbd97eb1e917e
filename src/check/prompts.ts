/** What the model is asked where it does not matter what: texts that any model goes on from, with different words. */

/** For chat. Each asks for prose of some length, so that a reply has inner words, repeats common ones, and does not end at once. */
export const MESSAGES = [
  'Tell me a short story about a fox who lives near a lighthouse.',
  'Describe a walk through an old town, from the harbour to the market.',
  'Explain how bread is made, from the field to the table.',
] as const;

/** For completions. The first is the one that the vendor's page uses. */
export const PROMPTS = [
  'The quick brown fox',
  'Once upon a time there was a little girl who',
  'In the morning the boat left the harbour, and',
] as const;
