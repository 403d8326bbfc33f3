import { execFile, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../compiled-library.ts';

/** A built program, as npm runs it. */
export function run(
  program: 'check' | 'evaluate' | 'library' | 'doctor' | 'privacy',
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

/** The same for a program that talks to a server of the test's own; it must end well or with 1. */
export async function runAsync(program: string, args: readonly string[], environment: Record<string, string>): Promise<{ stdout: string }> {
  const env = { PATH: process.env.PATH, ...environment };
  return promisify(execFile)(process.execPath, [join(ROOT, 'dist', `${program}.js`), ...args], { env }).catch(
    (error: { code?: number; stdout?: string }) => {
      if (error.code !== 1) throw error;
      return { stdout: error.stdout ?? '' };
    },
  );
}
