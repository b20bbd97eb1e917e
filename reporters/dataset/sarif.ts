/** The report on fine-tuning data as SARIF 2.1.0, which code hosts and editors show beside the lines. */
import type { DatasetReport, Finding, Severity } from '../../schemas/types/dataset-report.js';
import { escapedJson } from '../plain.js';

const LEVEL: Record<Severity, 'error' | 'warning' | 'note'> = {
  must: 'error',
  should: 'warning',
  may: 'note',
};

/** Rules are in it as far as they have a finding. Of standard input, the address is `stdin`. */
export function datasetToSarif({ files, tool, profile }: DatasetReport): string {
  const counts = files.flatMap((file) => file.counts);
  const ids = [...new Set(counts.map(ruleId))].sort();
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            rules: ids.map((id) => {
              const { message, severity } = counts.find(
                (count) => ruleId(count) === id,
              ) as (typeof counts)[0];
              return {
                id,
                shortDescription: { text: message },
                defaultConfiguration: { level: LEVEL[severity] },
              };
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        properties: { profile },
        results: files.flatMap(({ name, findings }) =>
          findings.map((finding) => result(name, finding, ids.indexOf(ruleId(finding)))),
        ),
      },
    ],
  };
  return `${escapedJson(JSON.stringify(sarif, null, 2))}\n`;
}

function ruleId({ rule, outcome }: { readonly rule: string; readonly outcome: string }): string {
  return `${rule}/${outcome}`;
}

function result(name: string, finding: Finding, ruleIndex: number) {
  const { line, offset, pointer, severity, message, detail, fix, source } = finding;
  const told = [message, detail, fix === undefined ? undefined : `To do: ${fix}`, `(${source})`];
  return {
    ruleId: ruleId(finding),
    ruleIndex,
    level: LEVEL[severity],
    message: { text: told.filter((text) => text !== undefined).join(' ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(name) },
          // A finding about the file as a whole is shown at its beginning.
          region: { startLine: Math.max(1, line) },
        },
        ...(pointer !== '' && { logicalLocations: [{ fullyQualifiedName: pointer }] }),
      },
    ],
    properties: { byteOffset: offset, pointer },
  };
}

/** A path as a relative reference: forward slashes, and nothing that a URI gives a meaning to. */
function uriOf(name: string): string {
  if (name === '-') return 'stdin';
  const path = name.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
