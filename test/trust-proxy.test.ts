import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

describe('TRUST_PROXY', () => {
  let data: string;
  let server: RunningServer;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'proxy-'));
  });
  afterEach(async () => {
    await server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });

  const statuses = async (...forwarded: string[]): Promise<number[]> => {
    const found: number[] = [];
    for (const addresses of forwarded) {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': addresses };
      found.push((await fetch(`${server.url}/api/v1/check`, { method: 'POST', headers, body: '{"text":"在吗"}' })).status);
    }
    return found;
  };

  it('off: nobody gets round the limit by naming another address', async () => {
    server = await startServer(data, { RATE_LIMIT: '1', TRUST_PROXY: 'off' });
    expect(await statuses('198.51.100.1', '198.51.100.2', '198.51.100.3')).toEqual([200, 429, 429]);
  });

  it('1: the address that our proxy has added is the client, whatever the client wrote before it', async () => {
    server = await startServer(data, { RATE_LIMIT: '1', TRUST_PROXY: '1' });
    expect(await statuses('198.51.100.1', '198.51.100.2', '203.0.113.7, 198.51.100.1', '198.51.100.9, 198.51.100.2')).toEqual([
      200, 200, 429, 429,
    ]);
  });

  it('2: the client stands one place further from the right', async () => {
    server = await startServer(data, { RATE_LIMIT: '1', TRUST_PROXY: '2' });
    expect(await statuses('198.51.100.1, 192.0.2.1', '198.51.100.2, 192.0.2.1', '203.0.113.7, 198.51.100.1, 192.0.2.2')).toEqual([
      200, 200, 429,
    ]);
  });
});
