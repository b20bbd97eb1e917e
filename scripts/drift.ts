/** Says where schemas/api differs from an OpenAPI document, minus the differences that are intended. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { parse } from 'yaml';
import { compare, type Difference, type OpenApiDocument } from './drift/compare.js';
import { publishedSchemas } from './generate/api.js';
import { schemasFolder } from './generate/folders.js';

interface Intended {
  readonly object: string;
  /** `*` stands for anything. */
  readonly property: string;
  readonly kind: Difference['kind'];
  readonly reason: string;
}

const { values } = parseArgs({ options: { openapi: { type: 'string' } } });
if (values.openapi === undefined) {
  console.error('Name the document: npm run drift -- --openapi FILE_OR_URL (JSON or YAML).');
  process.exit(2);
}
const document = parse(await textOf(values.openapi)) as OpenApiDocument;
const intended = JSON.parse(
  readFileSync(join(schemasFolder, 'intended-differences.json'), 'utf8'),
) as Intended[];
const used = new Set<Intended>();
const found = compare(publishedSchemas(), document).filter((difference) => !isIntended(difference));
const stale = intended.filter((entry) => !used.has(entry));

console.log(`# schemas/api against OpenAPI document ${document.info?.version ?? ''}\n`);
if (found.length > 0) {
  const rows = found.map(({ object, property, kind, ours, theirs }) => [
    object,
    property,
    kind,
    ours,
    theirs,
  ]);
  console.log(markdownTable([['Object', 'Property', 'Difference', 'Ours', 'The document'], ...rows]));
} else {
  console.log(`No difference but the ${intended.length} intended ones (schemas/intended-differences.json).`);
}
for (const { object, property, kind } of stale) {
  console.log(
    `\nschemas/intended-differences.json explains what is not there: ${object} ${property} (${kind})`,
  );
}
process.exitCode = found.length > 0 || stale.length > 0 ? 1 : 0;

function isIntended({ object, property, kind }: Difference): boolean {
  const entry = intended.find(
    (one) => one.kind === kind && matches(one.object, object) && matches(one.property, property),
  );
  if (entry) used.add(entry);
  return entry !== undefined;
}

function matches(pattern: string, text: string): boolean {
  return pattern === text || (pattern.includes('*') && globbed(pattern).test(text));
}

function globbed(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.[\]()|?+^$\\{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

async function textOf(source: string): Promise<string> {
  if (!/^https?:/.test(source)) return readFileSync(source, 'utf8');
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source} answered with status ${response.status}`);
  return await response.text();
}
