import { defineConfig } from 'vitest/config';

/** The tests of detection alone, for `npm run mutation`: each mutant of it must make one of them fail. */
export default defineConfig({ test: { include: ['test/detection/**/*.test.ts'], testTimeout: 60_000 } });
