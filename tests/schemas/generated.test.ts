import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('everything that is made from the schemas is up to date', () => {
  const { status, stderr } = spawnSync('npm', ['run', '-s', 'generate', '--', '--check'], {
    encoding: 'utf8',
  });
  expect(stderr).not.toContain('Out of date');
  expect(status).toBe(0);
});
