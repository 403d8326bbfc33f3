import { type Config, readConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import type { D1Binding } from '../storage/d1.ts';

/** What `wrangler.toml` and the secrets give to the Worker; all else in it are settings. */
export interface Bindings {
  readonly DB: D1Binding;
  readonly ASSETS: AssetsBinding;
  readonly [setting: string]: unknown;
}
/** The files of `dist/worker/assets`. */
export interface AssetsBinding {
  fetch(url: string): Promise<Response>;
}

/**
 * The same settings as everywhere, without what only a machine of one's own can do.
 * @throws AppError `config.invalid`, `config.master-key`
 */
export function readBindings(bindings: Bindings): { config: Config; warnings: string[] } {
  const settings = Object.fromEntries(
    Object.entries(bindings).flatMap(([name, value]) => (isSetting(value) ? [[name, String(value)]] : [])),
  );
  const { config, warnings } = readConfig(settings, () => {
    throw new AppError('config.invalid', 'a Worker has no files: give the value itself, as a secret');
  });
  if (config.MASTER_KEY === '')
    throw new AppError('config.master-key', 'MASTER_KEY is missing: openssl rand -hex 32 | npx wrangler secret put MASTER_KEY');
  return { config, warnings };
}

function isSetting(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** What runs in a Worker of what the settings ask for: nothing that holds a connection, and no threads. */
export function forWorker(config: Config): Config {
  return { ...config, WECHATY_PUPPET: '', TELEGRAM_POLLING: false, TRUST_PROXY: 0 };
}
