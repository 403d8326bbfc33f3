import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { AppError } from '../errors.ts';
import { type Database, ONE_WRITER } from './database.ts';
import type { Tables } from './schema.ts';
import { UnqueuedAdapter } from './unqueued-adapter.ts';

/** What we need of a D1 binding, as Cloudflare's runtime gives it to a Worker. */
export interface D1Binding {
  prepare(sql: string): D1Statement;
  /** One transaction: all of them, or none. */
  batch(statements: readonly D1Statement[]): Promise<readonly unknown[]>;
}
interface D1Statement {
  /** At most 100 values, in a statement of at most 100,000 bytes; a row may have 2,000,000. */
  bind(...values: readonly unknown[]): D1Statement;
  all(): Promise<{ readonly results: readonly unknown[]; readonly meta: { readonly changes?: number; readonly last_row_id?: number } }>;
}

/** Cloudflare D1: SQLite behind a network, without transactions that stay open between two statements. */
export function openD1(binding: D1Binding, compiler: () => SqliteQueryCompiler = () => new SqliteQueryCompiler()): Database {
  const query = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new UnqueuedAdapter(),
      createDriver: () => driverOf(binding),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: compiler,
    },
  });
  // D1 refuses an empty batch.
  const batch: Database['batch'] = async (statements) => {
    if (statements.length > 0) await told(binding.batch(statements.map((statement) => prepared(binding, statement.compile()))));
  };
  return {
    ...ONE_WRITER,
    claiming: query,
    query,
    serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    batch,
    alone: (migrating) => migrating(batch),
    isUniqueViolation: (error) => error instanceof Error && /UNIQUE constraint failed/.test(error.message),
    close: () => query.destroy(),
  };
}

/**
 * What Cloudflare says where the database is restarted, moved, asked by too many, or not reached:
 * https://developers.cloudflare.com/d1/observability/debug-d1/#error-list. Whatever is not named here may be the statement's own
 * fault, and must not hold up everybody else's.
 */
const AWAY =
  /overloaded|network connection lost|caused object to be reset|code was updated|transient issue|internal error|^D1: HTTP (?:429|5\d\d)$/i;
const FULL = /exceeded (?:its )?maximum (?:db|database|account storage)/i;

/** What it means for whoever called; the same codes as over SQLite and PostgreSQL. */
async function told<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (cause) {
    const said = cause instanceof Error && !(cause instanceof AppError) ? cause.message : '';
    if (FULL.test(said)) throw new AppError('storage.full', 'D1 is full: it takes no more', 503, { cause });
    if (AWAY.test(said)) throw new AppError('storage.unavailable', 'D1 does not answer now', 503, { cause });
    throw cause;
  }
}

function prepared(binding: D1Binding, { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): D1Statement {
  return binding.prepare(sql).bind(...parameters);
}

/** There is no connection: every statement is a call of its own, and many may be under way at once. */
function driverOf(binding: D1Binding): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(compiled: CompiledQuery): Promise<QueryResult<Row>> {
      const { results, meta } = await told(prepared(binding, compiled).all());
      return {
        rows: results as Row[],
        numAffectedRows: BigInt(meta.changes ?? 0),
        ...(meta.last_row_id === undefined ? {} : { insertId: BigInt(meta.last_row_id) }),
      };
    },
    streamQuery: () => unsupported('rows one by one'),
  };
  const nothing = async (): Promise<void> => undefined;
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: async () => unsupported('a transaction'),
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
}

function unsupported(what: string): never {
  throw new Error(`D1 has no ${what}: use database.batch`);
}
