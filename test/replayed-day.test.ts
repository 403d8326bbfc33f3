import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChannelContract, Parts } from './channels/channel-contract.ts';
import { SECRET as ALIYUN_SECRET, contract as aliyun } from './channels/contract-aliyun.ts';
import { SECRET as GENERIC_SECRET, contract as generic } from './channels/contract-generic.ts';
import { BOT_TOKEN, SECRET, contract as telegram } from './channels/contract-telegram.ts';
import { ACCOUNT, AUTH_TOKEN, PUBLIC_URL, contract as twilio } from './channels/contract-twilio.ts';
import { AES_KEY, APP_ID, TOKEN, contract as wechat } from './channels/contract-wechat.ts';
import { type RunningServer, startServer } from './running-server.ts';

const DELIVERIES = 5000;
/** Of these deliveries, every fifth is one that the platform had made before, and every twentieth is wrongly signed. */
const REPEATED = DELIVERIES / 5;
const FORGED = DELIVERIES / 20;
const AT_ONCE = 32;
/** In turn: two answer by a sender, three in the HTTP answer; Alibaba Cloud's has no sender here, and the ledger must say so. */
const MIX = [wechat, telegram, generic, twilio, aliyun] as const;

interface Planned {
  readonly contract: ChannelContract;
  readonly id: string;
  readonly forged: boolean;
}
interface Sent {
  readonly to: string;
  readonly text: string;
}

/** Both platforms' APIs for what we send ourselves. */
async function startPlatforms(): Promise<{ server: Server; url: string; sent: Sent[] }> {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const answer = (body: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path.startsWith('/cgi-bin/token')) return answer({ access_token: 'invented', expires_in: 7200 });
    const body = (await json(request)) as { chat_id?: number | string; touser?: string; text?: string | { content?: string } };
    if (path === `/bot${BOT_TOKEN}/sendMessage`) {
      sent.push({ to: `telegram:${body.chat_id}`, text: String(body.text) });
      return answer({ ok: true, result: { message_id: sent.length, date: 0, chat: { id: body.chat_id, type: 'private' } } });
    }
    const content = typeof body.text === 'object' ? body.text.content : '';
    if (path.startsWith('/cgi-bin/message/custom/send')) sent.push({ to: `wechat:${body.touser}`, text: String(content) });
    return answer({ errcode: 0, ok: true, result: true });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

/** A day's deliveries, reordered, always the same way. */
function plan(): Planned[] {
  const fresh = Array.from({ length: DELIVERIES - REPEATED - FORGED }, (_, index) => ({
    contract: MIX[index % MIX.length] as ChannelContract,
    id: String(100_000 + index),
    forged: false,
  }));
  const again = fresh.slice(0, REPEATED);
  const forged = fresh.slice(0, FORGED).map((planned, index) => ({ ...planned, id: `9${200_000 + index}`, forged: true }));
  const all = [...fresh, ...again, ...forged];
  let state = 20261120;
  for (let i = all.length - 1; i > 0; i--) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    [all[i], all[j]] = [all[j] as Planned, all[i] as Planned];
  }
  return all;
}

