/** Writes everything that is generated: types, compiled validators, documents. With --check, only says whether it is up to date. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { generatedDocuments } from './generate/document.js';
import { root } from './generate/folders.js';
import { generatedTypes } from './generate/types.js';
import { generatedValidators } from './generate/validators.js';

const check = process.argv.includes('--check');
const stale: string[] = [];
bring([...(await generatedTypes()), ...generatedValidators(), ...generatedDocuments()]);
// These come from the product, which needs what was written above; the engine runs it as it is built.
execFileSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' });
const { coverageDocument, coverageFile } = await import('./coverage.js');
const { datasetRulesDocument, datasetRulesFile } = await import('./dataset-rules.js');
const { faultServerDocument, faultServerFile } = await import('./fault-server.js');
const { pagesDocument, pagesFile } = await import('./pages.js');
const { proofDocument, proofFile } = await import('./proof.js');
const { readingsDocument, readingsFile, recordDialects } = await import('./readings.js');
bring([
  [relative(root, coverageFile), coverageDocument()],
  [relative(root, datasetRulesFile), datasetRulesDocument()],
  [relative(root, pagesFile), await pagesDocument()],
  [relative(root, proofFile), proofDocument()],
  [relative(root, readingsFile), readingsDocument(await recordDialects())],
  [relative(root, faultServerFile), await faultServerDocument()],
]);
if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate".`);
  process.exitCode = 1;
}

function bring(generated: readonly (readonly [path: string, text: string])[]): void {
  for (const [path, text] of generated) {
    if (current(path) === text) continue;
    stale.push(path);
    if (check) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
