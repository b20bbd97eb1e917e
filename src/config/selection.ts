/** Which checks are carried out: by suite, by globs on their ids, by shard. Pure. */
import { createHash } from 'node:crypto';
import { closest } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import type { CheckFacts } from '../../schemas/types/report.js';
import { ConfigError } from './error.js';

export interface Selection {
  readonly suite: 'core' | 'full';
  /** Globs on check ids (`chat.stop.*`); empty for all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Whether hostile checks may be carried out. */
  readonly hostile: boolean;
  readonly shard?: { readonly index: number; readonly count: number };
}

/**
 * Keeps the order. Invariants belong to every shard: they cost nothing, and are applied again when shards are merged.
 * @param isCore whether a check belongs to the core suite
 * @throws {ConfigError} where a glob matches nothing, or nothing is left
 */
export function selectChecks(
  catalogue: readonly CheckFacts[],
  selection: Selection,
  isCore: (check: CheckFacts) => boolean,
): CheckFacts[] {
  const { suite, only, skip, hostile, shard } = selection;
  for (const glob of [...only, ...skip]) assertMatches(glob, catalogue);
  const wanted = only.length > 0 ? picomatch([...only], GLOB) : () => true;
  const unwanted = skip.length > 0 ? picomatch([...skip], GLOB) : () => false;
  const selected = catalogue.filter(
    (check) =>
      named(check).some((id) => wanted(id)) &&
      !named(check).some((id) => unwanted(id)) &&
      // A check that is asked for by name is wanted, whatever the suite.
      (suite === 'full' || only.length > 0 || isCore(check) || check.mode === 'invariant') &&
      (hostile || check.mode !== 'hostile'),
  );
  if (selected.length === 0) throw new ConfigError('no check is left: see --only, --skip and --hostile');
  return shard ? ofShard(selected, shard) : selected;
}

/** An asterisk stands for any part of an id, dots too: `chat.*` is all of chat. */
const GLOB = { bash: true, dot: true };

function named({ id, aliases = [] }: CheckFacts): string[] {
  return [id, ...aliases];
}

function ofShard(selected: CheckFacts[], { index, count }: NonNullable<Selection['shard']>): CheckFacts[] {
  return selected.filter(({ id, mode }) => mode === 'invariant' || hash(id) % count === index - 1);
}

/** By the id alone, so that a check stays in its shard whatever else is selected or added. */
function hash(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE();
}

function assertMatches(glob: string, catalogue: readonly CheckFacts[]): void {
  const ids = catalogue.flatMap(named);
  const matches = picomatch(glob, GLOB);
  if (ids.some((id) => matches(id))) return;
  throw new ConfigError(
    `no check matches ${JSON.stringify(glob)}. Did you mean ${closest(glob, glob.includes('*') ? groupsOf(ids) : ids)}? (touchstone list)`,
  );
}

/** `chat.*`, `chat.stop.*`: every glob that takes all below a part of an id. */
function groupsOf(ids: readonly string[]): string[] {
  const groups = ids.flatMap((id) => {
    const parts = id.split('.');
    return parts.slice(1).map((_, i) => `${parts.slice(0, i + 1).join('.')}.*`);
  });
  return [...new Set(groups)];
}
