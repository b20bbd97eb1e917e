/** Writes everything that is generated: types, compiled validators, documents. With --check, only says whether it is up to date. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { coverageDocument, coverageFile } from './coverage.js';
import { datasetRulesDocument, datasetRulesFile } from './dataset-rules.js';
import { faultServerDocument, faultServerFile } from './fault-server.js';
import { generatedDocuments } from './generate/document.js';
import { root } from './generate/folders.js';
import { generatedTypes } from './generate/types.js';
import { generatedValidators } from './generate/validators.js';
import { pagesDocument, pagesFile } from './pages.js';
import { proofDocument, proofFile } from './proof.js';

const check = process.argv.includes('--check');
const stale: string[] = [];
const generated: readonly (readonly [path: string, text: string])[] = [
  ...(await generatedTypes()),
  ...generatedValidators(),
  ...generatedDocuments(),
  [relative(root, coverageFile), coverageDocument()],
  [relative(root, datasetRulesFile), datasetRulesDocument()],
  [relative(root, pagesFile), await pagesDocument()],
  [relative(root, proofFile), proofDocument()],
  [relative(root, faultServerFile), await faultServerDocument()],
];
for (const [path, text] of generated) {
  if (current(path) === text) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate".`);
  process.exitCode = 1;
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
