import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../node/paths.ts';
import { queriesPerMessage } from './bench/bench-d1-queries.ts';
import { type LocalWorker, startLocalWorker, workerProgram } from './local-worker.ts';

/**
 * `npm run bench-worker`: size, start, memory and CPU of the Worker in a real workerd on this machine. CPU is that of the
 * whole workerd process: the simulators of D1, of the assets and of the way in are in it, so the Worker alone needs less.
 */

const MASTER_KEY = '0f'.repeat(32);
const STARTS = 5;
const REQUESTS = 500;
const SCAM = '有人说我涉嫌洗钱，要我把钱转到安全账户';
const MB = 1024 * 1024;

interface Running {
  readonly worker: LocalWorker;
  /** Milliseconds of all threads so far. */
  readonly cpu: () => number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-worker-'));
  const nothing = join(folder, 'nothing.js');
  writeFileSync(nothing, 'export default { fetch: () => new Response("ok"), scheduled() {} };');
  try {
    const program = readFileSync(workerProgram(ROOT));
    say('program', `${(program.length / MB).toFixed(2)} MB, compressed ${(gzipSync(program).length / MB).toFixed(2)} MB (3 MB allowed)`);
    const [empty, own]: [number[], number[]] = [[], []];
    for (let run = 0; run < STARTS; run++) {
      process.stderr.write(`start ${run + 1} of ${STARTS}\r`);
      empty.push(await startCpu(join(folder, `empty-${run}`), nothing));
      own.push(await startCpu(join(folder, `own-${run}`)));
    }
    say(
      'start-up',
      `${(median(own) - median(empty)).toFixed(0)} ms of CPU more than an empty Worker (400 ms allowed); median of ${STARTS}`,
    );
    await measureRunning(join(folder, 'running'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CPU until workerd has evaluated the program and listens. */
async function startCpu(folder: string, program?: string): Promise<number> {
  const { worker, cpu } = await run(folder, program);
  // Whatever is evaluated late is evaluated by now; the answer itself needs no database.
  const spent = cpu();
  await worker.stop();
  return spent;
}

async function measureRunning(folder: string): Promise<void> {
  const { worker, cpu } = await run(folder);
  const measured = async (name: string, work: () => Promise<unknown>, times = 1): Promise<void> => {
    const [before, began] = [cpu(), performance.now()];
    for (let index = 0; index < times; index++) await work();
    const each = (total: number): string => (total / times).toFixed(1);
    say(name, `${each(cpu() - before)} ms of CPU, ${each(performance.now() - began)} ms${times > 1 ? `, mean of ${times}` : ''}`);
  };
  const get = async (path: string): Promise<string> => (await fetch(worker.url + path)).text();
  const post = async (path: string, body: unknown): Promise<string> =>
    (
      await fetch(worker.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    ).text();
  let count = 0;
  const text = (): string => `第${++count}位市民：${SCAM}`;
  await measured('first request (tables, library)', () => get('healthz'));
  await sayMemory(worker, 'memory after it');
  await measured('first verdict', () => post('api/v1/check', { text: text() }));
  await measured('GET /healthz', () => get('healthz'), REQUESTS);
  await measured('POST /api/v1/check', () => post('api/v1/check', { text: text() }), REQUESTS);
  await measured('POST /api/v1/chat', () => post('api/v1/chat', { text: text() }), REQUESTS / 5);
  await measured('GET /', () => get(''), REQUESTS / 5);
  await sayMemory(worker, 'memory after all');
  const { calls, rowsRead, rowsWritten, bytes } = await queriesPerMessage(await worker.database(), MASTER_KEY);
  say(
    'D1, for one chat message',
    `${calls.toFixed(1)} calls, ${rowsRead.toFixed(0)} rows read, ${rowsWritten.toFixed(0)} written, ${(bytes / 1024).toFixed(1)} kB`,
  );
  await worker.stop();
}

async function run(folder: string, program?: string): Promise<Running> {
  const before = new Set(children());
  const settings = { MASTER_KEY, RATE_LIMIT: 'off', LOG_LEVEL: 'error' };
  const worker = await startLocalWorker({
    root: ROOT,
    folder,
    settings,
    log: (line) => void process.stderr.write(`${line}\n`),
    inspected: true,
    ...(program ? { program } : {}),
  });
  const [pid] = children().filter((one) => !before.has(one));
  return { worker, cpu: () => (pid === undefined ? Number.NaN : cpuOf(pid)) };
}

/** Processes that this one has started; Linux alone tells. */
function children(): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] === String(process.pid);
    } catch {
      return false;
    }
  });
}

/** Milliseconds. */
function cpuOf(pid: string): number {
  const spent = (task: string): number => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      return 0;
    }
  };
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => sum + spent(task), 0) / 1e6;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/** Of the program's isolate alone, as its debugger tells; garbage is in it. */
async function sayMemory(worker: LocalWorker, name: string): Promise<void> {
  const socket = new WebSocket((await worker.inspector()) as URL);
  const answer = new Promise<HeapUsage>((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' })));
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: HeapUsage };
      if (id === 1 && result) resolve(result);
    });
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')));
  });
  const { usedSize, backingStorageSize = 0 } = await answer;
  socket.close();
  const [heap, arrays] = [usedSize, backingStorageSize].map((bytes) => (bytes / MB).toFixed(0));
  say(name, `${((usedSize + backingStorageSize) / MB).toFixed(0)} MB (heap ${heap}, arrays ${arrays}; 128 MB allowed)`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function say(name: string, text: string): void {
  process.stdout.write(`${name.padEnd(34)} ${text}\n`);
}

await main();
