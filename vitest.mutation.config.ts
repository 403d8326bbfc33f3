import { defineConfig } from 'vitest/config';

/**
 * The tests of detection, of what is decided on it, and of who clusters and watches by its shingles, for `npm run mutation`:
 * each mutant must make one of them fail.
 */
export default defineConfig({
  test: {
    include: [
      'test/detection/**/*.test.ts',
      'test/librarian/script-clusters.test.ts',
      'test/conversation/probe-watch.test.ts',
      'test/conversation/decide*.test.ts',
    ],
    testTimeout: 60_000,
  },
});
