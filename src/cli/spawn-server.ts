import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../node/paths.ts';
import start from './server-start.json' with { type: 'json' };

/**
 * The built server as `npm start` starts it (launch.mjs).
 *
 * The flags, by what a load of /check showed (`npm run bench -- http`): young objects in twice 4 MB, one compiler the less,
 * and no objects made old from the beginning: V8 takes a verdict's parts for long-lived, because two or three of them are,
 * and then has to look for them in the whole heap. Young objects are tidied by the thread that made them: there are few, and to
 * wake others for them takes a little longer. Together a tenth faster and thirty megabytes smaller. The environment:
 * glibc returns blocks of 128 kB and more to the system when they are freed, instead of raising that bound with each one
 * and keeping twenty megabytes of holes (mallopt(3), M_MMAP_THRESHOLD). And what V8 made of the program is kept: a start
 * takes an eighth less from the second on.
 *
 * @param settings the whole environment besides
 * @param nodeFlags of Node, before the program
 */
export function spawnServer(
  settings: Readonly<Record<string, string | undefined>>,
  stdio: SpawnOptions['stdio'] = ['ignore', 'pipe', 'inherit'],
  nodeFlags: readonly string[] = [],
): ChildProcess {
  return endWithUs(
    spawn(process.execPath, [...start.flags, ...nodeFlags, join(ROOT, 'dist/node.js')], {
      cwd: ROOT,
      env: { ...start.environment, NODE_COMPILE_CACHE: join(ROOT, 'dist', 'compiled'), ...settings },
      stdio,
    }),
  );
}

const running = new Set<ChildProcess>();

/** Who started it may fail, or be ended himself, before he stops it: it does not outlive his program. */
export function endWithUs(child: ChildProcess): ChildProcess {
  if (running.size === 0) {
    process.on('exit', endAll);
    process.on('SIGTERM', leave);
  }
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size > 0) return;
    process.off('exit', endAll);
    process.off('SIGTERM', leave);
  });
  return child;
}

function endAll(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** 128 and the signal's number, as a shell says it: by itself a signal would end the program without its last words. */
function leave(): never {
  process.exit(128 + 15);
}
