import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnServer } from '../spawn-server.ts';
import { ask, drain, type Measured, type OpenConsole, openConsole } from './bench-console.ts';
import { readyUrl } from './bench-http.ts';

/** `npm run bench -- desk`: a whole region's desk on its worst day, against the real server. */

const CONSOLES = 300;
/** So many of them have a case of their own open, the others the queue. */
const ON_A_CASE = 30;
const WAITING_BEFORE = 200;
const PER_SECOND = 100;
const SECONDS = 30;
/** Of each hundred messages: so many call for a human at once, so many are of somebody whose case is running. */
const P0_OF_100 = 2;
const RUNNING_OF_100 = 5;
/** Somebody claims a new P0 after about that long. Milliseconds. */
const CLAIMED_AFTER = 3000;
/** Consoles that open together. */
const AT_ONCE = 20;
const AN_HOUR = 3_600_000;

const ORDINARY = [
  '【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz8.top/k 重新认证，逾期将停止使用并计入征信。',
  '有人加我微信说能退学费，靠谱吗',
  '妈，我手机摔坏了，这是我新号，方便先转我三千吗',
  '您的快递丢失，请添加客服QQ办理三倍赔付',
  '请问96110打来的电话是真的吗',
];
const EMERGENCY = '骗子正在叫我转账，屏幕共享开着，救命';

export async function* benchDesk(): AsyncGenerator<string> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = spawnServer({ ...process.env, PORT: '0', DATA_DIR: data, RATE_LIMIT: 'off', LOG_LEVEL: 'info' });
  const consoles: OpenConsole[] = [];
  try {
    const url = await readyUrl(server);
    const tokens = signIn(data);
    const running = await before(url);
    const ids = caseIds(data);
    const measured: Measured = { heard: new Map(), fragments: [], bytes: 0, failed: 0 };
    const begin = async (token: string, index: number): Promise<void> => {
      const own = index < ON_A_CASE ? ids[index] : undefined;
      const page = await openConsole(url, token, own ? `/console/cases/${own}` : '/console', own ?? 'desk', measured);
      consoles.push(page);
      if (own) await page.send(`/console/cases/${own}/claim`, {});
    };
    for (let from = 0; from < CONSOLES; from += AT_ONCE)
      await Promise.all(tokens.slice(from, from + AT_ONCE).map((token, index) => begin(token, from + index)));
    yield `${CONSOLES} consoles open, ${ON_A_CASE} of them on a case; ${ids.length} cases in the queue; memory ${memory(server, 'VmRSS')} MB`;
    await sleep(4000);
    measured.heard.clear();
    measured.fragments.length = 0;
    measured.bytes = 0;
    const spent = cpuSeconds(server);
    const lag = monitorEventLoopDelay({ resolution: 10 });
    lag.enable();
    const from = performance.now();
    const day = await write(url, running, consoles, data, measured);
    const took = (performance.now() - from) / 1000;
    lag.disable();
    await sleep(1500);
    yield* report(day, measured, data, took);
    yield `this program itself was late: p99 ${(lag.percentile(99) / 1e6).toFixed(0)} ms, at most ${(lag.max / 1e6).toFixed(0)} ms`;
    yield `server: memory at most ${memory(server, 'VmHWM')} MB (now ${memory(server, 'VmRSS')} MB), ${(((cpuSeconds(server) - spent) / took) * 100).toFixed(0)} % of a core`;
  } finally {
    for (const page of consoles) page.close();
    server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

interface Day {
  /** When the P0 with this message id was sent: `performance.now()`. */
  readonly sent: ReadonlyMap<string, number>;
  /** Milliseconds that citizens waited for their answers. */
  readonly answers: readonly number[];
}

async function* report({ sent, answers }: Day, measured: Measured, data: string, took: number): AsyncGenerator<string> {
  const delays: number[] = [];
  let missing = 0;
  const cases = casesOf(data);
  for (const [message, at] of sent) {
    // Each console hears of it once when it is new; later events of the same case are no announcements.
    const heard = (measured.heard.get(cases.get(message) ?? '') ?? []).slice(0, CONSOLES);
    missing += CONSOLES - heard.length;
    delays.push(...heard.map((time) => time - at));
  }
  const row = (name: string, values: readonly number[]): string => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
    return `${name.padEnd(52)} ${at(0.5).padStart(6)} ${at(0.95).padStart(6)} ${at(0.99).padStart(6)} ${at(1).padStart(8)} ${String(values.length).padStart(8)}`;
  };
  yield `\n${PER_SECOND} messages/s for ${took.toFixed(0)} s, milliseconds${' '.repeat(16)}p50    p95    p99  slowest    count`;
  yield row('P0: from the citizen’s request to a console', delays);
  yield row('answer to a citizen', answers);
  yield row('fragment asked for by a console', measured.fragments);
  yield `P0 not announced: ${missing} of ${sent.size * CONSOLES}; fragments ${(measured.fragments.length / took).toFixed(0)}/s, ${(measured.bytes / took / 1024).toFixed(0)} KB/s; failed: ${measured.failed}`;
}

