import { defineConfig } from 'vitest/config';

/** Our own tests, apart those that need a browser, and (only when a target is given) the suites as tests against that target. */
export default defineConfig({
  test: {
    // The tests wait for servers and processes more than they compute.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          pool: 'threads',
          // Only against a hang: a busy machine is no failure.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          pool: 'threads',
          // Only against a hang: a busy machine is no failure.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      ...(process.env.OPENAI_BASE_URL
        ? [
            {
              test: {
                name: 'suites',
                include: ['tests/live.suites.ts'],
                maxConcurrency: 100_000,
                testTimeout: 0,
                hookTimeout: 0,
              },
            },
          ]
        : []),
    ],
  },
});
