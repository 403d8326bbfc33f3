import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';

/** Runs one statement, whatever connection it takes. */
export type RunStatement = (query: CompiledQuery) => Promise<QueryResult<never>>;

/** Kysely on PostgreSQL, with connections that are chosen anew for every statement: nothing here holds one over an await. */
export function postgresDialect(run: RunStatement, end: () => Promise<void>): Dialect {
  const interactive = async (): Promise<never> => {
    throw new Error('statements that belong together go through Database.batch');
  };
  const connection = {
    executeQuery: run,
    streamQuery: () => {
      throw new Error('rows are read page by page');
    },
  } as DatabaseConnection;
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: interactive,
    commitTransaction: interactive,
    rollbackTransaction: interactive,
    releaseConnection: async () => undefined,
    destroy: end,
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new TypedParameters(),
  };
}

/**
 * A value has the type that it has in the program, as on SQLite. PostgreSQL would otherwise guess from where it stands,
 * and has nothing to go by in `SELECT $1`, `$1 || $2` or the branches of a CASE.
 */
class TypedParameters extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(value);
    if (typeof value === 'string') this.append('::text');
    if (typeof value === 'number') this.append(Number.isInteger(value) ? '::bigint' : '::double precision');
  }
}
