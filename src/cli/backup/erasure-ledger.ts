import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../storage/database.ts';
import { appendToLedger, ERASED_KINDS, erasedMark, KINDS, readLedger } from './erasure-list.ts';

/** Follows who was erased, and notes it in a file that no backup and no restore replaces. */
export interface ErasureLedger {
  /** Appends what is new; cheap when nothing is. Never says that there is more to do. */
  sync(): Promise<false>;
}

/** @param path made when it is not there; several processes may append to it. @param now milliseconds since 1970 UTC */
export function createErasureLedger({ query }: Pick<Database, 'query'>, path: string, now: () => number): ErasureLedger {
  const noted = readLedger(path);
  let counted = -1;

  const rows = async <Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> => (await statement.execute(query)).rows;
  async function countErased(): Promise<number> {
    let all = 0;
    for (const { table, erased } of Object.values(ERASED_KINDS)) {
      const [row] = await rows(sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)} WHERE ${sql.raw(erased)}`);
      all += Number(row?.n);
    }
    return all;
  }

  return {
    async sync() {
      const count = await countErased();
      // Nobody who was erased comes back: as many as before are the same as before.
      if (count === counted) return false;
      for (const kind of KINDS) {
        const { table, erased } = ERASED_KINDS[kind];
        const found = await rows(sql<{ id: string }>`SELECT id FROM ${sql.table(table)} WHERE ${sql.raw(erased)}`);
        const fresh = found.map(({ id }) => erasedMark(kind, id)).filter((mark) => !noted.has(mark));
        appendToLedger(path, fresh, now());
        for (const mark of fresh) noted.add(mark);
      }
      counted = count;
      return false;
    },
  };
}
