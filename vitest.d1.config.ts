import { defineConfig } from 'vitest/config';

/** `npm run d1-contract`: the whole storage contract on D1, one to two minutes; `npm test` has a part of it. */
export default defineConfig({
  test: { include: ['test/d1/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
