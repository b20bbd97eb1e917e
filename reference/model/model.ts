/** The one model of this endpoint, made once in a process: the same texts, hence the same model, for every server. */

import { LanguageModel } from './language-model.js';
import { documents } from './prose.js';
import { Tokenizer } from './tokenizer.js';

/** Sub-words learnt on top of the 256 bytes. */
const MERGES = 620;

export interface Model {
  readonly tokenizer: Tokenizer;
  readonly language: LanguageModel;
  readonly documents: readonly string[];
}

let made: Model | undefined;

export function loadModel(): Model {
  if (!made) {
    const texts = documents();
    const tokenizer = new Tokenizer(texts, MERGES);
    made = { tokenizer, language: new LanguageModel(tokenizer, texts), documents: texts };
  }
  return made;
}
