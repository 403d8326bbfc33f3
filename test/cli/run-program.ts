import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../compiled-library.ts';

/** A built program, as npm runs it. */
export function run(
  program: 'check' | 'evaluate' | 'library' | 'doctor',
  args: readonly string[],
  input?: string | Buffer,
  environment: Record<string, string> = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(ROOT, 'dist', `${program}.js`), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, ...environment },
    ...(input === undefined ? {} : { input }),
  });
}
