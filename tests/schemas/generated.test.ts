import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedDocuments } from '../../scripts/generate/document.js';
import { root } from '../../scripts/generate/folders.js';
import { generatedTypes } from '../../scripts/generate/types.js';
import { generatedValidators } from '../../scripts/generate/validators.js';

test('everything that is made from the schemas is up to date: else run "npm run generate"', async () => {
  const generated = [...(await generatedTypes()), ...generatedValidators(), ...generatedDocuments()];
  const stale = generated.filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text);
  expect(stale.map(([path]) => path)).toEqual([]);
});
