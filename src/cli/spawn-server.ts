import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import start from './server-start.json' with { type: 'json' };

/**
 * The built server as `npm start` starts it (launch.mjs).
 *
 * The flags: young objects in twice 4 MB, no second thread that holds memory while it compiles. Saves about as much as
 * --optimize-for-size, and costs less throughput. The environment: glibc returns blocks of 128 kB and more to the system
 * when they are freed, instead of raising that bound with each one and keeping twenty megabytes of holes (mallopt(3),
 * M_MMAP_THRESHOLD).
 *
 * @param settings the whole environment besides
 * @param nodeFlags of Node, before the program
 */
export function spawnServer(
  settings: Readonly<Record<string, string | undefined>>,
  stdio: SpawnOptions['stdio'] = ['ignore', 'pipe', 'inherit'],
  nodeFlags: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, [...start.flags, ...nodeFlags, join(ROOT, 'dist/node.js')], {
    cwd: ROOT,
    env: { ...start.environment, ...settings },
    stdio,
  });
}
