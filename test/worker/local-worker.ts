import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import type { D1Binding } from '../../src/storage/d1.ts';
import { ROOT } from '../compiled-library.ts';

export const PROGRAM = join(ROOT, 'dist', 'worker', 'program', 'worker.js');
export const MASTER_KEY = '0f'.repeat(32);

export interface LocalWorker {
  /** With a slash at the end. */
  readonly url: string;
  /** The same database, from outside. */
  readonly database: D1Binding;
  /** Lines of the program's log so far. */
  readonly log: readonly string[];
  /** One minute of the cron trigger; fulfilled when it is over. */
  cron(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The built program in a real workerd on this machine, as `wrangler.toml` has it. Nothing of it asks the network. */
export async function startLocalWorker(folder: string, settings: Record<string, string> = {}): Promise<LocalWorker> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(ROOT, 'wrangler.toml'));
  const log: string[] = [];
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...workerOptions,
      modules: [{ type: 'ESModule', path: PROGRAM }],
      modulesRoot: join(PROGRAM, '..'),
      bindings: { ...(workerOptions.bindings as Record<string, string>), MASTER_KEY, RATE_LIMIT: 'off', ...settings },
      resourcePersistencePath: folder,
      handleStructuredLogs: ({ message }) => void log.push(String(message)),
      unsafeTriggerHandlers: true,
      // Otherwise it asks Cloudflare where this machine is.
      cf: false,
    }),
  );
  const url = String(await miniflare.ready);
  return {
    url,
    log,
    database: (await miniflare.getD1Database('DB')) as unknown as D1Binding,
    cron: () => fetch(`${url}cdn-cgi/local/scheduled`),
    stop: () => miniflare.dispose(),
  };
}
