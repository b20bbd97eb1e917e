/** What a profile expects of a check, in the form that `judge` takes. */
import type { CheckFacts } from '../../schemas/types/report.js';
import type { ResolvedProfile } from './profile.js';

export function expectedOf(profile: ResolvedProfile, check: CheckFacts) {
  const found = [check.id, ...(check.aliases ?? [])]
    .map((id) => profile.expectation(id))
    .find((expectation) => expectation !== undefined);
  if (found === undefined) return { profile: profile.name, entry: undefined };
  const { entry, from } = found;
  const inherited = from !== profile.name;
  return {
    profile: profile.name,
    entry: {
      documented: entry.documented,
      tolerated: entry.tolerated ?? [],
      ...(entry.toleratedSource !== undefined && { toleratedSource: entry.toleratedSource }),
      source: entry.source,
      weak: entry.strength === 'weak',
      ...(inherited && { inheritedFrom: from }),
      own: !inherited && profile.chain.length > 1,
    },
  };
}
