import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import type { D1Binding } from '../storage/d1.ts';

/** Miniflare is what `wrangler dev` itself runs; taken without it, it asks nobody in the network for anything. */
export interface LocalWorker {
  /** With a slash at the end. */
  readonly url: string;
  /** The same database, from outside. */
  readonly database: () => Promise<D1Binding>;
  /** Where a debugger finds the program's isolate; null unless it was asked for. */
  readonly inspector: () => Promise<URL | null>;
  /** One minute of the cron trigger; fulfilled when it is over. */
  cron(): Promise<unknown>;
  stop(): Promise<void>;
}
export interface LocalWorkerSettings {
  /** The project's folder. */
  readonly root: string;
  /** Where its database is kept. */
  readonly folder: string;
  /** As secrets and variables of the Worker. */
  readonly settings: Readonly<Record<string, string>>;
  /** Takes each line of the program's log. */
  readonly log: (line: string) => void;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly inspected?: boolean;
  /** Its database is reached by HTTP as at Cloudflare, by whoever reaches its port: for tests alone. */
  readonly api?: boolean;
  /** Instead of the built program. */
  readonly program?: string;
}

export function workerProgram(root: string): string {
  return join(root, 'dist', 'worker', 'program', 'worker.js');
}

/** The built program in a real workerd on this machine, as `wrangler.toml` has it. */
export async function startLocalWorker({
  root,
  folder,
  settings,
  log,
  port = 0,
  inspected,
  api,
  program,
}: LocalWorkerSettings): Promise<LocalWorker> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'));
  const path = program ?? workerProgram(root);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...workerOptions,
      modules: [{ type: 'ESModule', path }],
      modulesRoot: join(path, '..'),
      bindings: { ...(workerOptions.bindings as Record<string, string>), ...settings },
      resourcePersistencePath: folder,
      handleStructuredLogs: ({ message }) => log(String(message)),
      unsafeTriggerHandlers: true,
      unsafeLocalExplorer: api ?? false,
      port,
      ...(inspected ? { inspectorPort: 0 } : {}),
      // Otherwise it asks Cloudflare where this machine is.
      cf: false,
      telemetry: { enabled: false },
    }),
  );
  const url = String(await miniflare.ready);
  return {
    url,
    database: async () => (await miniflare.getD1Database('DB')) as unknown as D1Binding,
    inspector: async () => (inspected ? new URL(`/core:user:`, await miniflare.getInspectorURL()) : null),
    cron: () => fetch(`${url}cdn-cgi/local/scheduled`),
    stop: () => miniflare.dispose(),
  };
}
