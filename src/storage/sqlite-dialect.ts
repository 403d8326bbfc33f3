import type { StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { AppError } from '../errors.ts';
import type { Write } from './sqlite-commits.ts';
import type { Patience } from './sqlite-patience.ts';
import { UnqueuedAdapter } from './unqueued-adapter.ts';

/** All else, such as a PRAGMA, is for itself. */
const WRITING: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

/**
 * Kysely over Node's own SQLite. One connection serves all: each statement runs at one go, so nobody has to wait for
 * another's to end, and who waits for a lock holds up no reader. Interactive transactions are not to be had; a batch is.
 */
export function sqliteDialect(
  prepare: (sql: string) => StatementSync,
  { patience, write, close }: { readonly patience: Patience; readonly write: Write; close(): Promise<void> },
): Dialect {
  const run = <Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> => {
    const statement = prepare(sql);
    const values = parameters as never[];
    if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
  const connection: DatabaseConnection = {
    executeQuery: <Row>(query: CompiledQuery) =>
      WRITING.has(query.query.kind)
        ? write(() => run<Row>(query), true)
        : patience(() => run<Row>(query), query.query.kind === 'SelectQueryNode'),
    streamQuery() {
      throw new AppError('storage.unsupported', 'rows are not streamed: ask for a limited number of them');
    },
  };
  const noTransactions = (): Promise<never> =>
    Promise.reject(new AppError('storage.unsupported', 'there are no interactive transactions: use Database.batch'));
  return {
    createAdapter: () => new UnqueuedAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      releaseConnection: async () => undefined,
      beginTransaction: noTransactions,
      commitTransaction: noTransactions,
      rollbackTransaction: noTransactions,
      destroy: close,
    }),
  };
}
