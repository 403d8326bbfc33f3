import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isWebhookAddress } from '../../src/partners/webhook-address.ts';
import { ROOT } from '../compiled-library.ts';
import { startServer } from '../running-server.ts';

const SRC = join(ROOT, 'src');
/** Every file of the server that lets a request out, and where it may go. A new one fails here until it says so. */
const OUTWARD: Readonly<Record<string, string>> = {
  'channels/sms/senders/api-sender.ts': 'the SMS platform of the settings',
  'channels/sms/twilio-media.ts': "Twilio's API of the settings, and the store that it names once, without our secret",
  'channels/telegram/files.ts': 'Telegram of the settings',
  'channels/telegram/client.ts': 'Telegram of the settings',
  'channels/wechat/platform-call.ts': 'WeChat of the settings',
  'channels/wecom/platform.ts': 'WeCom of the settings',
  'conversation/second-reader.ts': 'SECOND_READER_URL',
  'desk/ring-webhook.ts': 'RING_WEBHOOK_URL',
  'partners/deliver-posts.ts': 'a partner, at the address that an administrator has written: isWebhookAddress',
};
/** Has `fetch` in hand and asks nobody outside by itself. */
const HANDED_ON: Readonly<Record<string, string>> = {
  'chores.ts': 'hands it to partners/deliver-posts.ts',
  'make-channels.ts': 'hands it to channels/, with a limit of time',
  'node/node-request-scope.ts': 'adds the trace to a call of the files above',
  'worker.ts': 'asks the app',
  'worker/bindings.ts': 'names the asset binding',
  'worker/edge-fetch.ts': 'is the fetch of the files above, without redirects where they ask for none',
  'worker/worker-assets.ts': 'reads what was deployed with it',
};
const CALLS = /\b(?:fetch|fetchIt|fetcher|deps\.fetch)\(|\.fetch\(/;
const OTHER_WAYS =
  /from '(?:node:)?(?:http|https|http2|net|tls|dns|dgram|undici|ws|axios|node-fetch)(?:\/[^']*)?'|\bnew (?:WebSocket|EventSource)\b|(?<!async )\bimport\(\s*[^'"\s]/;

const OTHERWISE: Readonly<Record<string, string>> = {
  'channels/sms/source-address.ts': 'node:net for its list of addresses',
  'node/end-server.ts': 'node:net and node:http for what it closes, and their types',
  'channels/wechaty/wechaty.ts': 'the puppet that the operator has installed and named, which speaks to WeChat itself',
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('cli/') && !name.startsWith('pages/assets/'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '') }));

describe('what leaves this machine', () => {
  it('leaves by the few files that are known, to where the settings say', () => {
    const calling = files.filter(({ text, name }) => CALLS.test(text) && !HANDED_ON[name]).map(({ name }) => name);
    expect(calling.sort()).toEqual(Object.keys(OUTWARD).sort());
  });

  it('leaves in no other way', () => {
    const found = files.filter(({ text }) => OTHER_WAYS.test(text)).map(({ name }) => name);
    expect(found.filter((name) => !OTHERWISE[name])).toEqual([]);
  });

  it('follows no redirect with what it carries', () => {
    const open = Object.keys(OUTWARD).filter((name) => {
      const text = files.find((file) => file.name === name)?.text ?? '';
      return CALLS.test(text) && !/redirect: '(?:manual|error)'/.test(text);
    });
    expect(open).toEqual([]);
  });

  it('is never a citizen’s link', async () => {
    const asked: string[] = [];
    const bait = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('ok');
    }).listen(0, '127.0.0.1');
    await once(bait, 'listening');
    const link = `http://127.0.0.1:${(bait.address() as AddressInfo).port}/bait`;
    const data = mkdtempSync(join(tmpdir(), 'links-'));
    const server = await startServer(data);
    try {
      const json = (path: string, body: unknown) =>
        fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const form = (path: string, fields: Record<string, string>) =>
        fetch(`${server.url}${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin: server.url },
          body: new URLSearchParams(fields),
        });
      const statuses = [
        (await json('/api/v1/check', { text: `您的快递异常，点击 ${link} 处理`, sender: link })).status,
        (await json('/api/v1/chat', { text: `这个网址是骗人的吗 ${link}` })).status,
        (await json('/api/v1/chat', { text: `举报 ${link}` })).status,
        (await json('/api/v1/lookup', { value: link })).status,
        (await form('/message', { text: link })).status,
        (await form('/lookup', { value: link })).status,
      ];
      expect(statuses).toEqual([200, 200, 200, 200, 303, expect.any(Number)]);
      // What it does by itself after answering is done once it has ended in order.
      await server.kill('SIGTERM');
      expect(asked).toEqual([]);
    } finally {
      await server.kill('SIGKILL');
      bait.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
});

describe('an address of a partner', () => {
  it.each(['https://bank.example/hook', 'https://8.8.8.8/x', 'https://[2a00:1450::1]/', 'https://172.15.0.1/', 'https://100.128.0.1/'])(
    '%s is taken',
    (address) => {
      expect(isWebhookAddress(address, false)).toBe(true);
    },
  );
  it.each([
    'http://bank.example/hook',
    'http://127.0.0.1:1234/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0/',
    'https://localhost/',
    'https://localhost./',
    'https://intranet/',
    'https://db.internal/',
    'https://nas.local/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://u:p@bank.example/',
    'ftp://bank.example/',
    'not an address',
    `https://bank.example/${'x'.repeat(500)}`,
  ])('%s is not', (address) => {
    expect(isWebhookAddress(address, false)).toBe(false);
  });
  it('may be inside where the operator says so, and still needs no plain HTTP but to this machine', () => {
    const taken = (address: string): boolean => isWebhookAddress(address, true);
    expect(['https://10.1.2.3/', 'https://intranet/', 'http://127.0.0.1:1/'].map(taken)).toEqual([true, true, true]);
    expect(['http://10.1.2.3/', 'http://intranet/', 'https://u@10.1.2.3/'].map(taken)).toEqual([false, false, false]);
  });
});
