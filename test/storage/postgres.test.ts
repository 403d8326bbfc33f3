import { afterAll, beforeAll } from 'vitest';
import { testPatternUse } from './pattern-use-contract.ts';
import { testStorage } from './storage-contract.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

let postgres: TemporaryPostgres;
beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});
afterAll(() => postgres?.stop());

const open = () => postgres.open();
testStorage('PostgreSQL', open);
testPatternUse('PostgreSQL', open);
