/** Looks at the messages of one sample, in their order; what a schema can tell is told already. */
import { observeImage } from './images.js';
import { isObject, type JsonObject, stringOf } from './json-value.js';
import type { Ledger } from './ledger.js';
import { ToolConversation } from './tools.js';

/** What the whole conversation is judged by. */
export interface Conversation {
  readonly lastRole: string | undefined;
  readonly users: number;
  readonly assistants: number;
  /** Messages of the assistant that are trained on. */
  readonly trained: number;
  /** Messages of the assistant with reasoning_content. */
  readonly reasoned: number;
  readonly tools: number;
  readonly systems: number;
  readonly developers: number;
  readonly images: number;
}

/** All others are counted together: a broken file may have a million. */
const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

/** How many messages of each role the file has. */
export type RoleCounts = Map<string, number>;

/**
 * @param pointer where the messages are in the sample
 * @param declared the functions that the sample declares
 * @param counts is added to
 */
export function observeConversation(
  ledger: Ledger,
  messages: readonly unknown[],
  pointer: string,
  declared: ReadonlyMap<string, unknown> | undefined,
  counts: RoleCounts,
): Conversation {
  let lastRole: string | undefined;
  let users = 0;
  let assistants = 0;
  let trained = 0;
  let reasoned = 0;
  let tools = 0;
  let systems = 0;
  let developers = 0;
  let images = 0;
  let calls: ToolConversation | undefined;

  for (let i = 0; i < messages.length; i++) {
    const message = messages[i];
    if (!isObject(message)) continue;
    const role = stringOf(message.role);
    lastRole = role;
    if (role === undefined) continue;
    const counted = ROLES.has(role) ? role : 'other';
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
    const isAnswer = role === 'tool' || role === 'function';
    if (!isAnswer) calls?.goesOn();
    images += observeContent(ledger, message, role, pointer, i);
    switch (role) {
      case 'system':
        systems++;
        if (i > 0) ledger.saw('message.system', 'later', `${pointer}/${i}`);
        break;
      case 'developer':
        developers++;
        break;
      case 'user':
        users++;
        break;
      case 'assistant':
        assistants++;
        if (message.weight !== 0) trained++;
        if (message.reasoning_content !== undefined) {
          reasoned++;
          if (typeof message.reasoning_content === 'string') {
            ledger.saw('message.reasoning_content', 'text', `${pointer}/${i}/reasoning_content`);
          }
        }
        if (message.tool_calls !== undefined || message.function_call !== undefined) {
          calls ??= new ToolConversation(ledger, declared);
          calls.calls(message, `${pointer}/${i}`);
        }
        break;
      case 'tool':
        tools++;
        calls ??= new ToolConversation(ledger, declared);
        calls.answer(message, `${pointer}/${i}`);
        break;
      case 'function':
        tools++;
        ledger.saw('message.role', 'function', `${pointer}/${i}/role`);
        break;
    }
    if (role !== 'assistant' && message.weight !== undefined) {
      ledger.saw('message.weight.role', 'other', `${pointer}/${i}/weight`, role);
    }
  }
  return { lastRole, users, assistants, trained, reasoned, tools, systems, developers, images };
}

/** Returns how many images there are. */
function observeContent(
  ledger: Ledger,
  message: JsonObject,
  role: string,
  pointer: string,
  index: number,
): number {
  const { content } = message;
  if (typeof content === 'string') {
    // A tool may well answer nothing, and a call needs no words.
    if (isBlank(content) && role !== 'tool' && role !== 'function' && !hasOther(message)) {
      ledger.saw('message.content', content === '' ? 'empty' : 'blank', `${pointer}/${index}/content`);
    }
    return 0;
  }
  if (content === null || content === undefined) {
    if (role === 'assistant' && !hasOther(message)) {
      ledger.saw('message.content', 'missing', `${pointer}/${index}`);
    }
    return 0;
  }
  if (!Array.isArray(content)) return 0;
  let images = 0;
  content.forEach((part: unknown, i) => {
    if (!isObject(part) || part.type !== 'image_url' || !isObject(part.image_url)) return;
    images++;
    const at = `${pointer}/${index}/content/${i}`;
    if (role === 'assistant') ledger.saw('image.role', 'assistant', at);
    if (typeof part.image_url.url === 'string') observeImage(ledger, part.image_url.url, at);
  });
  return images;
}

/** Whether the assistant does something other than talk. */
function hasOther({ tool_calls, function_call, refusal, audio }: JsonObject): boolean {
  return (
    (Array.isArray(tool_calls) && tool_calls.length > 0) ||
    isObject(function_call) ||
    typeof refusal === 'string' ||
    isObject(audio)
  );
}

function isBlank(text: string): boolean {
  // Nearly every text begins with something that shows.
  const first = text.charCodeAt(0);
  return first > 32 && first < 127 ? false : text.trim() === '';
}
