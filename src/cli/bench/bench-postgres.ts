import { type OwnPostgres, startOwnPostgres } from '../own-postgres.ts';

/** A PostgreSQL for as long as a measurement needs one. */
export interface BenchPostgres extends Pick<OwnPostgres, 'remove'> {
  readonly url: string;
  /** Process id of its first process. */
  readonly pid: number;
  /** Writers that were overtaken and had to begin again, since the start. */
  retries(): number;
}

/** As an operator would run it: what was acknowledged is on the disk. */
const SETTINGS = ['max_connections=120', 'max_wal_size=4GB', 'checkpoint_timeout=15min'];
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
  let overtaken = 0;
  const server = await startOwnPostgres({
    within,
    settings: [...SETTINGS, ...settings],
    heard(line) {
      heard(line);
      overtaken += line.match(OVERTAKEN)?.length ?? 0;
    },
  });
  return { url: server.url(), pid: server.pid(), retries: () => overtaken, remove: server.remove };
}
