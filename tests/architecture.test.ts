import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a folder may import of ours, by path prefix; its own files always. What is not listed is forbidden. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'schemas/': [],
  'src/transport/': ['schemas/types/'],
  'src/check/': ['src/transport/', 'schemas/'],
  'suites/': ['src/check/', 'schemas/'],
  'src/profile/': ['schemas/'],
  'src/judge/': ['schemas/types/'],
  'src/report/': ['src/judge/', 'src/profile/', 'schemas/'],
  'src/engine/': ['suites/', 'src/check/', 'src/transport/', 'schemas/types/'],
  'src/dataset/': ['schemas/', 'src/judge/', 'src/profile/'],
  'src/config/': ['schemas/'],
  'src/proof/': [
    'suites/',
    'src/check/',
    'src/transport/',
    'src/judge/',
    'src/profile/',
    'reference/',
    'schemas/types/',
  ],
  'reporters/': ['schemas/types/report.ts', 'schemas/types/dataset-report.ts'],
  'reference/': [],
  'src/cli/': ['src/', 'suites/', 'schemas/', 'reporters/', 'reference/'],
  'src/run.ts': ['src/', 'suites/', 'schemas/'],
  'src/index.ts': ['src/', 'suites/', 'schemas/', 'reporters/'],
};

/** Outside packages that have one home. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  vitest: ['src/engine/'],
  undici: ['src/transport/'],
  'p-limit': ['src/transport/'],
  'eventsource-parser': ['src/transport/'],
  openai: ['src/check/sdk.ts'],
  ajv: ['schemas/validate.ts'],
  commander: ['src/cli/'],
  fzstd: ['src/dataset/decompress.ts'],
  'gpt-tokenizer': ['src/dataset/tokens.ts'],
};

interface Import {
  readonly file: string;
  /** A path below the root, or the name of a package. */
  readonly of: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)];
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)];
  return [
    ...fixed.map(([, type, of = '']) => ({
      file,
      of: located(file, of),
      typeOnly: type !== undefined,
      dynamic: false,
    })),
    ...dynamic.map(([, of = '']) => ({ file, of: located(file, of), typeOnly: false, dynamic: true })),
  ];
}

function located(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, join(root, dirname(file), specifier)).replace(/\.js$/, '.ts');
}

const FOLDERS = ['suites', 'schemas', 'reporters', 'reference', 'src'];
const all = FOLDERS.flatMap(sources).flatMap(importsOf);
const ofOurs = all.filter(({ of }) => FOLDERS.some((folder) => of.startsWith(`${folder}/`)));

function homeOf(file: string): string {
  const home = Object.keys(ALLOWED).find((prefix) => file.startsWith(prefix));
  if (home === undefined) throw new Error(`${file} lies in no folder of the map`);
  return home;
}

describe('the arrows between folders', () => {
  test('there is something to check', () => {
    expect(ofOurs.length).toBeGreaterThan(100);
  });

  test('every file imports only what its folder may', () => {
    const forbidden = ofOurs.filter(({ file, of }) => {
      const home = homeOf(file);
      return !of.startsWith(home) && !(ALLOWED[home] ?? []).some((prefix) => of.startsWith(prefix));
    });
    expect(forbidden.map(({ file, of }) => `${file} → ${of}`)).toEqual([]);
  });

  test('each heavy package has one home', () => {
    const strays = all.filter(({ file, of, typeOnly }) => {
      const name = of.startsWith('@') ? of.split('/').slice(0, 2).join('/') : (of.split('/')[0] as string);
      const homes = HOMES[name];
      return homes !== undefined && !typeOnly && !homes.some((home) => file.startsWith(home));
    });
    expect(strays.map(({ file, of }) => `${file} → ${of}`)).toEqual([]);
  });

  test('reporters take nothing of ours but types', () => {
    const values = ofOurs.filter(
      ({ file, of, typeOnly }) => file.startsWith('reporters/') && !of.startsWith('reporters/') && !typeOnly,
    );
    expect(values.map(({ file, of }) => `${file} → ${of}`)).toEqual([]);
  });

  test('the command line starts without anything heavy', () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const follow = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { of, typeOnly, dynamic } of all.filter((one) => one.file === file)) {
        if (typeOnly || dynamic) continue;
        if (FOLDERS.some((folder) => of.startsWith(`${folder}/`))) follow(of);
        else packages.add(of);
      }
    };
    follow('src/cli/main.ts');
    expect([...packages].filter((name) => !name.startsWith('node:')).sort()).toEqual(['commander']);
  });
});

describe('the lockfile', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
  };

  test('names no address of a registry', () => {
    const entries = Object.entries(lock.packages);
    expect(entries.length).toBeGreaterThan(50);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
  });

  test('has the packages of every platform, or npm ci refuses it', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});
