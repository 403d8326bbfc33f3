import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { chat, postToPartner, telegramTalk } from './citizen-load.ts';
import { finish } from './finish.ts';
import { median } from './median.ts';
import { type Drill, openScene, type Scene } from './scene.ts';
import { leftOver } from './settled.ts';
import { steeredClock } from './steered-clock.ts';
import { openTarget } from './target.ts';

const MINUTE = 60_000;
/** Ten minutes in all, a quarter each: nobody listens, every call fails, answers take 20 s, "wait a minute". */
const QUARTER = 2.5 * MINUTE;
const SLOW_MS = 20_000;
const WAIT_SECONDS = 60;
/** Times faster than the real clock: ten minutes in twenty seconds. */
const SPEED = 30;
const MOST_SLOWED = 3;

/**
 * The API of a channel and a partner's webhook are down for ten minutes of the servers' own clock, which goes thirty times
 * as fast, its timers with it. Meanwhile the web page must be as quick as before.
 */
export const channelDown: Drill = async (order) => {
  const target = await openTarget(order.on);
  const clock = steeredClock(target.folder, SPEED);
  const quarter = (order.small ? QUARTER / 5 : QUARTER) / SPEED;
  const scene = await openScene(order, { target, ...clock, slowMs: SLOW_MS / SPEED, waitSeconds: WAIT_SECONDS });
  const started = performance.now();
  try {
    // Warm first: a server that has just started still compiles.
    await during(scene, quarter / 2);
    const before = await during(scene, quarter);
    const times: number[][] = [];
    await scene.platforms.goAway();
    times.push(await during(scene, quarter));
    scene.platforms.mood = 'failing';
    await scene.platforms.comeBack();
    times.push(await during(scene, quarter));
    scene.platforms.mood = 'slow';
    times.push(await during(scene, quarter));
    scene.platforms.mood = 'asks-to-wait';
    times.push(await during(scene, quarter));
    // As long again with nothing new: trying again must not make anything grow.
    const rows = await rowsOf(scene);
    await sleep(quarter);
    const waiting = await leftOver(scene);
    const added = (await rowsOf(scene)) - rows;
    const requests = scene.platforms.requests;
    const slowest = Math.max(...times.map(median)) / median(before);
    scene.platforms.mood = 'well';
    order.told(`${waiting.unsent} replies and ${waiting.posts} posts wait; the platforms are back`);
    const report = await finish(scene, order, 'channel-down', started, {
      figures: {
        'minutes of the servers’ clock': ((quarter * 4 * SPEED) / MINUTE).toFixed(1),
        'replies waiting when it was back': waiting.unsent,
        'posts waiting when it was back': waiting.posts,
        'calls of platforms meanwhile': requests,
        'web page, ms at the median: before': median(before).toFixed(0),
        'web page, ms at the median: refused, 500, slow, 429': times.map((list) => median(list).toFixed(0)).join(', '),
        'slowest of these against before': slowest.toFixed(2),
        'rows of events, outbox, posts, audit that trying again has added': added,
      },
      losses: {
        'rows grow although nothing new comes': Math.max(0, added),
        // Little is measured in the short one.
        'web page slowed down more than threefold': !order.small && slowest > MOST_SLOWED ? 1 : 0,
      },
    });
    return report;
  } finally {
    await scene.close();
  }
};

async function rowsOf({ database: { query } }: Scene): Promise<number> {
  const tables = ['events', 'outbox', 'partner_exchanges', 'audit'] as const;
  const count = sql<number>`count(*)`.as('n');
  const counts = await Promise.all(tables.map((table) => query.selectFrom(table).select(count).executeTakeFirst()));
  return counts.reduce((sum, row) => sum + Number(row?.n), 0);
}

/** Some citizens on Telegram, some posts, and the web page all the time. @returns how long its answers took, milliseconds */
async function during(scene: Scene, ms: number): Promise<number[]> {
  const until = performance.now() + ms;
  const took: number[] = [];
  const web = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now();
      await chat(scene);
      took.push(performance.now() - from);
      await sleep(20);
    }
  };
  const others = async (): Promise<void> => {
    while (performance.now() < until) {
      await Promise.all([telegramTalk(scene, 3), telegramTalk(scene, 1), postToPartner(scene)]);
      await sleep(100);
    }
  };
  await Promise.all([web(), web(), others()]);
  return took;
}
