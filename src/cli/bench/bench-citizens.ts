import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha1OfSorted } from '../../channels/wechat/signature.ts';
import { writeXml } from '../../channels/wechat/xml.ts';

export const BENCH_TOKEN = 'bench-token';
const CITIZENS = 5000;
const EVERY_MS = 5;
const ANSWERED = 'answered';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Milliseconds from each message to its passive answer; how many had none, and what came instead. */
export interface Delivered {
  readonly times: number[];
  readonly instead: Map<string, number>;
  failed: number;
  seconds: number;
}

/** WeChat's calls, message by message to one server after the other, as a balancer hands them out. */
export class BenchCitizens {
  readonly #urls: readonly string[];
  #messages = 0;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** So many a second, whether or not the ones before are answered. */
  async steadily(perSecond: number, seconds: number): Promise<Delivered> {
    const delivered: Delivered = { times: [], instead: new Map(), failed: 0, seconds };
    const running: Promise<void>[] = [];
    const started = performance.now();
    for (let index = 0; index < perSecond * seconds; index++) {
      const due = started + (index * 1000) / perSecond;
      if (due - performance.now() > EVERY_MS) await sleep(due - performance.now());
      running.push(this.#one(delivered));
    }
    await Promise.all(running);
    return delivered;
  }

  /** So many at once, each with its next message as soon as the one before is answered. */
  async atOnce(connections: number, seconds: number): Promise<Delivered> {
    const delivered: Delivered = { times: [], instead: new Map(), failed: 0, seconds };
    const started = performance.now();
    const work = async (): Promise<void> => {
      while (performance.now() - started < seconds * 1000) await this.#one(delivered);
    };
    await Promise.all(Array.from({ length: connections }, work));
    delivered.seconds = (performance.now() - started) / 1000;
    return delivered;
  }

  async #one(delivered: Delivered): Promise<void> {
    const id = ++this.#messages;
    const url = this.#urls[id % this.#urls.length] ?? '';
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), String(id)];
    const query = new URLSearchParams({ signature: sha1OfSorted([BENCH_TOKEN, timestamp, nonce]), timestamp, nonce });
    const fields = {
      ToUserName: 'gh_bench',
      // As scattered as real ones: neighbours in an index would get in each other's way more often.
      FromUserName: `o${sha1OfSorted([String(id % CITIZENS)])}`,
      CreateTime: timestamp,
      MsgType: 'text',
      Content: `【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz${id % 97}.top/k 重新认证，逾期将停止使用。`,
      MsgId: String(id),
    };
    const from = performance.now();
    const got = await post(`${url}/webhooks/wechat?${query}`, writeXml(fields)).catch((error: Error) => error.message);
    if (got === ANSWERED) delivered.times.push(performance.now() - from);
    else {
      delivered.failed += 1;
      delivered.instead.set(got, (delivered.instead.get(got) ?? 0) + 1);
    }
  }
}

/** `answered`, or what came instead. */
function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text.includes('<Content>') ? ANSWERED : `${response.statusCode} ${text.slice(0, 40)}`));
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Milliseconds. @param share 0 to 1 */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
