/** Runs the benches of scripts/bench, or those that are named, and fails where one costs more than it may: npm run bench -- shapes */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench/bench.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'bench');
const names = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'bench')
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : names) {
  const { bench } = (await import(`./bench/${name}.js`)) as { bench: Bench };
  const { values, within } = await bench.run();
  const told = Object.entries(values).map(([what, value]) => `${what} ${value}`);
  console.log(`${within ? '✓' : '✗'} ${name}: ${bench.says} ${told.join(', ')}`);
  if (!within) process.exitCode = 1;
}
