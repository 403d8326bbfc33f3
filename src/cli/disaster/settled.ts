import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Scene } from './scene.ts';

const PAUSE = 100;

/** Work that a crash may have left, and that must end by itself. */
export interface LeftOver {
  readonly unconcluded: number;
  readonly unsent: number;
  readonly posts: number;
}

export async function leftOver({ database: { query } }: Pick<Scene, 'database'>): Promise<LeftOver> {
  const count = sql<number>`count(*)`.as('n');
  const [unconcluded, unsent, posts] = await Promise.all([
    query.selectFrom('messages').select(count).where('concluded', '=', 0).where('author', '=', 'citizen').executeTakeFirst(),
    // The others answer in their HTTP answer, and have no sender here.
    query
      .selectFrom('outbox')
      .select(count)
      .where('channel', '=', 'telegram')
      .where('state', 'in', ['queued', 'sending'])
      .executeTakeFirst(),
    query.selectFrom('partner_exchanges').select(count).where('state', 'in', ['queued', 'sending']).executeTakeFirst(),
  ]);
  return { unconcluded: Number(unconcluded?.n), unsent: Number(unsent?.n), posts: Number(posts?.n) };
}

/** Seconds. */
const LONGEST = 120;

/** Every message that was taken has its outcome, whatever still waits to be sent. @returns as `untilSettled` */
export function untilConcluded(scene: Scene): Promise<number | null> {
  return untilNone(scene, ({ unconcluded }) => unconcluded, LONGEST);
}

/** @returns seconds until nothing was left over any more; null: that did not come */
export function untilSettled(scene: Scene, longestSeconds = LONGEST): Promise<number | null> {
  return untilNone(scene, ({ unconcluded, unsent, posts }) => unconcluded + unsent + posts, longestSeconds);
}

function untilNone(scene: Scene, count: (left: LeftOver) => number, longestSeconds: number): Promise<number | null> {
  return until(async () => count(await leftOver(scene)), longestSeconds);
}

async function until(count: () => Promise<number>, longestSeconds: number): Promise<number | null> {
  const from = performance.now();
  for (;;) {
    const left = await count();
    const seconds = (performance.now() - from) / 1000;
    if (left === 0) return seconds;
    if (seconds > longestSeconds) return null;
    await sleep(PAUSE);
  }
}

/** The server puts its own release to work some seconds after its start, once. @returns as `untilSettled` */
export function untilReleaseAtWork({ storage }: Scene): Promise<number | null> {
  return until(async () => ((await storage.newestActivation()) === null ? 1 : 0), LONGEST);
}
