import { expect, it } from 'vitest';
import { withoutValues } from '../../src/storage/postgres-errors.ts';

/** As PostgreSQL 18.4 says it to whoever wants to write on a server that still recovers. */
const STANDBY = Object.assign(new Error('cannot use serializable mode in a hot standby'), { code: '0A000', file: 'guc.c' });

it('takes a standby for a database that is away for a while, whatever language it speaks', () => {
  expect(withoutValues(STANDBY)).toMatchObject({ code: 'storage.unavailable', status: 503 });
  expect(withoutValues(Object.assign(new Error('在热备模式下不能使用序列化模式'), { code: '0A000', file: 'predicate.c' }))).toMatchObject({
    code: 'storage.unavailable',
  });
});

it('takes no other missing feature for that', () => {
  const changed = Object.assign(new Error('cached plan must not change result type'), { code: '0A000', file: 'plancache.c' });
  expect(withoutValues(changed)).toMatchObject({ code: '0A000' });
});
