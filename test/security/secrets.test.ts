import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTINGS, settingsHelp } from '../../src/config.ts';
import { ROOT } from '../compiled-library.ts';
import { startServer } from '../running-server.ts';

const SRC = join(ROOT, 'src');
const secretNames = Object.entries(SETTINGS).flatMap(([name, { secret }]) => (secret ? [name] : []));
/** A word that is nowhere else, in whatever shape the setting asks for. */
const PLANTED: Readonly<Record<string, string>> = {
  MASTER_KEY: 'dead10cc'.repeat(8),
  API_KEYS: 'planted-api-key-0001',
  WARNINGS_SECRET: `whsec_${Buffer.from('planted-warnings-secret-00000001').toString('base64')}`,
  WECHAT_TOKEN: 'plantedWechatToken01',
  GENERIC_WEBHOOK_SECRET: 'planted-generic-secret',
  ALIYUN_SMS_SECRET: 'planted-aliyun-path-secret-01',
  RING_WEBHOOK_SECRET: 'planted-ring-secret-01',
};

describe('secrets', () => {
  it('are marked as such, whatever their name ends in', () => {
    const secretive = Object.keys(SETTINGS).filter((name) => /SECRET|TOKEN|PASSWORD|(?:^|_)KEYS?$/.test(name) && !/PUBLIC/.test(name));
    // The name of an account, as Tencent calls it.
    expect(secretive.filter((name) => !secretNames.includes(name))).toEqual(['TENCENT_SECRET_ID']);
    expect(secretNames.length).toBeGreaterThan(15);
  });

  it('are read from a file, each of them, and stand in no help text and no default', () => {
    for (const name of secretNames) {
      const path = `/secrets/${name}`;
      const wanted = PLANTED[name];
      const read: string[] = [];
      const value = wanted ?? '';
      readConfig({ [`${name}_FILE`]: path }, (asked) => {
        read.push(asked);
        return value;
      });
      expect([name, read]).toEqual([name, [path]]);
      expect([name, SETTINGS[name as keyof typeof SETTINGS].default]).toEqual([name, '']);
    }
    expect(settingsHelp()).not.toMatch(/whsec_[A-Za-z0-9+/]{8}|[0-9a-f]{64}/);
  });

  it('are not repeated by the line that says that they are wrong', () => {
    for (const name of secretNames) {
      const wrong = 'planted wrong\u0007';
      try {
        readConfig({ [name]: wrong }, () => '');
      } catch (error) {
        expect((error as Error).message).not.toContain('planted');
      }
    }
  });

  it('reach neither the log, nor a page, nor an error of the running server', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    const settings: Record<string, string> = { LOG_LEVEL: 'debug', RING_WEBHOOK_URL: 'https://ring.example/' };
    for (const [name, value] of Object.entries(PLANTED)) {
      writeFileSync(join(folder, name), value);
      settings[`${name}_FILE`] = join(folder, name);
    }
    const server = await startServer(join(folder, 'data'), settings);
    try {
      const texts: string[] = [];
      const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
        const response = await fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
        texts.push([...response.headers].join('\n'), await response.text());
      };
      for (const path of [
        '/',
        '/help',
        '/api',
        '/api/v1/openapi.json',
        '/readyz',
        '/console/sign-in',
        '/nothing',
        '/webhooks/generic',
        '/webhooks/wechat',
        '/%',
      ])
        await ask(path, { headers: { accept: 'text/html' } });
      for (const path of [
        '/api/v1/check',
        '/api/v1/check/batch',
        '/api/v1/warnings',
        '/webhooks/generic',
        '/webhooks/aliyun/wrong',
        '/message',
        '/console/sign-in',
      ])
        await ask(path, {
          method: 'POST',
          body: '{"text": broken',
          headers: { 'content-type': 'application/json', authorization: 'Bearer planted-wrong-key', origin: server.url },
        });
      await server.kill('SIGTERM');
      const seen = `${texts.join('\n')}\n${server.output()}`;
      expect(server.output().length).toBeGreaterThan(100);
      for (const [name, value] of Object.entries(PLANTED)) expect([name, seen.includes(value)]).toEqual([name, false]);
    } finally {
      await server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('stand in no help of a program', () => {
    const environment = { PATH: process.env.PATH, ...PLANTED };
    const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist', 'node.js'), '--help'], {
      encoding: 'utf8',
      env: environment,
    });
    expect(stdout).toContain('MASTER_KEY');
    for (const value of Object.values(PLANTED)) expect(`${stdout}${stderr}`.includes(value)).toBe(false);
  });
});

describe('what is compared with a secret', () => {
  /** Comparisons of two values of which one is a secret, or made of one, would tell by their time how much was right. */
  const SECRET_WORDS = /(?:secret|signature|hmac|mac|digest|apiKey|password|token|code)$/i;
  const COMPARED = /([\w.?!]+(?:\([^()]*\))?)\s*(?:===|!==|==|!=)\s*([\w.?!'"[\]]+)/g;
  const HARMLESS = /^(?:null|undefined|true|false|-?\d|['"]|typeof|0)/;
  /** Compared with what is no secret, or between two that we have made ourselves. */
  const KNOWN: Readonly<Record<string, string>> = {
    'pages/console/accept-invitation.tsx': 'the new password typed twice, both by whoever makes it',
    'pages/console/step-up.tsx': 'the name of a field',
    'pages/citizen/send-message.tsx': 'his own token, with the one that we have just given him',
  };
  it('is compared in constant time, or looked up by its hash', () => {
    const found: string[] = [];
    for (const name of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || name.startsWith('cli/') || name.startsWith('pages/assets') || KNOWN[name]) continue;
      const text = readFileSync(join(SRC, name), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
      for (const [whole, left = '', right = ''] of text.matchAll(COMPARED))
        if (
          [left, right].some((side) => SECRET_WORDS.test(side)) &&
          !HARMLESS.test(right) &&
          !HARMLESS.test(left) &&
          !/\.code\b|[cC]ode$/.test(left)
        )
          found.push(`${name}: ${whole}`);
    }
    expect(found).toEqual([]);
  });
});
