import { percentile } from '../bench/bench-citizens.ts';
import { ask } from '../bench/bench-console.ts';

/** How long one kind of request takes. Milliseconds. */
export interface PageTime {
  readonly what: string;
  readonly who: string;
  readonly status: number;
  readonly p50: number;
  readonly p95: number;
}

const ROUNDS = 20;
/** What is very slow is not asked for so often; at least three times. Milliseconds. */
const LONG_ENOUGH = 15_000;

/** One after the other, each waited for to its last byte; the first does not count. @param request fulfilled with the status */
export async function timeOf(what: string, who: string, request: (round: number) => Promise<number>, rounds = ROUNDS): Promise<PageTime> {
  const times: number[] = [];
  let status = await request(0);
  const started = performance.now();
  for (let round = 1; round <= rounds && (round <= 3 || performance.now() - started < LONG_ENOUGH); round++) {
    const from = performance.now();
    status = await request(round);
    times.push(performance.now() - from);
  }
  return { what, who, status, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** A page with somebody's cookie; the first of them who may see it. */
export async function timePage(url: string, page: string, address: string, people: Readonly<Record<string, string>>): Promise<PageTime> {
  const get = async (cookie: string): Promise<number> => {
    const response = await ask(url + address, { headers: { cookie, accept: 'text/html' } });
    response.resume();
    await new Promise((resolve) => response.on('close', resolve));
    return response.statusCode ?? 0;
  };
  let seen = 0;
  for (const [who, cookie] of Object.entries(people)) {
    seen = await get(cookie);
    if (seen === 200) return timeOf(page, who, () => get(cookie));
  }
  return timeOf(page, 'nobody', () => get(''), 3);
}
