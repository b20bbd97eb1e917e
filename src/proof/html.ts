/** The kill matrix as one page that needs no network. */
import { htmlEscape } from 'escape-goat';
import type { Proof } from './prove.js';

const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff }
table { border-collapse: collapse }
th, td { border: 1px solid #d0d7de; padding: 2px 6px; text-align: left; vertical-align: top }
thead th { position: sticky; top: 0; background: #f6f8fa }
td.announced { background: #dafbe1 }
td.other { background: #fff8c5 }
td.missed { background: #ffebe9 }
code { font: 12px ui-monospace, monospace }
`;

/** Faults in rows, grouped by area; in each row the checks that fail, those that it announces first. */
export function toProofPage({ quiet, faults, checks, problems }: Proof): string {
  const rows = faults.map(({ fault, kills }) => {
    const announced = Object.entries(fault.announces);
    const cells = [
      ...announced.map(([check, word]) => cell(kills.has(check) ? 'announced' : 'missed', check, word)),
      ...[...kills]
        .filter(([check]) => !(check in fault.announces))
        .map(([check, word]) => cell('other', check, word)),
    ];
    const source = `<a href="${htmlEscape(fault.source)}">${htmlEscape(fault.says)}</a>`;
    return `<tr><th scope="row"><code>${htmlEscape(fault.id)}</code></th><td>${htmlEscape(fault.area)}</td><td>${source}</td>${cells.join('')}</tr>`;
  });
  const unproved = problems.map((problem) => `<li>${htmlEscape(problem)}</li>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Proof</title><style>${STYLE}</style></head>
<body>
<h1>Proof</h1>
<p>${quiet.length} faultless runs, ${faults.length} faults, ${checks.size} checks.
Green: fails as announced. Yellow: fails besides. Red: announced, and does not fail.</p>
${problems.length === 0 ? '<p>Nothing is left to prove.</p>' : `<h2>Not proved</h2>\n<ul>${unproved}</ul>`}
<table>
<thead><tr><th>fault</th><th>area</th><th>what it does, and a real report</th><th>checks that fail</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function cell(kind: 'announced' | 'other' | 'missed', check: string, word: string): string {
  return `<td class="${kind}"><code>${htmlEscape(check)}</code> ${htmlEscape(word)}</td>`;
}
