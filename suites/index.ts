/** The catalogue: every check and every invariant, in report order. A theme is a file; a new check is in the catalogue as soon as it is exported. */
import { type Check, type Invariant, isCheck, type Question } from '../src/check/check.js';
import * as chat from './chat.js';
import * as chatContent from './chat-content.js';
import * as chatFunctions from './chat-functions.js';
import * as chatMessages from './chat-messages.js';
import * as chatParts from './chat-parts.js';
import * as chatReasoning from './chat-reasoning.js';
import * as chatReply from './chat-reply.js';
import * as chatStructured from './chat-structured.js';
import * as chatStructuredEdges from './chat-structured-edges.js';
import * as chatToolCalls from './chat-tool-calls.js';
import * as chatToolHistory from './chat-tool-history.js';
import * as chatToolMistakes from './chat-tool-mistakes.js';
import * as chatToolPairs from './chat-tool-pairs.js';
import * as chatToolStream from './chat-tool-stream.js';
import * as chatTools from './chat-tools.js';
import * as completions from './completions.js';
import * as completionsEcho from './completions-echo.js';
import * as completionsPrompts from './completions-prompts.js';
import * as embeddings from './embeddings.js';
import * as embeddingsInput from './embeddings-input.js';
import * as errors from './errors.js';
import * as errorsStatus from './errors-status.js';
import * as errorsWords from './errors-words.js';
import * as hints from './hints.js';
import * as http from './http.js';
import * as httpHeaders from './http-headers.js';
import * as httpMethods from './http-methods.js';
import * as invariantRules from './invariants.js';
import * as limits from './limits.js';
import * as limitsEnds from './limits-ends.js';
import * as logprobs from './logprobs.js';
import * as models from './models.js';
import * as moderations from './moderations.js';
import * as options from './options.js';
import * as overflow from './overflow.js';
import * as penalties from './penalties.js';
import * as ranges from './ranges.js';
import * as responses from './responses.js';
import * as responsesErrors from './responses-errors.js';
import * as responsesInput from './responses-input.js';
import * as sampling from './sampling.js';
import * as sdk from './sdk.js';
import * as sdkHelpers from './sdk-helpers.js';
import * as sdkResponses from './sdk-responses.js';
import * as shape from './shape.js';
import * as stop from './stop.js';
import * as stopStreams from './stop-streams.js';
import * as stream from './stream.js';
import * as streamErrors from './stream-errors.js';
import * as streamPieces from './stream-pieces.js';
import * as streamSame from './stream-same.js';
import * as streamTogether from './stream-together.js';
import * as streamUsage from './stream-usage.js';
import * as streamUsagePairs from './stream-usage-pairs.js';
import * as usage from './usage.js';
import * as usageDetails from './usage-details.js';

const THEMES: readonly Readonly<Record<string, Question | readonly Question[]>>[] = [
  models,
  chat,
  chatMessages,
  chatReasoning,
  chatReply,
  chatContent,
  chatParts,
  chatTools,
  chatToolCalls,
  chatToolStream,
  chatToolHistory,
  chatToolMistakes,
  chatToolPairs,
  chatFunctions,
  chatStructured,
  chatStructuredEdges,
  completions,
  completionsEcho,
  completionsPrompts,
  limits,
  limitsEnds,
  usage,
  overflow,
  stop,
  stopStreams,
  stream,
  streamSame,
  streamUsage,
  streamUsagePairs,
  streamTogether,
  penalties,
  options,
  sampling,
  ranges,
  logprobs,
  hints,
  embeddings,
  embeddingsInput,
  responses,
  moderations,
  responsesInput,
  responsesErrors,
  errors,
  errorsWords,
  http,
  httpMethods,
  httpHeaders,
  sdk,
  sdkHelpers,
  sdkResponses,
  shape,
  streamPieces,
  streamErrors,
  usageDetails,
  invariantRules,
  errorsStatus,
];

/** Everything that is asked, in report order. */
export const catalogue: readonly Question[] = THEMES.flatMap((theme) =>
  Object.values(theme)
    .flat()
    .sort((a, b) => a.order - b.order),
);

export const checks: readonly Check[] = catalogue.filter(isCheck);

export const invariants: readonly Invariant[] = catalogue.filter(
  (question) => !isCheck(question),
) as Invariant[];
