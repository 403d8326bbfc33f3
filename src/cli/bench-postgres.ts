import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { loadEmbeddedPostgres } from './embedded-postgres.ts';

/** A PostgreSQL of our own, for as long as a measurement needs one: in a folder of its own, on a socket there. */
export interface BenchPostgres {
  readonly url: string;
  /** Process id of its first process. */
  readonly pid: number;
  /** Writers that were overtaken and had to begin again, since the start. */
  retries(): number;
  stop(): Promise<void>;
}

const USER = 'bench';
/** As an operator would run it: what was acknowledged is on the disk. */
const SETTINGS = ['listen_addresses=', 'max_connections=120', 'jit=off', 'max_wal_size=4GB', 'checkpoint_timeout=15min'];
const OVERTAKEN = /could not serialize access|deadlock detected/g;

/**
 * @param within a folder with room for the data
 * @param settings besides, such as `shared_buffers=1GB`
 * @param heard what the server logs
 * @throws AppError `bench.postgres` where the development dependencies are missing
 */
export async function startBenchPostgres(
  within: string,
  settings: readonly string[] = [],
  heard: (line: string) => void = () => undefined,
): Promise<BenchPostgres> {
  const Server = await loadEmbeddedPostgres();
  const folder = mkdtempSync(join(within, 'bench-pg-'));
  const databaseDir = join(folder, 'd');
  let overtaken = 0;
  let said = '';
  const server = new Server({
    databaseDir,
    user: USER,
    password: USER,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [...SETTINGS, ...settings, `unix_socket_directories=${databaseDir}`].flatMap((option) => ['-c', option]),
    onLog(line) {
      heard(String(line));
      overtaken += String(line).match(OVERTAKEN)?.length ?? 0;
      said = `${said}${line}`.slice(-4000);
    },
    onError: () => undefined,
  });
  mkdirSync(databaseDir, { mode: 0o700 });
  // The server's own user must get to it.
  chmodSync(folder, 0o711);
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    await stop().catch(() => undefined);
    throw new AppError('bench.postgres', `PostgreSQL did not start: ${said}`, 500, { cause });
  }
  return {
    url: `postgres://${USER}:${USER}@/postgres?host=${encodeURIComponent(databaseDir)}`,
    pid: Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
    retries: () => overtaken,
    stop,
  };
}
