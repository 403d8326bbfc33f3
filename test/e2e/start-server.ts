import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { endWithUs } from '../../src/cli/spawn-server.ts';

export interface RunningServer {
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL('../../dist/node.js', import.meta.url));

/** The built server on a free port with an empty database; ready when it says so. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fanzha-e2e-'));
  const server = spawn(process.execPath, [ENTRY], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      RATE_LIMIT: 'off',
      OFFICE_HOURS_FROM: '00:00',
      OFFICE_HOURS_TO: '00:00',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(server);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (!url) continue;
    server.stdout.resume();
    return { url, dataDir, stop };
  }
  throw new Error('the server ended before it was ready');
}

/** Debian's chromium, or the one that CHROMIUM names. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
