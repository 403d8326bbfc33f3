import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { BOT_TOKEN } from './invented-settings.ts';

/** How a platform's API is at this moment. `slow` takes what comes and answers after `slowMs`. */
type Mood = 'well' | 'failing' | 'slow' | 'asks-to-wait';

interface Arrival {
  readonly to: string;
  readonly text: string;
  /** Milliseconds of this process's clock. */
  readonly at: number;
}

/** The other side: Telegram's API and a partner's webhook, on one port each, which remember what they took. */
export interface FakePlatforms {
  readonly telegramUrl: string;
  readonly partnerUrl: string;
  /** In the order in which they came. */
  readonly arrivals: Arrival[];
  /** How often the partner took each post, by its idempotency key. */
  readonly posts: Map<string, number>;
  /** Requests, whatever was answered. */
  requests: number;
  mood: Mood;
  /** Nobody listens any more, as after a crash of theirs; and again. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds of a good answer: between taking it and our knowing so a server may die. */
const AS_FAR_AS_MS = 20;

/** @param slowMs what `slow` means @param waitSeconds what `asks-to-wait` asks for */
export async function startPlatforms(slowMs = 20_000, waitSeconds = 30): Promise<FakePlatforms> {
  const arrivals: Arrival[] = [];
  const posts = new Map<string, number>();
  let messageIds = 0;
  const answered = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
    if (!response.destroyed) response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  /** @returns whether it is taken; otherwise it has been answered */
  const takes = (response: ServerResponse): boolean => {
    platforms.requests += 1;
    const { mood } = platforms;
    if (mood === 'failing') answered(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
    if (mood === 'asks-to-wait')
      answered(
        response,
        429,
        { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: waitSeconds } },
        { 'retry-after': `${waitSeconds}` },
      );
    return mood === 'well' || mood === 'slow';
  };
  const grant = (response: ServerResponse, body: unknown): void => {
    if (platforms.mood === 'slow') setTimeout(answered, slowMs, response, 200, body).unref();
    else setTimeout(answered, AS_FAR_AS_MS, response, 200, body);
  };
  const telegram = createServer(async (request, response) => {
    const body = (await json(request).catch(() => ({}))) as { chat_id?: number | string; text?: string };
    if (!takes(response)) return;
    if (request.url === `/bot${BOT_TOKEN}/sendMessage`) {
      arrivals.push({ to: `telegram:${body.chat_id}`, text: String(body.text), at: Date.now() });
      return grant(response, { ok: true, result: { message_id: ++messageIds, date: 0, chat: { id: body.chat_id, type: 'private' } } });
    }
    const me = { id: Number(BOT_TOKEN.split(':')[0]), is_bot: true, first_name: '反诈一哥', username: 'drill_bot' };
    grant(response, { ok: true, result: request.url?.endsWith('/getMe') ? me : true });
  });
  const partner = createServer(async (request, response) => {
    await drained(request);
    if (!takes(response)) return;
    const id = String(request.headers['webhook-id']);
    posts.set(id, (posts.get(id) ?? 0) + 1);
    grant(response, { receipt: `R-${id}` });
  });
  const [telegramPort, partnerPort] = [await listen(telegram, 0), await listen(partner, 0)];
  const platforms: FakePlatforms = {
    telegramUrl: `http://127.0.0.1:${telegramPort}`,
    partnerUrl: `http://127.0.0.1:${partnerPort}/hook`,
    arrivals,
    posts,
    requests: 0,
    mood: 'well',
    goAway: async () => void (await Promise.all([close(telegram), close(partner)])),
    comeBack: async () => void (await Promise.all([listen(telegram, telegramPort), listen(partner, partnerPort)])),
    stop: async () => void (await Promise.all([close(telegram), close(partner)])),
  };
  return platforms;
}

async function drained(request: IncomingMessage): Promise<void> {
  for await (const _ of request);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}
