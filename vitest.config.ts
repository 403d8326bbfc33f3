import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/d1/**'],
    maxWorkers: '100%',
    // Against a hang, not for speed: what is fast enough is measured by `npm run bench`, on one machine and as ratios.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
