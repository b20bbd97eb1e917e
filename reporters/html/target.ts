/** One target: its head, then its checks, what deviates first. */
import type { Result, TargetReport } from '../../schemas/types/report.js';
import { differencesFrom, othersOf } from '../reading/differences.js';
import { byNotice, byReason, type Group, groups } from '../reading/digest.js';
import { latencyOf } from '../reading/latency.js';
import type { Reading } from '../reading/reading.js';
import { costText, documentedWords, says, speedText, VERDICT_WORDS } from '../reading/wording.js';
import { anchorOf, checkRow } from './check.js';
import { bar, countsLine, coverageText } from './summary.js';
import { codeSpan, prose, text } from './text.js';

export function targetSection(reading: Reading, target: TargetReport, index: number): string {
  const rows = (results: readonly Result[]) =>
    results.map((result) => checkRow(reading, target, index, result)).join('\n');
  const passed = byArea(target.results.filter(({ verdict }) => verdict === 'pass'));
  return `<section class="view target" id="target-${index}" aria-labelledby="target-${index}-name">
${head(reading, target, index)}
${part('Deviations', byNotice(reading, target), rows, noticedBy)}
${(['error', 'inconclusive', 'unsupported', 'skipped'] as const)
  .map((verdict) => part(capital(VERDICT_WORDS[verdict]), byReason(target, verdict), rows, reasonTitle))
  .join('\n')}
${part('As documented', passed, rows, codeSpan)}
${othersOf(target)
  .map((profile) => differences(reading, target, index, profile))
  .join('\n')}
</section>`;
}

function head({ report }: Reading, target: TargetReport, index: number): string {
  const { name, baseURL, model, models = {}, profile, profileTitle, totals, capabilities, notes } = target;
  const further = Object.entries(models).map(([area, other]) => `, ${codeSpan(other)} for ${text(area)}`);
  const speed = speedText(latencyOf(report, name));
  const lacking = Object.entries(capabilities).filter(([, state]) => state !== 'present');
  const facts: [string, string][] = [
    ['Base URL', codeSpan(baseURL)],
    ['Model', codeSpan(model) + further.join('')],
    ['Judged by', `${codeSpan(profile)}${profileTitle ? ` ${prose(profileTitle)}` : ''}`],
    ['Observed', coverageText(target)],
    ['Cost', text(costText(target))],
    ...(speed ? [['Speed, as information', text(speed)] as [string, string]] : []),
    ...(lacking.length > 0
      ? [
          ['Lacks', lacking.map(([what, state]) => `${codeSpan(what)} (${state})`).join(', ')] as [
            string,
            string,
          ],
        ]
      : []),
    ...notes.map((note): [string, string] => ['Note', prose(note)]),
  ];
  return `<header class="target-head">
<h2 id="target-${index}-name">${text(name)}</h2>
${bar(totals)}
${countsLine(totals)}
<dl>${facts.map(([label, html]) => `<div><dt>${label}</dt><dd>${html}</dd></div>`).join('')}</dl>
</header>`;
}

function part(
  title: string,
  groups: readonly Group[],
  rows: (results: readonly Result[]) => string,
  /** A title as HTML. */
  heading: (title: string) => string,
): string {
  if (groups.length === 0) return '';
  const total = groups.reduce((sum, { results }) => sum + results.length, 0);
  const inside = groups.map(
    (group) => `<section class="group"><h4>${heading(group.title)}</h4>\n${rows(group.results)}</section>`,
  );
  return `<section class="part"><h3>${title} <span class="number">${total}</span></h3>\n${inside.join('\n')}</section>`;
}

/** "billing: what goes wrong": who is the strong part. */
function noticedBy(title: string): string {
  if (title === '') return 'Noticed by no client that is known';
  const [, who = title, what = ''] = /^(.{1,120}?): (.*)$/s.exec(title) ?? [];
  return `Noticed by <strong>${prose(who, 300)}</strong>${what ? `: ${prose(what, 300)}` : ''}`;
}

function reasonTitle(reason: string): string {
  return prose(reason, 300);
}

function byArea(results: readonly Result[]): Group[] {
  return groups(results, ({ area }) => area);
}

function differences(reading: Reading, target: TargetReport, index: number, profile: string): string {
  const rows = differencesFrom(profile, target).map(
    ({ check, seen, documents }) =>
      `<tr><td><a href="#${text(anchorOf(index, check))}"><code>${text(check)}</code></a></td><td>${prose(says(reading, check, seen))}</td><td>${prose(documentedWords(reading, check, documents))}</td></tr>`,
  );
  const title = `Differs from ${text(profile)} as documented`;
  if (rows.length === 0) {
    return `<section class="differs"><h3>${title} <span class="number">0</span></h3><p>Nothing that ${codeSpan(target.profile)} documents and that was seen differs.</p></section>`;
  }
  return `<section class="differs"><h3>${title} <span class="number">${rows.length}</span></h3>
<p>Nobody is wrong here: the outcome is documented by ${codeSpan(target.profile)}, and a client written for ${codeSpan(profile)} meets something else.</p>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">Check</th><th scope="col">Seen here</th><th scope="col">${text(profile)} documents</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
