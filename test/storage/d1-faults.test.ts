import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isStorageAway } from '../../src/conversation/unstored.ts';
import { type D1Binding, openD1 } from '../../src/storage/d1.ts';

/** A D1 that answers everything with this. */
function failing(message: string): D1Binding {
  const fail = async (): Promise<never> => {
    throw new Error(message);
  };
  const statement: ReturnType<D1Binding['prepare']> = { bind: () => statement, all: fail };
  return { prepare: () => statement, batch: fail };
}
/** What leaves by a statement alone and by a batch. */
async function faults(message: string): Promise<readonly unknown[]> {
  const database = openD1(failing(message));
  const asked = sql`SELECT 1`.execute(database.query).catch((error: unknown) => error);
  const written = database.batch([database.query.deleteFrom('persons')]).catch((error: unknown) => error);
  return Promise.all([asked, written]);
}

describe('a fault of D1', () => {
  it.each([
    'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
    'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
    'D1_ERROR: Network connection lost.',
    'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
    'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
    'D1_ERROR: D1 DB reset because its code was updated.',
    'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
    'D1: HTTP 502',
    'D1: HTTP 429',
  ])('is the database’s: %s', async (message) => {
    for (const fault of await faults(message)) {
      expect(fault).toMatchObject({ code: 'storage.unavailable', status: 503, cause: { message } });
      expect(isStorageAway(fault)).toBe(true);
    }
  });

  it('is told where it is full', async () => {
    for (const fault of await faults('D1_ERROR: Exceeded maximum DB size.')) expect(fault).toMatchObject({ code: 'storage.full' });
  });

  it.each([
    'D1_ERROR: UNIQUE constraint failed: persons.id: SQLITE_CONSTRAINT',
    'D1_ERROR: no such column: overdue: SQLITE_ERROR',
    'D1_ERROR: too many SQL variables at offset 1: SQLITE_ERROR',
    'D1: HTTP 400',
  ])('stays the statement’s own: %s', async (message) => {
    for (const fault of await faults(message)) {
      expect(fault).toMatchObject({ message });
      expect(isStorageAway(fault)).toBe(false);
    }
    const [fault] = await faults(message);
    expect(openD1(failing('')).isUniqueViolation(fault)).toBe(message.includes('UNIQUE'));
  });
});
