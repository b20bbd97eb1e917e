/** What others may use of the checks of fine-tuning data. */
export { checkDataset, type DatasetOptions } from './check-dataset.js';
export { CompressionError } from './decompress.js';
export { noRepairs, type Repairs, repaired } from './fix.js';
export { KINDS, type Kind } from './kind.js';
export { type OutcomeOf, type RuleId, ruleIds, rules } from './rules/index.js';
export { SampleMemory } from './sample-memory.js';
export { openTokenCounter, type TokenCounter } from './tokens.js';
