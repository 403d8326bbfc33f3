import { AppError } from '../errors.ts';

/** What PostgreSQL said: the state by which programs go, and its words where no value of a row can be among them. */
interface Said {
  readonly code?: unknown;
  readonly message: string;
  readonly constraint?: unknown;
  /** Of PostgreSQL's own source; its words may be in any language. */
  readonly file?: unknown;
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Five characters when PostgreSQL itself refused; null when it could not be asked. */
function sqlState(error: unknown): string | null {
  const code = error instanceof Error ? (error as Said).code : undefined;
  return typeof code === 'string' && SQLSTATE.test(code) && !/^E[A-Z]{4}$/.test(code) ? code : null;
}

/** Another was quicker: the same again may well succeed, and a statement or a batch is plain data that can be sent again. */
export function isWorthRepeating(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** The server is gone, going, not there yet, full, or a copy that takes no writes: the connection is of no use any more. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AppError || error instanceof TypeError || error instanceof RangeError) return false;
  const state = sqlState(error);
  return (
    state === null ||
    isStandby(error, state) ||
    state.startsWith('08') ||
    ['57P01', '57P02', '57P03', '57P05', '53300', '25006', '25P03'].includes(state)
  );
}

/** A standby, or a server that still recovers, refuses SERIALIZABLE before anything is written. */
function isStandby(error: unknown, state: string): boolean {
  return state === '0A000' && ['guc.c', 'predicate.c'].includes(String((error as Said).file));
}

/** Node's names for a certificate that is not believed, and what the driver says of a server without TLS. */
const NOT_BELIEVED =
  /^(?:ERR_TLS_\w+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|CERT_\w+|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)$/;
const NO_TLS = 'The server does not support SSL connections';

/** Whoever answers there is not proved to be our database: nothing was sent to him. */
function tlsRefusal(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const why = error.message === NO_TLS ? 'no TLS there' : syscall === 'open' || NOT_BELIEVED.test(code ?? '') ? code : undefined;
  if (why === undefined) return null;
  const words =
    syscall === 'open'
      ? 'a certificate file of DATABASE_URL (sslrootcert, sslcert, sslkey) cannot be read'
      : why === 'no TLS there'
        ? 'switch ssl on there'
        : why === 'ERR_TLS_CERT_ALTNAME_INVALID'
          ? 'its certificate is for another name than the host of DATABASE_URL'
          : 'its certificate is not signed by sslrootcert of DATABASE_URL, or not valid now';
  return new AppError(
    'storage.certificate',
    `数据库暂时连不上，请稍后再试；急事打110。 The database server is not believed (${why}): ${words}. See docs/postgresql.md, TLS`,
    503,
  );
}

/**
 * What leaves the driver. PostgreSQL's own error carries the values of the row at fault; those are a person's, and an error
 * is logged.
 */
export function withoutValues(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const state = sqlState(error);
  const refused = state === null ? tlsRefusal(error) : null;
  if (refused) return refused;
  if (isConnectionLost(error)) {
    const code = (error as Partial<Said> | null)?.code;
    const why = state ?? (typeof code === 'string' ? code : 'no connection');
    return new AppError('storage.unavailable', `数据库暂时连不上，请稍后再试；急事打110。 The database does not answer (${why}).`, 503);
  }
  if (state === '57014' || state === '55P03')
    return new AppError('storage.slow', `数据库太忙，请稍后再试；急事打110。 The database took too long (${state}).`, 503);
  if (state === null) return error;
  const said = error as Said;
  if (state.startsWith('28') || state === '3D000' || state === '42501')
    return new AppError('storage.refused', `the database refuses us (${state}): ${said.message}. See docs/postgresql.md`);
  return new PostgresError(said, state);
}

/** A refusal of PostgreSQL by its state; class 22 (wrong values) quotes the value, and so its words are left out. */
class PostgresError extends Error {
  readonly code: string;
  readonly constraint: string | null;

  constructor({ message, constraint }: Said, state: string) {
    super(state.startsWith('22') ? `PostgreSQL refused a value (${state})` : message);
    this.name = 'PostgresError';
    this.code = state;
    this.constraint = typeof constraint === 'string' ? constraint : null;
  }
}
