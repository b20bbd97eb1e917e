/** Generates schemas/types from schemas/*.schema.json; with --check, only says whether they are up to date. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

const schemas = join(dirname(dirname(fileURLToPath(import.meta.url))), 'schemas');

/** File name under schemas/types to its text. */
export async function generatedTypes(): Promise<Map<string, string>> {
  const files = readdirSync(schemas).filter((name) => name.endsWith('.schema.json'));
  const types = new Map<string, string>();
  for (const file of files.sort()) {
    const text = await compileFromFile(join(schemas, file), {
      additionalProperties: false,
      bannerComment: `/** Generated from schemas/${file} by "npm run generate". Do not edit. */`,
      unreachableDefinitions: true,
      style: { singleQuote: true, printWidth: 110 },
    });
    types.set(file.replace('.schema.json', '.ts'), withoutBoilerplate(text));
  }
  return types;
}

/** The generator notes on each definition who refers to it; nobody reads that. */
function withoutBoilerplate(text: string): string {
  return text
    .replace(
      / \*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      '',
    )
    .replace(
      /\/\*\*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g,
      '',
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale: string[] = [];
  for (const [name, text] of await generatedTypes()) {
    const path = join(schemas, 'types', name);
    let current: string | undefined;
    try {
      current = readFileSync(path, 'utf8');
    } catch {
      current = undefined;
    }
    if (current === text) continue;
    stale.push(`schemas/types/${name}`);
    if (!process.argv.includes('--check')) writeFileSync(path, text);
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate".`);
    process.exitCode = 1;
  }
}
