import { defineConfig } from 'vitest/config';

/** The tests of detection, and those of who clusters and watches by its shingles, for `npm run mutation`: each mutant of it must make one of them fail. */
export default defineConfig({
  test: {
    include: ['test/detection/**/*.test.ts', 'test/librarian/script-clusters.test.ts', 'test/conversation/probe-watch.test.ts'],
    testTimeout: 60_000,
  },
});
