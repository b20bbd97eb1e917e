import type OpenAI from 'openai';
import type * as SdkResponses from 'openai/resources/responses/responses';
import type { ErrorObject } from 'openai/resources/shared';
import { describe, expectTypeOf, test } from 'vitest';
import type * as Api from '../../schemas/types/api.js';

/** Names that only one of the two has. */
type OnlyOne<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs> | Exclude<keyof Theirs, keyof Ours>;
type Entry<List> = List extends readonly (infer Item)[] ? Item : never;

type SdkChat = OpenAI.Chat.ChatCompletion;
type SdkChunk = OpenAI.Chat.ChatCompletionChunk;

// Checked by the compiler: what fits our types can be handed to code that is written for the official client's.
describe('our types and those of the pinned openai package', () => {
  test('models', () => {
    expectTypeOf<Api.Model>().toExtend<OpenAI.Model>();
    // Newer than the package.
    expectTypeOf<OnlyOne<Api.Model, OpenAI.Model>>().toEqualTypeOf<'shutdown_date'>();
  });

  test('completions', () => {
    expectTypeOf<Api.Completion>().toExtend<OpenAI.Completion>();
    expectTypeOf<OnlyOne<Api.Completion, OpenAI.Completion>>().toEqualTypeOf<never>();
    type OurChoice = Entry<Api.Completion['choices']>;
    expectTypeOf<OnlyOne<OurChoice, OpenAI.CompletionChoice>>().toEqualTypeOf<never>();
    expectTypeOf<OnlyOne<Api.CompletionLogprobs, OpenAI.CompletionChoice.Logprobs>>().toEqualTypeOf<never>();
    expectTypeOf<Api.Usage>().toExtend<OpenAI.CompletionUsage>();
    expectTypeOf<OnlyOne<Api.Usage, OpenAI.CompletionUsage>>().toEqualTypeOf<never>();
  });

  test('chat answers', () => {
    // The package lacks the tier `fast` and the metadata of stored answers.
    expectTypeOf<Omit<Api.ChatCompletion, 'service_tier' | 'moderation'>>().toExtend<
      Omit<SdkChat, 'service_tier' | 'moderation'>
    >();
    expectTypeOf<OnlyOne<Api.ChatCompletion, SdkChat>>().toEqualTypeOf<'metadata'>();
    expectTypeOf<
      OnlyOne<Entry<Api.ChatCompletion['choices']>, OpenAI.Chat.ChatCompletion.Choice>
    >().toEqualTypeOf<never>();
    expectTypeOf<Api.ChatMessage>().toExtend<OpenAI.Chat.ChatCompletionMessage>();
    expectTypeOf<OnlyOne<Api.ChatMessage, OpenAI.Chat.ChatCompletionMessage>>().toEqualTypeOf<never>();
    expectTypeOf<Api.FunctionCall>().toExtend<OpenAI.Chat.ChatCompletionMessageFunctionToolCall>();
    expectTypeOf<Api.TokenLogprob>().toExtend<OpenAI.Chat.ChatCompletionTokenLogprob>();
    expectTypeOf<OnlyOne<Api.TokenLogprob, OpenAI.Chat.ChatCompletionTokenLogprob>>().toEqualTypeOf<never>();
  });

  test('chat chunks', () => {
    expectTypeOf<Omit<Api.ChatCompletionChunk, 'service_tier' | 'moderation'>>().toExtend<
      Omit<SdkChunk, 'service_tier' | 'moderation'>
    >();
    // The package does not know the padding.
    expectTypeOf<OnlyOne<Api.ChatCompletionChunk, SdkChunk>>().toEqualTypeOf<'obfuscation'>();
    expectTypeOf<
      OnlyOne<Entry<Api.ChatCompletionChunk['choices']>, OpenAI.Chat.ChatCompletionChunk.Choice>
    >().toEqualTypeOf<never>();
    expectTypeOf<Api.ChatDelta>().toExtend<OpenAI.Chat.ChatCompletionChunk.Choice.Delta>();
    expectTypeOf<
      OnlyOne<Api.ChatDelta, OpenAI.Chat.ChatCompletionChunk.Choice.Delta>
    >().toEqualTypeOf<never>();
    expectTypeOf<
      OnlyOne<Api.FunctionCallFragment, OpenAI.Chat.ChatCompletionChunk.Choice.Delta.ToolCall>
    >().toEqualTypeOf<never>();
  });

  test('embeddings', () => {
    expectTypeOf<Api.EmbeddingList>().toExtend<OpenAI.CreateEmbeddingResponse>();
    expectTypeOf<OnlyOne<Api.EmbeddingList, OpenAI.CreateEmbeddingResponse>>().toEqualTypeOf<never>();
    expectTypeOf<OnlyOne<Api.Embedding, OpenAI.Embedding>>().toEqualTypeOf<never>();
  });

  test('moderations and errors', () => {
    expectTypeOf<Api.ModerationAnswer>().toExtend<OpenAI.ModerationCreateResponse>();
    expectTypeOf<OnlyOne<Entry<Api.ModerationAnswer['results']>, OpenAI.Moderation>>().toEqualTypeOf<never>();
    expectTypeOf<Api.ErrorBody>().toExtend<ErrorObject>();
    expectTypeOf<OnlyOne<Api.ErrorBody, ErrorObject>>().toEqualTypeOf<never>();
  });

  test('responses', () => {
    // The package does not know it.
    expectTypeOf<OnlyOne<Api.Response, SdkResponses.Response>>().toEqualTypeOf<'max_tool_calls'>();
    expectTypeOf<Api.ResponseUsage>().toExtend<SdkResponses.ResponseUsage>();
    expectTypeOf<OnlyOne<Api.ResponseUsage, SdkResponses.ResponseUsage>>().toEqualTypeOf<never>();
    expectTypeOf<OnlyOne<Api.OutputMessage, SdkResponses.ResponseOutputMessage>>().toEqualTypeOf<never>();
    expectTypeOf<OnlyOne<Api.OutputText, SdkResponses.ResponseOutputText>>().toEqualTypeOf<never>();
    expectTypeOf<
      OnlyOne<Api.OutputFunctionCall, SdkResponses.ResponseFunctionToolCall>
    >().toEqualTypeOf<never>();
  });

  test('requests', () => {
    type SdkRequest = OpenAI.Chat.ChatCompletionCreateParams;
    expectTypeOf<OnlyOne<Api.ChatCompletionRequest, SdkRequest>>().toEqualTypeOf<never>();
    expectTypeOf<OnlyOne<Api.CompletionRequest, OpenAI.CompletionCreateParams>>().toEqualTypeOf<never>();
    expectTypeOf<Api.EmbeddingRequest>().toExtend<OpenAI.EmbeddingCreateParams>();
    expectTypeOf<OnlyOne<Api.EmbeddingRequest, OpenAI.EmbeddingCreateParams>>().toEqualTypeOf<never>();
    expectTypeOf<
      OnlyOne<Api.ResponseRequest, SdkResponses.ResponseCreateParams>
    >().toEqualTypeOf<'max_tool_calls'>();
  });
});
