/**
 * Estimates how many tokens a sample has. An estimate, because the template in which a vendor puts messages is not known: three
 * tokens a message, one for a name, three at the end, as OpenAI's cookbook counts (finetune.md, TOK-004). Images are not counted.
 */
import { isObject, type JsonObject, listOf } from './json-value.js';
import { conversationsOf } from './sample.js';

export interface TokenCounter {
  /** What counts. */
  readonly name: string;
  /** Of one sample. */
  count(sample: JsonObject): number;
}

const EACH_MESSAGE = 3;
const EACH_NAME = 1;
const AT_THE_END = 3;

/** The tokenizer takes time that grows with the square of what stands together unbroken (Chinese, base64): it is counted in pieces. */
const UNBROKEN = /\S{256}|\s{256}/g;

/** Reads the vocabulary: some tens of megabytes, so only who asks for it pays. */
export async function openTokenCounter(): Promise<TokenCounter> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  // Text that looks like a control token is text here.
  const options = { disallowedSpecial: new Set<string>() };
  const ofText = (text: string): number => {
    let total = 0;
    let start = 0;
    for (const { 0: piece, index } of text.matchAll(UNBROKEN)) {
      const end = index + piece.length;
      total += countTokens(text.slice(start, end), options);
      start = end;
    }
    return total + countTokens(text.slice(start), options);
  };
  const ofMessage = (message: unknown): number => {
    if (!isObject(message)) return 0;
    const texts = [message.role, message.name, message.reasoning_content, message.refusal];
    const structured = [message.tool_calls, message.function_call].filter((value) => value !== undefined);
    const parts = listOf(message.content).map((part) => (isObject(part) ? part.text : undefined));
    const all = [message.content, ...texts, ...parts, ...structured.map((value) => JSON.stringify(value))];
    const spoken = all.reduce<number>(
      (total, text) => total + (typeof text === 'string' && text !== '' ? ofText(text) : 0),
      EACH_MESSAGE,
    );
    return spoken + (typeof message.name === 'string' ? EACH_NAME : 0);
  };
  return {
    name: 'o200k_base',
    count(sample) {
      const declared = [sample.tools, sample.functions].filter((value) => value !== undefined);
      const ofDeclared = declared.reduce<number>((total, value) => total + ofText(JSON.stringify(value)), 0);
      const messages = conversationsOf(sample).flat();
      return messages.reduce<number>((total, message) => total + ofMessage(message), ofDeclared + AT_THE_END);
    },
  };
}
