import { type Compilable, type RawBuilder, sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import { STATEMENTS } from './erase-again.ts';
import { appendToLedger, ERASED_KINDS, type ErasedKind, erasedMark, KINDS, readLedger } from './erasure-list.ts';

/** Ids read at once, when somebody must be found among the living. */
const PAGE = 5000;

/** Rows of objections are deleted in the end: their number says nothing of whether one is new. They are few. */
const STAYING: readonly ErasedKind[] = KINDS.filter((kind) => kind !== 'objector');

/** Follows who was erased, and notes it in a file that no backup and no restore replaces. */
export interface ErasureLedger {
  /**
   * Before anything is sent: whoever stands in the ledger and lives in the database was brought back by a restore, and is
   * erased again. Looks through the living only where somebody is missing among the erased.
   * @returns how many
   */
  eraseAgain(): Promise<number>;
  /** Appends what is new; cheap when nothing is. Never says that there is more to do. */
  sync(): Promise<false>;
}

/** @param path made when it is not there; several processes may append to it. @param now milliseconds since 1970 UTC */
export function createErasureLedger({ query, batch }: Pick<Database, 'query' | 'batch'>, path: string, now: () => number): ErasureLedger {
  const noted = readLedger(path);
  let counted = -1;

  const rows = async <Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> => (await statement.execute(query)).rows;
  async function countErased(): Promise<number> {
    let all = 0;
    for (const { table, erased } of STAYING.map((kind) => ERASED_KINDS[kind])) {
      const [row] = await rows(sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)} WHERE ${sql.raw(erased)}`);
      all += Number(row?.n);
    }
    return all;
  }

  async function erasedMarks(kind: ErasedKind): Promise<readonly string[]> {
    const { table, erased } = ERASED_KINDS[kind];
    const found = await rows(sql<{ id: string }>`SELECT id FROM ${sql.table(table)} WHERE ${sql.raw(erased)}`);
    return found.map(({ id }) => erasedMark(kind, id));
  }
  /** Page by page, in the order of their ids. */
  async function* living(kind: ErasedKind): AsyncGenerator<string> {
    const { table, erased } = ERASED_KINDS[kind];
    for (let after = ''; ; ) {
      const page = await rows(
        sql<{
          id: string;
        }>`SELECT id FROM ${sql.table(table)} WHERE NOT (${sql.raw(erased)}) AND id > ${after} ORDER BY id LIMIT ${sql.lit(PAGE)}`,
      );
      for (const { id } of page) yield id;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.id;
    }
  }

  return {
    async eraseAgain() {
      const missing = new Set(noted);
      for (const kind of KINDS) for (const mark of await erasedMarks(kind)) missing.delete(mark);
      let erased = 0;
      for (const kind of KINDS) {
        if (![...missing].some((mark) => mark.startsWith(`${kind} `))) continue;
        for await (const id of living(kind)) {
          if (!missing.has(erasedMark(kind, id))) continue;
          await batch(STATEMENTS[kind].map(({ sql: statement }) => withId(query, statement, id)));
          erased += 1;
        }
      }
      return erased;
    },

    async sync() {
      const count = await countErased();
      // Nobody who was erased comes back: as many as before are the same as before.
      const changed = KINDS.filter((kind) => count !== counted || !STAYING.includes(kind));
      for (const kind of changed) {
        const fresh = (await erasedMarks(kind)).filter((mark) => !noted.has(mark));
        if (fresh.length > 0 || count !== counted) appendToLedger(path, fresh, now());
        for (const mark of fresh) noted.add(mark);
      }
      counted = count;
      return false;
    },
  };
}

/** As this dialect writes a parameter. */
function withId(query: Database['query'], statement: string, id: string): Compilable {
  const [before = '', after = ''] = statement.split('?');
  return { compile: () => sql`${sql.raw(before)}${id}${sql.raw(after)}`.compile(query) };
}
