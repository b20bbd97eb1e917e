/** Profiles as text: the list, one in full, and what one says of one check. */
import { closest } from 'fastest-levenshtein';
import type { CheckFacts } from '../../schemas/types/report.js';
import { ConfigError } from '../config/error.js';
import { expectedOf } from '../profile/expected.js';
import type { ResolvedProfile } from '../profile/profile.js';

/** The checks of which a profile itself speaks, in report order. */
export function ownChecks(profile: ResolvedProfile, catalogue: readonly CheckFacts[]): CheckFacts[] {
  return catalogue.filter((check) => origin(profile, check) === profile.name);
}

/** The profile whose words hold for a check; undefined where none says anything. */
function origin(profile: ResolvedProfile, { id, aliases = [] }: CheckFacts): string | undefined {
  return [id, ...aliases].map((name) => profile.mentioned.get(name)).find((from) => from !== undefined);
}

export function profileList(profiles: readonly ResolvedProfile[], catalogue: readonly CheckFacts[]): string {
  const width = Math.max(...profiles.map(({ name }) => name.length));
  const indent = ' '.repeat(width + 2);
  const lines = profiles.flatMap((profile) => {
    const { name, title, aliases, address } = profile;
    const own = ownChecks(profile, catalogue);
    const weak = own.filter((check) => expectedOf(profile, check).entry?.weak).length;
    const counts = `${own.length} of ${catalogue.length} checks${weak > 0 ? `, ${weak} of them weakly` : ''}`;
    const where = [address.baseURL, address.keyVariable]
      .filter((part) => part !== undefined)
      .join(', key in ');
    const also = aliases.length > 0 ? ` (also ${aliases.join(', ')})` : '';
    return [
      `${name.padEnd(width)}  ${title}${also}`,
      `${indent}speaks of ${counts}`,
      ...(where ? [`${indent}${where}`] : []),
    ];
  });
  return [
    ...lines,
    '',
    `${profiles.length} profiles. What one does not speak of is as openai documents it. One in full: touchstone profile show groq`,
    '',
  ].join('\n');
}

export function profilePage(profile: ResolvedProfile, catalogue: readonly CheckFacts[]): string {
  const { name, title, chain, aliases, address } = profile;
  const own = ownChecks(profile, catalogue);
  return [
    `${name}: ${title}`,
    ...(aliases.length > 0 ? [`  also called ${aliases.join(', ')}`] : []),
    ...(address.baseURL ? [`  address   ${address.baseURL}`] : []),
    ...(address.keyVariable ? [`  key in    ${address.keyVariable}`] : []),
    ...(chain.length > 1 ? [`  extends   ${chain.slice(1).join(' → ')}`] : []),
    '',
    `It speaks of ${own.length} of ${catalogue.length} checks:`,
    ...own.flatMap((check) => ['', ...expectation(profile, check)]),
    '',
    ...inherited(profile, catalogue),
    '',
  ].join('\n');
}

/** How much is taken over, and from whom. */
function inherited(profile: ResolvedProfile, catalogue: readonly CheckFacts[]): string[] {
  return profile.chain.slice(1).flatMap((from) => {
    const count = catalogue.filter((check) => origin(profile, check) === from).length;
    return count === 0
      ? []
      : [
          `${count} more are not documented by ${profile.name}: what holds for them is what ${from} documents.`,
        ];
  });
}

/** @throws {ConfigError} where there is no such check */
export function profileOnCheck(
  profile: ResolvedProfile,
  id: string,
  catalogue: readonly CheckFacts[],
): string {
  const check = catalogue.find((one) => one.id === id || one.aliases?.includes(id));
  if (!check) {
    const near = closest(
      id,
      catalogue.map((one) => one.id),
    );
    throw new ConfigError(`there is no check ${JSON.stringify(id)}. Did you mean ${near}? (touchstone list)`);
  }
  const from = origin(profile, check);
  const whose =
    from === undefined || from === profile.name
      ? []
      : ['', `Not documented by ${profile.name}; what holds is what ${from} documents:`];
  return [check.id, `  ${check.claim}`, ...whose, '', ...expectation(profile, check).slice(1), ''].join('\n');
}

function expectation(profile: ResolvedProfile, check: CheckFacts): string[] {
  const found = [check.id, ...(check.aliases ?? [])]
    .map((id) => profile.expectation(id))
    .find((one) => one !== undefined);
  if (found === undefined) return [check.id, '  nothing is documented'];
  const { documented, tolerated = [], toleratedSource, says, source, seen, strength } = found.entry;
  const told = (words: readonly string[]) =>
    words.map((word) => `${word} (${check.outcomes[word]?.says ?? 'no outcome of this check'})`);
  const line = (label: string, text: string) => `  ${label.padEnd(11)} ${text}`;
  return [
    check.id,
    ...told(documented).map((text, i) => line(i === 0 ? 'documented' : 'or', text)),
    ...(says ? [line('it says', says)] : []),
    line('source', source),
    ...(seen ? [line('read', seen)] : []),
    ...(strength === 'weak' ? [line('strength', 'weak: a deviation never weighs more than may')] : []),
    ...told(tolerated).map((text, i) => line(i === 0 ? 'tolerated' : 'or', text)),
    ...(toleratedSource ? [line('because', toleratedSource)] : []),
  ];
}