/** A steady stream of messages; new P0s are claimed after some seconds by somebody. */
async function write(
  url: string,
  running: readonly string[],
  consoles: readonly OpenConsole[],
  data: string,
  measured: Measured,
): Promise<Day> {
  const sent = new Map<string, number>();
  const answers: number[] = [];
  const under: Promise<void>[] = [];
  const known: string[] = [];
  const one = async (index: number): Promise<void> => {
    const kind = index % 100;
    const isP0 = kind % (100 / P0_OF_100) === 0;
    const id = isP0 ? `p0-${index}` : `m-${index}`;
    const isRunning = !isP0 && kind % (100 / RUNNING_OF_100) === 1;
    const conversation = isRunning
      ? running[index % running.length]
      : index % 2 === 0
        ? undefined
        : known[index % Math.max(known.length, 1)];
    const text = isP0 ? EMERGENCY : isRunning ? '我到银行了，柜台在排队' : (ORDINARY[index % ORDINARY.length] as string);
    const from = performance.now();
    if (isP0) sent.set(id, from);
    const said = await chat(url, { text, clientMessageId: id, ...(conversation && !isP0 ? { conversation } : {}) });
    answers.push(performance.now() - from);
    if (!isP0 && !isRunning) known.push(said);
    if (!isP0) return;
    await sleep(CLAIMED_AFTER * (0.5 + Math.random()));
    const caseId = casesOf(data, id).get(id);
    const officer = consoles[ON_A_CASE + (index % (consoles.length - ON_A_CASE))];
    if (caseId && (await officer?.send(`/console/cases/${caseId}/claim`, {})) !== 303) measured.failed += 1;
  };
  const started = performance.now();
  for (let index = 0; index < PER_SECOND * SECONDS; index++) {
    const due = started + (index * 1000) / PER_SECOND;
    if (due - performance.now() > 2) await sleep(due - performance.now());
    under.push(one(index));
  }
  await Promise.all(under);
  return { sent, answers };
}

/** Who waits already when the day begins. @returns their tokens */
async function before(url: string): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = 0; index < WAITING_BEFORE; index++)
    tokens.push(
      await chat(url, { text: index % 2 === 0 ? '我要找真人' : `我前天给骗子转了${index}万块钱`, clientMessageId: `b-${index}` }),
    );
  return tokens;
}

async function chat(url: string, body: Readonly<Record<string, string>>): Promise<string> {
  const response = await ask(
    `${url}/api/v1/chat`,
    { method: 'POST', headers: { 'content-type': 'application/json' } },
    JSON.stringify(body),
  );
  if (response.statusCode !== 200) throw new Error(`/api/v1/chat answered ${response.statusCode}, ${await drain(response)} bytes`);
  let text = '';
  for await (const chunk of response) text += chunk;
  return (JSON.parse(text) as { conversation: string }).conversation;
}

/** An account and a session for each console, written into the server's own file. @returns the sessions' tokens */
function signIn(data: string): string[] {
  const database = open(data);
  const now = Date.now();
  const account = database.prepare(
    `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
     VALUES (?, ?, ?, 'officer', '', '', 0, 0, 0, 0, ?)`,
  );
  const session = database.prepare('INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)');
  database.exec('BEGIN IMMEDIATE');
  const tokens = Array.from({ length: CONSOLES }, (_, index) => {
    const [id, token] = [`officer-${index}`, `bench-${index}`];
    account.run(id, id, `值班员${index}`, now);
    session.run(createHash('sha256').update(token).digest('hex'), id, now, now, now + AN_HOUR);
    return token;
  });
  database.exec('COMMIT');
  database.close();
  return tokens;
}

function open(data: string): DatabaseSync {
  const database = new DatabaseSync(join(data, 'fanzha.db'));
  database.exec('PRAGMA busy_timeout = 10000');
  return database;
}

function caseIds(data: string): string[] {
  const database = open(data);
  const rows = database.prepare("SELECT id FROM cases WHERE status = 'waiting' ORDER BY created_at").all();
  database.close();
  return rows.map(({ id }) => String(id));
}

/** Which case the message with this id of ours has led to. */
function casesOf(data: string, message = 'p0-%'): Map<string, string> {
  const database = open(data);
  const rows = database
    .prepare(
      'SELECT external_id, cases.id FROM messages JOIN cases ON cases.conversation_id = messages.conversation_id WHERE external_id LIKE ?',
    )
    .all(`%/${message}`);
  database.close();
  return new Map(rows.map(({ external_id, id }) => [String(external_id).split('/')[1] ?? '', String(id)]));
}

function memory({ pid }: ChildProcess, name: 'VmRSS' | 'VmHWM'): string {
  const kilobytes = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) / 1024).toFixed(0);
}

/** Ticks of /proc are hundredths of a second. */
function cpuSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
