/**
 * What a fault is.
 *
 * A request passes through the layers in this order; at each point named here a value goes by, and a fault may replace it. A hook is a
 * function `(value, exchange) => value`. Several faults act one after the other, in the order in which they were chosen.
 *
 * | layer | point | the value that passes |
 * | --- | --- | --- |
 * | auth | `admission` | whether the request is let in, and if not, why |
 * | request | `bodyText` | the body as text, before it is parsed |
 * | | `body` | the body as an object, before any check |
 * | validation | `validation` | the reasons to refuse the request, and the unknown parameters |
 * | | `request` | the checked chat or completions request: take an option away here and it is ignored |
 * | | `embeddingRequest` | the checked embeddings request |
 * | | `refusal` | any error about to be told, as an `ApiError` |
 * | prompt | `prompt` | the tokens of one prompt: `usage` and `echo` follow from them |
 * | | `fit` | what was found about prompt, limit and window |
 * | sampler | `sampling` | temperature, penalties, bias |
 * | | `randomness` | the text from which chance is made, for each choice |
 * | | `logits` | the logits of the next token, for each token |
 * | scheduler | `rules` | stop sequences, hold-back, limit of tokens, decoding |
 * | | `pace` | milliseconds between two rounds of tokens |
 * | | `events` | the events of one step, in place of which others, none or more may be given |
 * | serialiser | `usage` | each `usage` object |
 * | | `response` | the object of an answer that is not streamed |
 * | | `chunks` | one chunk of a stream, as a list: to drop, change, split or repeat it |
 * | | `responseObject` | the object of an answer of `/responses` that is not streamed |
 * | | `responseEvents` | one event of a stream of `/responses`, as a list |
 * | | `failure` | status, headers and body of an error |
 * | | `responseText` | the JSON text of an answer that is not streamed, errors included |
 * | framing | `frames` | the text of one event, as a list |
 * | | `ending` | the text that ends a stream; empty for none |
 * | socket | `head` | status and headers |
 * | | `acts` | one write or the end, as a list; other acts are to wait, to reset and to hang |
 *
 * Any hook may also throw: an `ApiError` is told to the client, `NeverAnswered` leaves it waiting, `ConnectionReset` cuts it off.
 *
 * A fault acts where the defect would sit in a real server. What must be remembered within a request goes into
 * `exchange.memory`, across requests into `exchange.site.memory`, under the fault's own id.
 */

import type { DialectName } from '../dialects/dialect.js';
import type { PersonaName } from '../personas/persona.js';
import type { Hooks } from '../points.js';

/** The areas of the catalogue; a file of this folder is named after the area of its faults. */
export type Area =
  | 'auth'
  | 'models'
  | 'errors'
  | 'limits'
  | 'stop'
  | 'options'
  | 'ranges'
  | 'hints'
  | 'logprobs'
  | 'usage'
  | 'stream'
  | 'finish'
  | 'shapes'
  | 'tools'
  | 'structured'
  | 'embeddings'
  | 'responses'
  | 'moderations'
  | 'prompt'
  | 'messages'
  | 'http';

/** A way in which an endpoint may differ: a fault, or a lawful variation. */
export interface Peculiarity {
  /** As it stands in a path: lower case with hyphens. */
  readonly id: string;
  readonly area: Area;
  /** What is different, in one sentence, from the client's side. */
  readonly says: string;
  /** A public report of it in a real endpoint; of a variation, what says that it is lawful. */
  readonly source: string;
  /** The dialects in which it can be had; all if absent. */
  readonly dialects?: readonly DialectName[];
  readonly hooks: Hooks;
}

/** A single defect. */
export interface Fault extends Peculiarity {
  readonly severity: 'must' | 'should' | 'may';
  /** The model with which it shows, where one that obeys hides it; `obedient` if absent. */
  readonly persona?: PersonaName;
  /** Check id to the outcome that the check shall observe. */
  readonly announces: Readonly<Record<string, string>>;
}
