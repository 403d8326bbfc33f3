import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REHEARSALS } from '../../src/cli/doctor/rehearsals.ts';
import { readConfig } from '../../src/config.ts';
import { openD1 } from '../../src/storage/d1.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { ROOT } from '../compiled-library.ts';
import { codeAt } from '../desk/authenticator.ts';
import { MASTER_KEY, openLocalWorker } from './local-worker.ts';

const SCAM = '【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销';
const PAID = '我刚把5万转给安全账户了，怎么办';
const JSON_TYPE = { 'content-type': 'application/json' };

interface Chat {
  readonly conversation: string;
  readonly escalated: boolean;
  readonly messages: readonly { readonly id: string; readonly text: string }[];
}

/** Every webhook channel is switched on; Telegram's API is a server of ours. */
const settingsWith = (telegram: string): Record<string, string> => ({
  PUBLIC_URL: 'https://fanzha.example',
  WECHAT_TOKEN: 'wechat-token',
  WECHAT_APP_ID: 'wx1',
  WECHAT_AES_KEY: 'a'.repeat(43),
  WECHAT_MODE: 'safe',
  WECOM_TOKEN: 'wecom-token',
  WECOM_AES_KEY: 'b'.repeat(43),
  WECOM_CORP_ID: 'corp',
  TELEGRAM_BOT_TOKEN: '123:abc',
  TELEGRAM_SECRET_TOKEN: 'telegram-secret-token',
  TELEGRAM_API_ROOT: telegram,
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'twilio-token',
  ALIYUN_SMS_SECRET: 'aliyun-secret-0123',
  TENCENT_SMS_SECRET: 'tencent-secret-0123',
  SMSFORWARDER_SECRET: 'smsforwarder-secret',
  ANDROID_SMS_GATEWAY_SECRET: 'android-secret-0123',
  HTTPSMS_SECRET: 'httpsms-secret-01234567890123456',
  GENERIC_WEBHOOK_SECRET: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  WECHATY_PUPPET: 'wechaty-puppet-wechat4u',
});

