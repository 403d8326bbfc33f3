import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha1OfSorted } from '../../channels/wechat/signature.ts';
import { writeXml } from '../../channels/wechat/xml.ts';
import { spawnServer } from '../spawn-server.ts';
import { readyUrl } from './bench-http.ts';

const TOKEN = 'bench-token';
const PER_SECOND = 200;
const SECONDS = 10;
const WARM_UP_SECONDS = 4;
const EVERY_MS = 5;

/**
 * From WeChat's call to its passive answer, with everything stored on the disk: different citizens, a steady 200 messages per
 * second, as on the worst day.
 */
export async function* benchWebhook(): AsyncGenerator<string> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = spawnServer({
    ...process.env,
    PORT: '0',
    DATA_DIR: data,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    WECHAT_TOKEN: TOKEN,
    WECHAT_MODE: 'plain',
  });
  try {
    const url = await readyUrl(server);
    await deliver(url, 1_000_000, WARM_UP_SECONDS);
    const times = await deliver(url, 2_000_000, SECONDS);
    times.sort((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
    yield `webhook to passive answer at ${PER_SECOND} messages/s, everything stored: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(0.9999)} ms (${times.length} messages)`;
  } finally {
    server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

/** @returns how long each answer took, milliseconds */
async function deliver(url: string, firstId: number, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const running: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; index < PER_SECOND * seconds; index++) {
    const due = started + (index * 1000) / PER_SECOND;
    if (due - performance.now() > EVERY_MS) await sleep(due - performance.now());
    running.push(one(url, firstId + index).then((time) => void times.push(time)));
  }
  await Promise.all(running);
  return times;
}

async function one(url: string, id: number): Promise<number> {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), String(id)];
  const query = new URLSearchParams({ signature: sha1OfSorted([TOKEN, timestamp, nonce]), timestamp, nonce });
  const text = `【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz${id % 97}.top/k 重新认证，逾期将停止使用。`;
  const fields = {
    ToUserName: 'gh_bench',
    FromUserName: `o${id % 5000}`,
    CreateTime: timestamp,
    MsgType: 'text',
    Content: text,
    MsgId: String(id),
  };
  const from = performance.now();
  const response = await fetch(`${url}/webhooks/wechat?${query}`, { method: 'POST', body: writeXml(fields) });
  const body = await response.text();
  if (!response.ok || !body.includes('Content')) throw new Error(`the webhook answered ${response.status}: ${body.slice(0, 80)}`);
  return performance.now() - from;
}
