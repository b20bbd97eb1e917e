export const checks: readonly import('../src/check/check.js').Check[] = [];