describe('the Worker in workerd', () => {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'));
  let settings: Record<string, string>;
  let platform: Server;
  let telegramHeard: Promise<string>;
  let worker: Awaited<ReturnType<typeof openLocalWorker>>;

  beforeAll(async () => {
    let hear = (_text: string): void => undefined;
    telegramHeard = new Promise((resolve) => {
      hear = resolve;
    });
    platform = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        if (request.url?.endsWith('/sendMessage')) hear((JSON.parse(body) as { text: string }).text);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ ok: true, result: { message_id: 7, date: 1, chat: { id: 1, type: 'private' } } }));
      });
    });
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
    settings = settingsWith(`http://127.0.0.1:${(platform.address() as AddressInfo).port}`);
    worker = await openLocalWorker(folder, settings);
  });
  afterAll(async () => {
    await worker.stop();
    platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${worker.url}${path}`, { headers });
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${worker.url}${path}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
  const chat = async (body: Record<string, string>): Promise<Chat> => (await (await post('api/v1/chat', body)).json()) as Chat;

  it('makes its tables itself, however many first requests come at once, and says what cannot run there', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => get('readyz')));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(await answers[0]?.json()).toMatchObject({ status: 'ready', switchedOff: ['library-builds', 'wechaty'] });
    expect(worker.lines.filter((line) => line.includes('is ready'))).toHaveLength(1);
  });

  it('judges a text', async () => {
    const answer = await post('api/v1/check', { text: SCAM });
    expect(await answer.json()).toMatchObject({ verdict: 'red', type: { id: 'phishing' } });
  });

  it('opens a case in a chat, and answers the same message the same', async () => {
    const first = await chat({ text: PAID, clientMessageId: 'm1' });
    expect(first.escalated).toBe(true);
    expect(first.messages[0]?.text).toMatch(/110.*工单A\d{6}/s);
    expect(await chat({ text: PAID, clientMessageId: 'm1', conversation: first.conversation })).toEqual(first);
    const changed = await post('api/v1/chat', { text: '别的', clientMessageId: 'm1', conversation: first.conversation });
    expect(changed.status).toBe(409);
  });

  it('tells by the event stream what was said, and goes on behind the last that was heard', async () => {
    const { conversation } = await chat({ text: PAID });
    const all = await eventsUntil(`api/v1/chat/${conversation}/events`, 1);
    expect(all).toHaveLength(1);
    await chat({ text: '我刚才又转了两万给他', conversation });
    const [next] = await eventsUntil(`api/v1/chat/${conversation}/events`, 1, { 'last-event-id': String(all[0]) });
    expect(next).toBeGreaterThan(all[0] as number);
  });

  it.each(Object.keys(REHEARSALS))('takes what %s signs, and nothing that it has not signed', async (channel) => {
    const { config } = readConfig(settings, () => '');
    const rehearsal = REHEARSALS[channel]?.(config, SCAM, Date.now());
    if (!rehearsal) throw new Error('no rehearsal');
    const { method, headers, body } = rehearsal.init;
    const signed = await fetch(`${worker.url}webhooks/${channel}${rehearsal.path}`, { method, headers, ...(body ? { body } : {}) });
    expect(signed.status).toBe(200);
    const forged = await fetch(`${worker.url}webhooks/${channel}`, { method: 'POST', headers: JSON_TYPE, body: '{}' });
    expect([400, 401, 404]).toContain(forged.status);
  });

  it('sends the answer by fetch, after the webhook was answered, where the platform takes none in it', async () => {
    expect(await telegramHeard).toContain('🔴');
  });

  it('shows the citizen his page with its own style and scripts, and nobody the library', async () => {
    const page = await get('');
    const text = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path.slice(1));
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) expect((await get(asset)).headers.get('cache-control')).toContain('immutable');
    for (const hidden of ['library.bin', 'start.json']) expect((await get(hidden)).status).toBe(404);
  });

  it('lets the first administrator in by the link in its log, and tells two of his pages of a P0 at once', async () => {
    const cookie = await firstAdministrator();
    const desk = { cookie, accept: 'text/event-stream' };
    const streams = await Promise.all([get('console/events', desk), get('console/events', desk)]);
    const { messages } = await chat({ text: PAID });
    const [, number = ''] = /工单(A\d{6})/.exec(messages[0]?.text ?? '') ?? [];
    const called = new RegExp(`event: (?:changed|standing)\\ndata: .*"${number}"`);
    for (const stream of streams) expect(await textUntil(stream, (text) => called.test(text))).toMatch(/^retry: 500\n/);
    expect(await (await get('console/officers', { cookie, accept: 'text/html' })).text()).toContain('WECHATY_PUPPET 没有起作用');
  });

  it('lets in whoever was invited by hand, as docs/workers.md says', async () => {
    const [statements = ''] = /INSERT INTO invitations[^"]+/.exec(readFileSync(join(ROOT, 'docs/workers.md'), 'utf8')) ?? [];
    const [token, now] = ['0123456789abcdef'.repeat(4), `${Math.floor(Date.now() / 1000)}000`];
    const hash = createHash('sha256').update(token).digest('hex');
    const database = await worker.database();
    const written = statements.replaceAll('$hash', hash).replaceAll('$now', now).split(';');
    await database.batch(written.map((statement) => database.prepare(statement)));
    const page = await get(`console/invitation?token=${token}`);
    expect(await page.text()).toContain('name="secret"');
  });

  it('finishes every minute what was left behind, and keeps its release for replays', async () => {
    const [token, minuteAgo] = ['a-conversation-that-was-cut-off', Date.now() - 60_000];
    let ids = 0;
    const sources = { now: () => minuteAgo, id: () => `left-behind-${++ids}` };
    const storage = createStorage(openD1(await worker.database()), await createSealer(MASTER_KEY), sources);
    const conversationId = await nameOf(token);
    await storage.ensureConversation(conversationId, 'web');
    const saved = await storage.saveIncoming({ channel: 'web', conversationId, externalId: 'left', text: PAID });
    const over = worker.cron();
    await eventsUntil(`api/v1/chat/${token}/events`, 1);
    expect(await storage.answerOf('messageId' in saved ? saved.messageId : '')).toContain('110');
    expect(await storage.keptReleases()).toHaveLength(1);
    // It goes on until the minute is over, and ends with the runtime.
    over.catch(() => undefined);
  });

  it('starts not at all without its master key, and says so to the operator alone', async () => {
    const without = await openLocalWorker(join(folder, 'without'), { MASTER_KEY: '' });
    const answer = await fetch(`${without.url}healthz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('MASTER_KEY');
    expect(without.lines.join()).toContain('wrangler secret put MASTER_KEY');
    await without.stop();
  });

  it('has everything after a restart', async () => {
    const before = await chat({ text: PAID, clientMessageId: 'kept' });
    await worker.stop();
    worker = await openLocalWorker(folder, settings);
    expect(await chat({ text: PAID, clientMessageId: 'kept', conversation: before.conversation })).toEqual(before);
  });

  /** The cookie of whoever followed the link and signed in. */
  async function firstAdministrator(): Promise<string> {
    const path = worker.lines.map((line) => /console\/invitation\?token=[\w-]+/.exec(line)?.[0]).find(Boolean) ?? '';
    const token = path.split('=')[1] ?? '';
    const secret = /name="secret" value="([^"]+)"/.exec(await (await get(path)).text())?.[1] ?? '';
    const send = (to: string, fields: Record<string, string>): Promise<Response> =>
      fetch(`${worker.url}${to}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: new URL(worker.url).origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields),
      });
    const [name, password] = ['boss', '太湖边的三只白鹭飞走了'];
    const code = codeAt(secret, Date.now());
    const made = await send('console/invitation', { token, secret, name, display: '老张', password, repeat: password, code });
    expect(made.status).toBe(303);
    // The next one of the telephone: none counts twice.
    const entered = await send('console/sign-in', { name, password, code: codeAt(secret, Date.now() + 30_000) });
    expect(entered.status).toBe(303);
    return (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  /** The ids of so many events. */
  async function eventsUntil(path: string, count: number, headers: Record<string, string> = {}): Promise<number[]> {
    const idsIn = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    return idsIn(await textUntil(await get(path, headers), (text) => idsIn(text).length >= count));
  }
});

/** What a stream says until it has said enough; then it is left. */
async function textUntil(stream: Response, isEnough: (text: string) => boolean): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (isEnough(text)) return text;
  }
  throw new Error(`the stream ended before: ${text}`);
}

async function nameOf(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return `web:${Buffer.from(digest.subarray(0, 16)).toString('hex')}`;
}
