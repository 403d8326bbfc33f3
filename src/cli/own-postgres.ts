import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { loadEmbeddedPostgres } from './embedded-postgres.ts';

/** A PostgreSQL of our own, for as long as a test, a drill or a measurement needs one: in a folder of its own, on a socket there. */
export interface OwnPostgres {
  /** What `DATABASE_URL` would be. */
  url(database?: string): string;
  /** Where its data lie; they belong to the user that it runs as. */
  readonly dataFolder: string;
  /** Process id of its first process. */
  pid(): number;
  /** Once more, on the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it, and deletes what it had. */
  remove(): Promise<void>;
}

export interface OwnPostgresOptions {
  /** A folder with room for the data. */
  readonly within: string;
  /** Such as `shared_buffers=1GB`. */
  readonly settings: readonly string[];
  /** How the database is made; left out: UTF8, ordered by bytes. */
  readonly initdb?: readonly string[];
  /** Also on this port of 127.0.0.1; left out: on the socket alone, so that no port can be taken. */
  readonly port?: number;
  /** Puts data there instead of making new ones: those of a base backup, as they belong to whom they belonged. */
  readonly fill?: (dataFolder: string) => void;
  /** What it logs. */
  readonly heard?: (line: string) => void;
}

const USER = 'owner';
const PASSWORD = 'swordfish-17';
const END_OF_LOG = 4000;

/** @throws AppError `bench.postgres` where the development dependencies are missing, or it does not start */
export async function startOwnPostgres(options: OwnPostgresOptions): Promise<OwnPostgres> {
  const { within, settings, initdb = ['--encoding=UTF8', '--locale=C'], port, fill, heard } = options;
  const Server = await loadEmbeddedPostgres();
  const folder = mkdtempSync(join(within, 'pg-'));
  const dataFolder = join(folder, 'd');
  const sockets = join(folder, 's');
  const all = [...settings, `listen_addresses=${port === undefined ? '' : '127.0.0.1'}`, `unix_socket_directories=${sockets}`, 'jit=off'];
  let said = '';
  const server = new Server({
    databaseDir: dataFolder,
    user: USER,
    password: PASSWORD,
    persistent: true,
    ...(port === undefined ? {} : { port }),
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: [...initdb],
    postgresFlags: all.flatMap((option) => ['-c', option]),
    onLog(line) {
      heard?.(String(line));
      said = `${said}${line}`.slice(-END_OF_LOG);
    },
    onError: () => undefined,
  });
  // The server's own user must get to it, and to its socket.
  chmodSync(folder, 0o711);
  mkdirSync(sockets);
  chmodSync(sockets, 0o777);
  const remove = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (fill) fill(dataFolder);
    else {
      mkdirSync(dataFolder, { mode: 0o700 });
      await server.initialise();
    }
    await server.start();
  } catch (cause) {
    await remove().catch(() => undefined);
    throw new AppError('bench.postgres', `PostgreSQL did not start: ${said}`, 500, { cause });
  }
  const at = port === undefined ? '' : `&port=${port}`;
  return {
    url: (database = 'postgres') => `postgres://${USER}:${PASSWORD}@/${database}?host=${encodeURIComponent(sockets)}${at}`,
    dataFolder,
    pid: () => Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]),
    start: () => server.start(),
    stop: () => server.stop(),
    remove,
  };
}
