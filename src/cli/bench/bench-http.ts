import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { ROOT } from '../../node/paths.ts';
import { spawnServer } from '../spawn-server.ts';

const SECONDS = 8;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 32;
const TEXT = '【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz8.top/k 重新认证，逾期将停止使用并计入征信。';
const HEADERS = { 'content-type': 'application/json' };
const BODY = JSON.stringify({ text: TEXT });
/**
 * More than any server remembers, in another order for every connection, and each from another citizen, as the gateway in
 * front says: who sends such a row alone is taken for somebody who tries what gets through.
 */
const DIFFERENT = Array.from({ length: 3000 }, (_, index) => ({
  body: JSON.stringify({ text: TEXT.replace('rz8', `rz${index}`) }),
  headers: { ...HEADERS, 'x-forwarded-for': `10.1.${index >> 8}.${index & 255}` },
}));

/** How often it is started. */
const STARTS = 5;

const ECHO = `
  import { serve } from '@hono/node-server';
  import { Hono } from 'hono';
  const app = new Hono().post('/api/v1/check', async (c) => c.json(await c.req.json()));
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + port })));
`;

/** The real server against a bare Hono that echoes JSON, one after the other on the same machine. */
export async function* benchHttp(): AsyncGenerator<string> {
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start++) starts.push(await timeToFirstVerdict());
  yield `\nstart to first verdict, ${STARTS} times: ${starts.map((took) => took.toFixed(0)).join(', ')} ms`;
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = spawnServer({ ...process.env, PORT: '0', DATA_DIR: data, RATE_LIMIT: 'off', TRUST_PROXY: '1' });
  const echo = spawn(process.execPath, ['--input-type=module', '-e', ECHO], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await readyUrl(server);
    const echoUrl = await readyUrl(echo);
    // Both warm: a server that has just started still compiles.
    await load(echoUrl, WARM_UP_SECONDS);
    await load(url, WARM_UP_SECONDS, true);
    const bare = await load(echoUrl, SECONDS);
    yield `\nHTTP, ${CONNECTIONS} connections: echo ${bare.requests.average.toFixed(0)}/s`;
    for (const [what, different] of [
      ['every text another', true],
      ['a wave of one text', false],
    ] as const) {
      const { requests, latency, non2xx } = await load(url, SECONDS, different);
      const share = (100 * requests.average) / bare.requests.average;
      yield `/api/v1/check, ${what}: ${requests.average.toFixed(0)}/s: ${share.toFixed(0)} %; latency p99 ${latency.p99} ms; not 200: ${non2xx}`;
    }
    yield `memory of the server after the load: ${residentMegabytes(server)} MB`;
  } finally {
    server.kill('SIGKILL');
    echo.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

/** Milliseconds, with a new database. What V8 made of the program is kept when a server ends, so that the first start takes the longest. */
async function timeToFirstVerdict(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const started = performance.now();
  const server = spawnServer({ ...process.env, PORT: '0', DATA_DIR: data, RATE_LIMIT: 'off' });
  try {
    await verdict(await readyUrl(server));
    return performance.now() - started;
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(data, { recursive: true, force: true });
  }
}

/** Both servers print one line of JSON with their address. */
export function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /"url":"([^"]+)"/.exec(printed)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

async function verdict(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/check`, { method: 'POST', headers: HEADERS, body: BODY });
  if (!answer.ok) throw new Error(`/api/v1/check answered ${answer.status}`);
}

function load(url: string, duration: number, different = false) {
  let connection = 0;
  return autocannon({
    ...(different && {
      setupClient: (client: autocannon.Client) => {
        const from = (connection++ * DIFFERENT.length) / CONNECTIONS;
        client.setRequests([...DIFFERENT.slice(from), ...DIFFERENT.slice(0, from)]);
      },
    }),
    url: `${url}/api/v1/check`,
    method: 'POST',
    headers: HEADERS,
    body: BODY,
    connections: CONNECTIONS,
    duration,
  });
}

function residentMegabytes({ pid }: ChildProcess): string {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kilobytes) / 1024).toFixed(0);
  } catch {
    return 'unknown (needs /proc)';
  }
}
