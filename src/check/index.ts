/** What a suite of your own is written with: `import { check } from 'touchstone/check'`. See docs/library.md. */
export type { Capability, CapabilityState } from './capability.js';
export {
  type Check,
  type CheckDefinition,
  check,
  type Examined,
  type Found,
  type InDetail,
  type Invariant,
  type InvariantDefinition,
  invariant,
  type Mode,
  type OutcomeTable,
  type OutcomeText,
  over,
  type Question,
  REJECTED,
  SERVER_ERROR,
} from './check.js';
export { arrayAt, at, isObject, type JsonObject, numberAt, parseJson, stringAt } from './json.js';
export type { How, Lab, LabTarget } from './lab.js';
export {
  type Choice,
  type Refusal,
  type Reply,
  TEXT_ENDPOINTS,
  type TextEndpoint,
  type ToolCall,
  type Usage,
} from './reply.js';
export { openapi, page, sdk, thread } from './source.js';
export { commonLetter, phraseInside, sameText, wordInside } from './text.js';
