import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../node/paths.ts';
import { spawnServer } from '../spawn-server.ts';

/** The built server as operators run it. */
export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from its start to its first "ready". */
  readonly startedIn: number;
  /** Lines of its log that are errors, by their message: how often. */
  readonly errors: ReadonlyMap<string, number>;
  /** Megabytes that it holds; 0 where /proc is not there. */
  memory(): number;
  alive(): boolean;
  /** The end of what it has printed. */
  lastWords(): string;
  /** Fulfilled with its exit code, null after a kill. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

const LONGEST_START = 60_000;
const MOST_WORDS = 2000;

/** @param preload a file that is loaded before the program: what a drill does to the process itself */
export async function startServer(settings: Readonly<Record<string, string>>, preload: readonly string[] = []): Promise<ServerProcess> {
  const started = performance.now();
  const flags = preload.flatMap((path) => ['--import', join(ROOT, path)]);
  const child = spawnServer(
    { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', RATE_LIMIT: 'off', LOG_LEVEL: 'info', ...settings },
    ['ignore', 'pipe', 'pipe'],
    flags,
  );
  const errors = new Map<string, number>();
  const words = { last: '' };
  const keep = (chunk: Buffer): void => {
    words.last = (words.last + chunk.toString()).slice(-MOST_WORDS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const url = await readyUrl(child, errors);
  return {
    url,
    startedIn: performance.now() - started,
    errors,
    memory: () => residentMegabytes(child),
    lastWords: () => words.last,
    alive: () => child.exitCode === null && child.signalCode === null,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

/** @throws Error with what it printed when it ends instead */
function readyUrl(child: ChildProcess, errors: Map<string, number>): Promise<string> {
  let [printed, rest] = ['', ''];
  return new Promise((resolve, reject) => {
    const noted = (line: string): void => {
      const [, level] = /"level":(\d+)/.exec(line) ?? [];
      const [, message = 'unreadable'] = /"msg":"([^"]*)"/.exec(line) ?? [];
      if (Number(level) >= 50) errors.set(message, (errors.get(message) ?? 0) + 1);
    };
    const read = (chunk: Buffer): void => {
      if (printed.length < 20_000) printed += chunk.toString();
      const found = /"url":"(http[^"]+)","library/.exec(printed)?.[1];
      if (found) resolve(found);
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) noted(line);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code, signal) => reject(new Error(`the server ended with ${code ?? signal}: ${printed}`)));
    void sleep(LONGEST_START, undefined, { ref: false }).then(() => reject(new Error(`the server was not ready in time: ${printed}`)));
  });
}

function residentMegabytes({ pid }: ChildProcess): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return 0;
  }
}
