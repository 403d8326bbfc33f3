import { Agent, type IncomingMessage, request } from 'node:http';

/** How desk.js asks again when something has changed, and gives its sign of life. Milliseconds. */
const REFRESH_EVERY = 1500;
const JITTER = 1000;
const BESIDE_EVERY = 6000;
const PRESENCE_EVERY = 15_000;

export interface Measured {
  /** When which console heard of which case: `performance.now()`. */
  readonly heard: Map<string, number[]>;
  /** Milliseconds from asking for a fragment to having it. */
  readonly fragments: number[];
  bytes: number;
  failed: number;
}

export interface OpenConsole {
  /** Fulfilled with the status of a form of the console. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<number>;
  close(): void;
}

/** The server ends idle connections after five seconds; ours are given up before. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, timeout: 3000 });

/**
 * One open page as desk.js keeps it up to date: a stream, a fragment at most every 1.5 seconds when something has changed, a
 * sign of life every 15 seconds. Fulfilled once its stream has said how it stands.
 */
export async function openConsole(url: string, token: string, path: string, place: string, measured: Measured): Promise<OpenConsole> {
  const headers = { cookie: `desk=${token}`, 'hx-request': 'true' };
  let open = true;
  let refreshed = 0;
  let waiting: NodeJS.Timeout | undefined;
  let busy = false;
  let seen = '';

  let due = 0;
  function refreshSoon(every = REFRESH_EVERY): void {
    if (!open) return;
    const wait = Math.max(refreshed + every - performance.now(), 0) + Math.random() * JITTER;
    if (waiting && due <= performance.now() + wait) return;
    clearTimeout(waiting);
    due = performance.now() + wait;
    waiting = setTimeout(() => void refresh(), wait);
  }
  async function refresh(): Promise<void> {
    waiting = undefined;
    if (busy) return refreshSoon();
    busy = true;
    refreshed = performance.now();
    const asked = seen;
    try {
      const response = await ask(`${url}${path}${path.includes('?') ? '&' : '?'}fragment=1&seen=${asked}`, {
        headers: { ...headers, 'accept-encoding': 'gzip' },
      });
      measured.bytes += await drain(response);
      measured.fragments.push(performance.now() - refreshed);
      if (response.statusCode !== 200) measured.failed += 1;
    } catch {
      if (open) measured.failed += 1;
    }
    busy = false;
    if (seen !== asked) refreshSoon();
  }
  async function send(form: string, fields: Readonly<Record<string, string>>): Promise<number> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', origin: url };
    const response = await ask(url + form, { method: 'POST', headers: { ...headers, ...type } }, new URLSearchParams(fields).toString());
    await drain(response);
    return response.statusCode ?? 0;
  }

  const stream = await ask(`${url}/console/events`, { headers: { ...headers, accept: 'text/event-stream' } });
  if (stream.statusCode !== 200) throw new Error(`the stream answered ${stream.statusCode}`);
  const standing = new Promise<void>((resolve) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const at = performance.now();
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        for (const [, id = ''] of event.matchAll(/"id":"([^"]+)"/g)) note(measured.heard, id, at);
        if (event.startsWith('event: standing')) resolve();
        if (!event.startsWith('event: changed')) continue;
        seen = /\nid: (\d+)/.exec(event)?.[1] ?? seen;
        const touched: unknown = JSON.parse(/data: (.*)/.exec(event)?.[1] ?? '{}').touched;
        refreshSoon(place !== 'desk' && Array.isArray(touched) && !touched.includes(place) ? BESIDE_EVERY : REFRESH_EVERY);
      }
    });
    stream.on('error', () => {
      if (open) measured.failed += 1;
    });
  });
  await standing;
  const presence = setInterval(() => void send('/console/presence', { place }).catch(() => undefined), PRESENCE_EVERY);
  return {
    send,
    close() {
      open = false;
      clearTimeout(waiting);
      clearInterval(presence);
      stream.destroy();
    },
  };
}

function note(heard: Map<string, number[]>, id: string, at: number): void {
  const known = heard.get(id);
  if (known) known.push(at);
  else heard.set(id, [at]);
}

interface Asking {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function ask(url: string, { method = 'GET', headers }: Asking, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers: { ...headers }, agent }, resolve);
    asking.on('error', (error: NodeJS.ErrnoException) => {
      // It was ended at the other side in the same moment: a browser asks again as well.
      if (asking.reusedSocket && error.code === 'ECONNRESET') ask(url, { method, headers }, body).then(resolve, reject);
      else reject(error);
    });
    asking.end(body);
  });
}

/** @returns bytes */
export async function drain(response: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  return bytes;
}
