import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signWebhook, verifyWebhook } from '../../src/partners/standard-webhooks.ts';

/** What a partner's server does with one request. */
export type Behaviour =
  | 'takes'
  | 'refuses'
  | 'takes-then-fails'
  | 'takes-then-hangs-up'
  | 'never-answers'
  | 'signs-wrong'
  | 'answers-at-length';

/** A partner's server on this machine: verifies what comes, counts by the idempotency key, signs what it answers. */
export async function startFlakyPartner(secret: string, now: () => number, behave: () => Behaviour) {
  /** By `webhook-id`: how often it came, proven; and what was in it. */
  const taken = new Map<string, { count: number; body: string }>();
  const seen = { requests: 0, forged: 0 };
  /** Told of a request that will not be answered. */
  let onSilence = (): void => {};
  const server = createServer(async (request, response) => {
    seen.requests += 1;
    const body = await readWhole(request);
    const header = (name: string): string | undefined => request.headers[name]?.toString();
    const headers = {
      'webhook-id': header('webhook-id'),
      'webhook-timestamp': header('webhook-timestamp'),
      'webhook-signature': header('webhook-signature'),
    };
    if ((await verifyWebhook([secret], headers, new Uint8Array(body), now())) !== 'proven') {
      seen.forged += 1;
      response.writeHead(401).end();
      return;
    }
    const behaviour = behave();
    if (behaviour === 'refuses') {
      response.writeHead(503).end();
      return;
    }
    const id = headers['webhook-id'] ?? '';
    const known = taken.get(id) ?? { count: 0, body: body.toString() };
    known.count += 1;
    taken.set(id, known);
    if (behaviour === 'takes-then-fails') response.writeHead(500).end();
    else if (behaviour === 'takes-then-hangs-up') request.socket.destroy();
    else if (behaviour === 'never-answers') onSilence();
    else {
      const receipt = JSON.stringify({ receipt: `R-${id}${behaviour === 'answers-at-length' ? '-'.repeat(5000) : ''}` });
      const signed = await signWebhook([secret], id, behaviour === 'signs-wrong' ? `${receipt} ` : receipt, now());
      response.writeHead(200, { 'content-type': 'application/json', ...signed }).end(receipt);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken,
    seen,
    onSilence: (listener: () => void): void => {
      onSilence = listener;
    },
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
