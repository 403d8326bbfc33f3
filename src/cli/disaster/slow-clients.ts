import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chat } from './citizen-load.ts';
import { finish } from './finish.ts';
import { startLoad, USUAL_LOAD } from './load.ts';
import { median } from './median.ts';
import { type Drill, openScene, type Scene } from './scene.ts';

const CONNECTIONS = 500;
/** As docs/operations.md says: whoever takes longer to send his request is cut off; Node looks every half minute. */
const CUT_OFF_SECONDS = 30;
const NODE_LOOKS_SECONDS = 30;
const MOST_MEGABYTES_MORE = 150;

/** Hundreds that send a byte a second, read nothing of their event stream, or say nothing at all; the others must be answered. */
export const slowClients: Drill = async (order) => {
  const count = order.small ? 50 : CONNECTIONS;
  const scene = await openScene(order);
  const started = performance.now();
  const sockets: Slow[] = [];
  try {
    const [server] = scene.servers;
    const seconds = order.small ? 1 : 10;
    await talks(scene, 2);
    const [before, memoryBefore] = [await talks(scene, seconds), server?.memory() ?? 0];
    const token = await conversation(scene);
    for (let index = 0; index < count; index++) sockets.push(slow(scene, KINDS[index % KINDS.length] as Kind, token));
    const meanwhile = await talks(scene, seconds);
    const load = startLoad(scene, { ...USUAL_LOAD, chats: 2, telegrams: 2, texts: 1, officers: 1 });
    await sleep(1000);
    const memory = server?.memory() ?? 0;
    const open = sockets.filter(({ closedAfter }) => closedAfter === null).length;
    order.told(`${open} of ${count} slow connections are open`);
    const byKind = new Map<Kind, number>();
    if (!order.small) {
      // Whoever has not sent his request yet is cut off; an event stream may stay open as long as it likes.
      const until = started + (CUT_OFF_SECONDS + NODE_LOOKS_SECONDS + 30) * 1000;
      while (performance.now() < until && stillSending(sockets) > 0) await sleep(200);
      for (const { kind, closedAfter } of sockets) if (closedAfter !== null) byKind.set(kind, Math.max(byKind.get(kind) ?? 0, closedAfter));
    }
    await load.stop();
    const [later, left] = [server?.memory() ?? 0, order.small ? 0 : stillSending(sockets)];
    for (const { socket } of sockets) socket.destroy();
    return await finish(scene, order, 'slow-clients', started, {
      figures: {
        'slow connections': count,
        'answers per second before, and beside them': `${(before.length / seconds).toFixed(1)}, ${(meanwhile.length / seconds).toFixed(1)}`,
        'answers, ms at the median: before, beside them': `${median(before).toFixed(0)}, ${median(meanwhile).toFixed(0)}`,
        'ratio of the medians': (median(meanwhile) / median(before)).toFixed(2),
        'memory before, beside them, at the end, MB': `${memoryBefore}, ${memory}, ${later}`,
        'cut off after at most, seconds': [...byKind].map(([kind, at]) => `${kind} ${at.toFixed(0)}`).join(', ') || 'not waited for',
      },
      losses: {
        'slow requests that were not cut off': left,
        'nobody else was answered': meanwhile.length === 0 ? 1 : 0,
        'memory grew without bound': Math.max(memory, later) - memoryBefore > MOST_MEGABYTES_MORE ? 1 : 0,
      },
    });
  } finally {
    for (const { socket } of sockets) socket.destroy();
    await scene.close();
  }
};

const KINDS = [
  'a byte a second of the headers',
  'a byte a second of the body',
  'nothing at all',
  'an event stream that is not read',
] as const;
type Kind = (typeof KINDS)[number];
interface Slow {
  readonly kind: Kind;
  readonly socket: Socket;
  /** Seconds after which the server closed it; null: it is open. */
  closedAfter: number | null;
}

const stillSending = (sockets: readonly Slow[]): number =>
  sockets.filter(({ kind, closedAfter }) => closedAfter === null && kind !== 'an event stream that is not read').length;

function slow(scene: Scene, kind: Kind, token: string): Slow {
  const { hostname, port } = new URL(scene.servers[0]?.url ?? '');
  const socket = connect({ host: hostname, port: Number(port) });
  const from = performance.now();
  const one: Slow = { kind, socket, closedAfter: null };
  const body = JSON.stringify({ text: '有人说我涉嫌洗钱'.repeat(40) });
  const head = `POST /api/v1/chat HTTP/1.1\r\nhost: drill\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  socket.on('error', () => undefined);
  socket.on('close', () => {
    one.closedAfter ??= (performance.now() - from) / 1000;
    clearInterval(timer);
  });
  let sent = 0;
  const drip = (text: string): void => void (socket.writable && socket.write(text[sent++] ?? ' '));
  let timer: NodeJS.Timeout | undefined;
  socket.on('connect', () => {
    if (kind === 'a byte a second of the headers') timer = setInterval(drip, 1000, head);
    if (kind === 'a byte a second of the body') {
      socket.write(head);
      timer = setInterval(drip, 1000, body);
    }
    if (kind === 'an event stream that is not read') {
      socket.write(`GET /api/v1/chat/${token}/events HTTP/1.1\r\nhost: drill\r\naccept: text/event-stream\r\n\r\n`);
      socket.pause();
    } else socket.resume();
  });
  return one;
}

/** The web page's citizens, one after the other. @returns milliseconds of each talk */
async function talks(scene: Scene, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const took: number[] = [];
  while (performance.now() < until) {
    const acknowledged = scene.ledger.acknowledged;
    const from = performance.now();
    await chat(scene);
    took.push((performance.now() - from) / Math.max(1, scene.ledger.acknowledged - acknowledged));
  }
  return took;
}

async function conversation(scene: Scene): Promise<string> {
  await chat(scene);
  return scene.ledger.chats.at(-1)?.conversation ?? '';
}
