/** What the page itself is made of: its style and its scripts, each with the hash by which the page's policy lets it in. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('touchstone/package.json')),
  'reporters/html/page',
);

export interface Asset {
  readonly text: string;
  /** As in a Content-Security-Policy. */
  readonly hash: string;
}

export interface Assets {
  readonly style: Asset;
  /** Runs before anything is painted. */
  readonly early: Asset;
  readonly script: Asset;
}

const STYLES = ['page.css', 'check.css', 'print.css'];

/** Each after those that it imports. */
const MODULES = [
  'dom.js',
  'json.js',
  'stream.js',
  'evidence.js',
  'copy.js',
  'filter.js',
  'views.js',
  'keys.js',
  'theme.js',
  'print.js',
];

let assets: Assets | undefined;

export function pageAssets(): Assets {
  assets ??= {
    style: asset(STYLES.map(textOf).join('\n')),
    early: asset(textOf('early.js')),
    script: asset(MODULES.map(textOf).map(withoutImports).join('\n')),
  };
  return assets;
}

/** Nothing is fetched, nothing runs that is not ours, and no form or frame leads elsewhere. */
export function contentSecurityPolicy({ style, early, script }: Assets): string {
  return [
    "default-src 'none'",
    `script-src ${early.hash} ${script.hash}`,
    `style-src ${style.hash}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A page from disk can load no modules: they are put into one, in which their names stand side by side. */
function withoutImports(module: string): string {
  return module.replace(/^import [^;]*;\n/gm, '').replace(/^export /gm, '');
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function asset(text: string): Asset {
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
