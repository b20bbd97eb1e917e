/** Builds dist/ after `npm ci` in a clone; where that cannot be done, says why and what to do, and lets the install go on. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @returns {string | undefined} the path of the compiler, or undefined where it is not installed */
function compiler() {
  try {
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
    return join(dirname(manifest), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}

const tsc = compiler();
if (tsc === undefined) {
  console.error(
    'touchstone: not built, because TypeScript is not installed (NODE_ENV=production or --omit=dev leave it out).\n' +
      'To build: npm ci --include=dev',
  );
} else {
  const built = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = built.status ?? 1;
}
