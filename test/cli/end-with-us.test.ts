import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MODULE = fileURLToPath(new URL('../../src/cli/spawn-server.ts', import.meta.url));

/** A program that starts another one, says its number, and then does this. */
const program = (then: string): string => `
  import { spawn } from 'node:child_process';
  import { endWithUs } from ${JSON.stringify(MODULE)};
  const child = endWithUs(spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  child.stdout.once('data', () => { console.log(child.pid); ${then} });
`;

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it.each([
  ['fails', 'throw new Error("failed")', null],
  ['ends', 'process.exit(0)', null],
  ['is ended', '', 'SIGTERM'],
] as const)('what a program has started is gone when it %s', async (_how, then, signal) => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program(then)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
  const ended = once(parent, 'exit');
  if (signal) parent.kill(signal);
  await ended;
  const pid = Number(printed.toString());
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
});
