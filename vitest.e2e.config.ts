import { defineConfig } from 'vitest/config';

/** Tests in a real browser against the built server; `npm run e2e`. */
export default defineConfig({
  test: { include: ['test/e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
