import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig, SETTINGS } from '../config.ts';
import { MINUTE } from '../durations.ts';
import { AppError } from '../errors.ts';
import { makeFolder } from '../node/make-folder.ts';
import { ROOT } from '../node/paths.ts';
import { startLocalWorker } from './local-worker.ts';

/** `npm run worker`: the Worker on this machine, with a database of its own in `DATA_DIR/worker`. */

async function main(): Promise<void> {
  const { config } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  const folder = join(resolve(config.DATA_DIR), 'worker');
  makeFolder(folder);
  const settings = Object.fromEntries(
    Object.keys(SETTINGS).flatMap((name) => {
      const value = process.env[`FANZHA_${name}`] || process.env[name];
      return value ? [[name, value]] : [];
    }),
  );
  const worker = await startLocalWorker({
    root: ROOT,
    folder,
    settings: { ...settings, MASTER_KEY: config.MASTER_KEY || keyIn(folder) },
    log: (line) => void process.stdout.write(`${line}\n`),
    port: config.PORT,
  });
  process.stderr.write(`the Worker is at ${worker.url} and starts with its first request; its cron runs every minute\n`);
  await (await fetch(`${worker.url}readyz`)).text();
  // Its end is of no interest: the next one begins all the same.
  setInterval(() => void worker.cron().catch(() => undefined), MINUTE);
  const stop = (): void => void worker.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Made at the first start, as the server does. */
function keyIn(folder: string): string {
  const path = join(folder, 'master.key');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

try {
  await main();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
