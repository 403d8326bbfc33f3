import { afterAll, beforeAll } from 'vitest';
import { type LocalD1, startLocalD1 } from '../storage/local-d1.ts';
import { openLocalD1 } from '../storage/open-d1.ts';
import { testPatternUse } from '../storage/pattern-use-contract.ts';
import { testStorage } from '../storage/storage-contract.ts';

/** More than the contract has tests. */
const DATABASES = 800;
let local: LocalD1;
beforeAll(async () => {
  local = await startLocalD1(DATABASES);
});
afterAll(() => local.stop());

testStorage('D1', () => openLocalD1(local));
testPatternUse('D1', () => openLocalD1(local));
