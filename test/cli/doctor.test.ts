import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REHEARSALS } from '../../src/cli/doctor/rehearsals.ts';
import { CONTRACTS } from '../channels/all-contracts.ts';
import { run, runAsync } from './run-program.ts';

const PATH_SECRET = '0123456789abcdef';
const EVERY_CHANNEL = {
  PUBLIC_URL: 'https://fanzha.example.cn/',
  WECHAT_TOKEN: 'old-token,new-token',
  WECHAT_APP_ID: 'wx0000invented',
  WECOM_TOKEN: 'token',
  WECOM_AES_KEY: 'A'.repeat(43),
  WECOM_CORP_ID: 'ww0000invented',
  TELEGRAM_BOT_TOKEN: '7000000001:invented',
  TELEGRAM_SECRET_TOKEN: PATH_SECRET,
  TWILIO_ACCOUNT_SID: 'AC0000invented',
  TWILIO_AUTH_TOKEN: 'invented',
  ALIYUN_SMS_SECRET: PATH_SECRET,
  ALIYUN_SMS_IPS: '203.0.113.5',
  TENCENT_SMS_IPS: '203.0.113.6',
  TENCENT_SMS_SECRET: PATH_SECRET,
  SMSFORWARDER_SECRET: 'invented',
  ANDROID_SMS_GATEWAY_SECRET: 'invented',
  HTTPSMS_SECRET: 'invented',
  GENERIC_WEBHOOK_SECRET: 'whsec_aW52ZW50ZWQ=',
};

describe('npm run doctor', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'doctor-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const doctor = (args: readonly string[], environment: Record<string, string> = {}) =>
    run('doctor', args, undefined, { DATA_DIR: join(folder, 'data'), ...environment });

  it('knows every channel', () => {
    expect(Object.keys(REHEARSALS).sort()).toEqual(CONTRACTS.map(({ id }) => id).sort());
  });

  it('sends a signed message through the whole path of every channel, and says where the platform shall call', () => {
    const { status, stdout, stderr } = doctor([], EVERY_CHANNEL);
    expect(stderr).toBe('');
    for (const { id } of CONTRACTS) {
      expect(stdout).toMatch(new RegExp(`^✔ ${id} +`, 'm'));
      expect(stdout).toMatch(new RegExp(`^· ${id} .*https://fanzha\\.example\\.cn/webhooks/${id}`, 'm'));
    }
    expect(stdout).toContain('✘ smsforwarder         receives, but cannot answer: no sender is set');
    expect(stdout).not.toContain(PATH_SECRET);
    expect(status).toBe(1);
  });

  it('asks the platforms whether they take our keys, and repeats no secret', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const known = request.url?.includes('secret=right') || request.url?.startsWith('/bot7000000001:right/');
      response.end(JSON.stringify(known ? { access_token: 'invented', ok: true } : { errcode: 40125, errmsg: 'invalid appsecret' }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const telegram = { TELEGRAM_BOT_TOKEN: '7000000001:right', TELEGRAM_SECRET_TOKEN: PATH_SECRET, TELEGRAM_API_ROOT: root };
    const settings = { WECHAT_TOKEN: 'token', WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 'wrong-secret', WECHAT_API_ROOT: root, ...telegram };
    const { stdout } = await runAsync('doctor', ['--online'], { DATA_DIR: join(folder, 'data'), ...settings });
    server.close();
    expect(asked).toHaveLength(2);
    expect(stdout).toMatch(/^✘ wechat +the platform does not take our keys: HTTP 200, code 40125$/m);
    expect(stdout).toMatch(/^✔ telegram +the platform takes our keys$/m);
    expect(stdout).not.toContain('wrong-secret');
  });

  it('opens a safe mode with its key', () => {
    const safe = {
      WECHAT_TOKEN: 'token',
      WECHAT_APP_ID: 'wx1',
      WECHAT_APP_SECRET: 's',
      WECHAT_MODE: 'safe',
      WECHAT_AES_KEY: 'B'.repeat(43),
    };
    expect(doctor([], safe)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^✔ wechat/) });
  });

  it.each([
    [{ WECOM_TOKEN: 'token' }, 'WECOM_AES_KEY is missing'],
    [{ TWILIO_AUTH_TOKEN: 'x' }, 'PUBLIC_URL is missing'],
    [{ TELEGRAM_BOT_TOKEN: '1:x' }, 'TELEGRAM_SECRET_TOKEN'],
    [{ SMS_SENDER: 'tencent' }, 'TENCENT_SECRET_ID is missing'],
  ])('says in one line what is missing: %j', (settings, problem) => {
    const { status, stderr } = doctor([], settings);
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain(problem);
  });

  it('is content with the web page alone', () => {
    expect(doctor([])).toMatchObject({ status: 0, stdout: expect.stringContaining('only the web page') });
  });

  it('shows an empty ledger, and its own help', () => {
    expect(doctor(['--ledger'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing has been sent yet') });
    expect(doctor(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--set-telegram-webhook') });
    expect(doctor(['--nonsense']).status).toBe(2);
    expect(doctor(['--set-telegram-webhook']).stderr).toContain('PUBLIC_URL is missing');
  });
});
