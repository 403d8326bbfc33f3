import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../src/cli/spawn-server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface RunningServer {
  readonly url: string;
  /** Fulfilled once the server has printed this. */
  readonly printed: (text: string) => Promise<void>;
  /** All that it has printed so far, on both outputs. */
  readonly output: () => string;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** The built server on a free port; fulfilled when it says that it is ready. @param program another build of it */
export async function startServer(
  dataDir: string,
  settings: Record<string, string> = {},
  program = 'dist/node.js',
): Promise<RunningServer> {
  const child = spawn(process.execPath, [program], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, RATE_LIMIT: 'off', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  let printed = '';
  const waiting: { text: string; resolve: () => void }[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const found = /"url":"([^"]+)"/.exec(printed)?.[1];
      if (found) resolve(found);
      for (const { text, resolve: seen } of waiting) if (printed.includes(text)) seen();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
  return {
    url,
    printed: (text) => new Promise<void>((resolve) => (printed.includes(text) ? resolve() : waiting.push({ text, resolve }))),
    output: () => printed,
    kill: (signal) => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
