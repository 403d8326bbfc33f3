import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import * as running from '../running-server.ts';

export interface RunningServer {
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** The built server with an empty database, whose desk is never closed; ready when it says so. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fanzha-e2e-'));
  const server = await running.startServer(dataDir, { OFFICE_HOURS_FROM: '00:00', OFFICE_HOURS_TO: '00:00', ...settings });
  const stop = async (): Promise<void> => {
    await server.kill('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, dataDir, stop };
}

/** Debian's chromium, or the one that CHROMIUM names. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
