import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTelegramChannel } from '../../src/channels/telegram/telegram.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const BOT_ID = 7_000_000_001;
export const BOT_TOKEN = `${BOT_ID}:AAinvented-token_of_a_test_bot`;
export const SECRET = 'invented_secret-token_2026';
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';
/** Nobody listens there: Telegram is out of reach. */
const UNREACHABLE = 'http://127.0.0.1:9';

export const contract: ChannelContract = {
  id: 'telegram',
  make: (deps) => createTelegramChannel({ botToken: BOT_TOKEN, secretTokens: [SECRET], apiRoot: UNREACHABLE }, deps),
  text: (message) => signed(textUpdate(message)),
  forged: (message) => signed(textUpdate(message), 'invented_secret-token_of_another'),
  unknown: (now) =>
    signed({
      update_id: 900_000_001,
      channel_post: {
        message_id: 5,
        date: Math.floor(now / 1000),
        chat: { id: -1_002_000_000_001, type: 'channel', title: '频道' },
        text: '大家好',
      },
    }),
  window: null,
  shown: () => null,
  longest: { units: 4096 },
};

/** As Telegram posts it. */
export function signed(update: unknown, secret = SECRET): Parts {
  return {
    path: '/webhooks/telegram',
    headers: new Headers({ 'Content-Type': 'application/json', [SECRET_HEADER]: secret }),
    body: bytesOf(JSON.stringify(update)),
  };
}

function textUpdate({ from, messageId, text, now }: { from: string; messageId: string; text: string; now: number }) {
  const id = numberOf(from);
  return {
    update_id: numberOf(messageId),
    message: {
      message_id: numberOf(messageId),
      date: Math.floor(now / 1000),
      from: { id, is_bot: false, first_name: '李', language_code: 'zh-hans' },
      chat: { id, type: 'private', first_name: '李' },
      text,
    },
  };
}

function numberOf(name: string): number {
  return [...name].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_000_007, 7);
}

interface BotCall {
  readonly method: string;
  readonly payload: Record<string, unknown>;
}
/** What Telegram answers; `silence`: nothing, until the caller gives up. */
type Scripted = { readonly status: number; readonly body: unknown } | 'silence' | 'hang-up';

export const granted = (result: unknown): Scripted => ({ status: 200, body: { ok: true, result } });
export const refused = (status: number, description: string, parameters?: object): Scripted => ({
  status,
  body: { ok: false, error_code: status, description, ...(parameters ? { parameters } : {}) },
});

/** A Bot API server on the loopback: knows one token, writes down what it is asked, and keeps a queue for `getUpdates`. */
export async function startBotApi() {
  const calls: BotCall[] = [];
  const script = new Map<string, (call: BotCall) => Scripted>();
  const files = new Map<string, Uint8Array | 'hang-up'>();
  let queue: { update_id: number }[] = [];
  let waiting: { payload: BotCall['payload']; response: ServerResponse }[] = [];
  let seen = Promise.withResolvers<void>();

  const updatesFor = ({ offset = 0 }: { offset?: number }) => {
    queue = queue.filter((update) => update.update_id >= offset);
    return granted(queue);
  };
  const respond = (response: ServerResponse, answer: Scripted): void => {
    if (answer === 'hang-up') response.destroy();
    else if (answer !== 'silence')
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const [, scope, ...rest] = (request.url ?? '').split('/');
    const file = scope === 'file' && rest[0] === `bot${BOT_TOKEN}` ? files.get(rest.slice(1).join('/')) : undefined;
    if (file === 'hang-up') return void response.destroy();
    if (file) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
    if (scope !== `bot${BOT_TOKEN}` || request.method !== 'POST') return respond(response, refused(404, 'Not Found'));
    const call = { method: rest.join('/'), payload: JSON.parse(Buffer.concat(parts).toString()) as BotCall['payload'] };
    calls.push(call);
    const scripted = script.get(call.method)?.(call);
    if (scripted) respond(response, scripted);
    else if (call.method === 'getMe')
      respond(response, granted({ id: BOT_ID, is_bot: true, first_name: '反诈一哥', username: 'Yige_test_bot' }));
    else if (call.method === 'getUpdates') {
      const updates = updatesFor(call.payload);
      if (queue.length > 0 || call.payload.timeout === 0) respond(response, updates);
      else waiting.push({ payload: call.payload, response });
    } else respond(response, granted(call.method === 'sendMessage' ? { message_id: 77 } : true));
    seen.resolve();
    seen = Promise.withResolvers();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    script,
    files,
    called: (method: string) => calls.filter((call) => call.method === method).map(({ payload }) => payload),
    /** Resolves once this has been asked so often. */
    async until(method: string, times = 1): Promise<void> {
      while (calls.filter((call) => call.method === method).length < times) await seen.promise;
    },
    push(...updates: { update_id: number }[]): void {
      queue.push(...updates);
      for (const { payload, response } of waiting) respond(response, updatesFor(payload));
      waiting = [];
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
export type BotApi = Awaited<ReturnType<typeof startBotApi>>;