let folder: string;
let server: RunningServer;
let platforms: Awaited<ReturnType<typeof startPlatforms>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'day-'));
  platforms = await startPlatforms();
});
afterEach(async () => {
  await server.kill('SIGKILL');
  platforms.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (): Promise<RunningServer> =>
  startServer(folder, {
    WECHAT_TOKEN: TOKEN,
    WECHAT_AES_KEY: AES_KEY,
    WECHAT_APP_ID: APP_ID,
    WECHAT_APP_SECRET: 'an-invented-secret',
    WECHAT_MODE: 'safe',
    WECHAT_API_ROOT: platforms.url,
    PUBLIC_URL,
    GENERIC_WEBHOOK_SECRET: GENERIC_SECRET,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    ALIYUN_SMS_SECRET: ALIYUN_SECRET,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_SECRET_TOKEN: SECRET,
    TELEGRAM_API_ROOT: platforms.url,
  });

/** One delivery; null when the server was not there: the platform comes again. */
async function deliver({ contract, id, forged }: Planned): Promise<{ status: number; type: string; body: string } | null> {
  const message = { from: `13800${id}`, messageId: id, text: `有人说我涉嫌洗钱，要我把${id}元转到安全账户`, now: Date.now() };
  const { query, headers, body, secret }: Parts = await (forged ? contract.forged(message) : contract.text(message));
  try {
    const url = `${server.url}/webhooks/${contract.id}${secret ? `/${secret}` : ''}${query ? `?${query}` : ''}`;
    const init = { method: 'POST', ...(headers ? { headers } : {}), ...(body ? { body } : {}) };
    const response = await fetch(url, init);
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
  } catch {
    return null;
  }
}

test('a day of 5,000 deliveries with repeats, forgeries and a kill: each judged once, each answered once, none lost', async () => {
  server = await start();
  const waiting = plan();
  const shown = new Map<string, Set<string>>();
  const missed: Planned[] = [];
  const statuses = { forged: new Set<number>(), honest: new Set<number>() };
  let done = 0;
  let killed: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    for (let planned = waiting.pop(); planned; planned = waiting.pop()) {
      const reply = await deliver(planned);
      if (reply === null) {
        missed.push(planned);
        continue;
      }
      statuses[planned.forged ? 'forged' : 'honest'].add(reply.status);
      const text = planned.forged ? null : await planned.contract.shown(reply);
      if (text !== null) shown.set(planned.id, (shown.get(planned.id) ?? new Set()).add(text));
      if (++done === DELIVERIES / 2) killed = server.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await killed;
  expect(missed.length).toBeGreaterThan(DELIVERIES / 4);
  server = await start();
  waiting.push(...missed.splice(0));
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(missed).toEqual([]);
  expect([...statuses.forged]).toEqual([401]);
  expect([...statuses.honest]).toEqual([200]);

  const database = new DatabaseSync(join(folder, 'fanzha.db'), { readOnly: true });
  const count = (sql: string): number => Number((database.prepare(sql).get() as { n: number }).n);
  const fresh = DELIVERIES - REPEATED - FORGED;
  expect(count("SELECT count(*) AS n FROM messages WHERE author = 'citizen'")).toBe(fresh);
  expect(count('SELECT count(*) AS n FROM outcomes')).toBe(fresh);
  const unsettled =
    "SELECT count(*) AS n FROM outbox WHERE state <> 'accepted' AND (channel <> 'aliyun' OR reason IS NULL OR reason <> 'no-sender')";
  await expect.poll(() => count(unsettled), { timeout: 60_000, interval: 200 }).toBe(0);
  expect(count('SELECT count(*) AS n FROM outbox')).toBe(fresh);
  database.close();

  // What operators see of this day: figures of every channel, and nothing of anybody.
  const page = await (await fetch(`${server.url}/metrics`)).text();
  for (const { id } of MIX) expect(page).toMatch(new RegExp(`^fanzha_verdict_seconds_count\\{channel="${id}"\\} [1-9]`, 'm'));
  for (const seen of [page, server.output()]) {
    expect(seen).not.toMatch(/(?<!\d)13800\d{6}(?!\d)/);
    for (const planted of ['安全账户', '洗钱', SECRET, GENERIC_SECRET, ALIYUN_SECRET, AUTH_TOKEN]) expect(seen).not.toContain(planted);
  }

  const byCitizen = new Map<string, string[]>();
  for (const { to, text } of platforms.sent) byCitizen.set(to, [...(byCitizen.get(to) ?? []), text]);
  const telegrams = [...byCitizen].filter(([to]) => to.startsWith('telegram:'));
  expect(telegrams).toHaveLength(fresh / MIX.length);
  // Telegram cannot tell that it had a message already: what may have come before says so, and comes once more at most.
  for (const [, texts] of telegrams) {
    expect(texts.filter((text) => !text.startsWith('（重发）')).length).toBeLessThanOrEqual(1);
    expect(texts.filter((text) => text.startsWith('（重发）')).length).toBeLessThanOrEqual(1);
  }
  for (let index = 0; index < fresh; index++) {
    const contract = MIX[index % MIX.length] as ChannelContract;
    if (contract === telegram || contract === aliyun) continue;
    const id = String(100_000 + index);
    const pushed = byCitizen.get(`wechat:13800${id}`) ?? [];
    const answers = [...(shown.get(id) ?? []), ...(contract === wechat ? pushed : [])];
    expect(new Set(answers).size, `${contract.id} ${id}`).toBe(1);
    expect(pushed.length, id).toBeLessThanOrEqual(1);
  }
});
