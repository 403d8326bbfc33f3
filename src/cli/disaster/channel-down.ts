import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { MINUTE } from '../../durations.ts';
import { chat, postToPartner, telegramTalk } from './citizen-load.ts';
import { finish } from './finish.ts';
import { median } from './median.ts';
import { openTarget } from './open-target.ts';
import { type Drill, type DrillOrder, openScene, type Scene } from './scene.ts';
import { leftOver, untilConcluded, untilReleaseAtWork } from './settled.ts';
import { steeredClock } from './steered-clock.ts';

/** Ten minutes in all, a quarter each: nobody listens, every call fails, answers take 20 s, "wait a minute". */
const QUARTER = 2.5 * MINUTE;
const SLOW_MS = 20_000;
const WAIT_SECONDS = 60;
/** Times faster than the real clock: ten minutes in twenty seconds. */
const SPEED = 30;
const MOST_SLOWED = 3;

/**
 * The API of a channel and a partner's webhook are down for ten minutes of the servers' own clock, which goes thirty times
 * as fast, its timers with it. Meanwhile the web page must be as quick as that of a second server, whose platforms are well
 * and which is asked in turn with the first, so that whatever else the machine does slows both.
 */
export const channelDown: Drill = async (order) => {
  const quarter = (order.small ? QUARTER / 5 : QUARTER) / SPEED;
  const scene = await openFastScene(order);
  // Little is measured in the short one, and a PostgreSQL may be the only one that there is.
  const beside = order.small || order.on === 'postgres' ? null : await openFastScene(order);
  const started = performance.now();
  try {
    const phases: { readonly name: string; readonly took: Took }[] = [];
    const phase = async (name: string): Promise<void> => void phases.push({ name, took: await during(scene, beside, quarter) });
    // Warm first: a server that has just started still compiles.
    await during(scene, beside, quarter);
    await phase('well');
    await scene.platforms.goAway();
    await phase('refused');
    scene.platforms.mood = 'failing';
    await scene.platforms.comeBack();
    await phase('500');
    scene.platforms.mood = 'slow';
    await phase('20 s');
    scene.platforms.mood = 'asks-to-wait';
    await phase('429');
    // As long again with nothing new: trying again must not make anything grow.
    // A platform's call is answered before its message is judged: what comes of the last ones is nothing that trying again adds.
    await untilConcluded(scene);
    // On a slow machine this comes as late as here, and is a row of the audit.
    await untilReleaseAtWork(scene);
    const rows = await rowsOf(scene);
    await sleep(quarter);
    const waiting = await leftOver(scene);
    const grown = grownSince(rows, await rowsOf(scene));
    const added = grown.reduce((sum, { by }) => sum + by, 0);
    const requests = scene.platforms.requests;
    scene.platforms.mood = 'well';
    order.told(`${waiting.unsent} replies and ${waiting.posts} posts wait; the platforms are back`);
    const ratios = phases.map(({ took }) => median(took.here) / median(took.beside));
    const inAll = median(phases.slice(1).flatMap(({ took }) => took.here)) / median(phases.slice(1).flatMap(({ took }) => took.beside));
    return await finish(scene, order, 'channel-down', started, {
      figures: {
        'minutes of the servers’ clock': ((quarter * 4 * SPEED) / MINUTE).toFixed(1),
        'replies waiting when it was back': waiting.unsent,
        'posts waiting when it was back': waiting.posts,
        'calls of platforms meanwhile': requests,
        [`web page, ms a message: ${phases.map(({ name }) => name).join(', ')}`]: phases
          .map(({ took }) => median(took.here).toFixed(0))
          .join(', '),
        ...(beside && {
          'the same against a server whose platforms are well': ratios.map((ratio) => ratio.toFixed(2)).join(', '),
          'all that time against it': inAll.toFixed(2),
        }),
        'rows of events, outbox, posts, audit that trying again has added': added,
      },
      losses: {
        'rows grow although nothing new comes': Math.max(0, added),
        'web page slowed down more than threefold': inAll > MOST_SLOWED ? 1 : 0,
      },
      examples: grown.map(({ table, by }) => `${table} has grown by ${by} although nothing new came`),
    });
  } finally {
    await scene.close();
    await beside?.close();
  }
};

async function openFastScene(order: DrillOrder): Promise<Scene> {
  const target = await openTarget(order.on);
  const clock = steeredClock(target.folder, SPEED);
  return openScene(order, { target, ...clock, slowMs: SLOW_MS / SPEED, waitSeconds: WAIT_SECONDS });
}

const GROWING = ['events', 'outbox', 'partner_exchanges', 'audit'] as const;

/** In the order of `GROWING`. */
async function rowsOf({ database: { query } }: Scene): Promise<number[]> {
  const count = sql<number>`count(*)`.as('n');
  const counts = await Promise.all(GROWING.map((table) => query.selectFrom(table).select(count).executeTakeFirst()));
  return counts.map((row) => Number(row?.n));
}

function grownSince(before: readonly number[], now: readonly number[]) {
  return GROWING.map((table, at) => ({ table, by: (now[at] as number) - (before[at] as number) })).filter(({ by }) => by !== 0);
}

/** Milliseconds a message. */
interface Took {
  readonly here: number[];
  readonly beside: number[];
}

/** Some citizens on Telegram, some posts, and the web page all the time; the same at the server beside it. */
async function during(scene: Scene, beside: Scene | null, ms: number): Promise<Took> {
  const until = performance.now() + ms;
  const took: Took = { here: [], beside: [] };
  const timed = async (one: Scene, times: number[]): Promise<void> => {
    const [from, acknowledged] = [performance.now(), one.ledger.acknowledged];
    await chat(one);
    times.push((performance.now() - from) / Math.max(1, one.ledger.acknowledged - acknowledged));
  };
  let turn = 0;
  const web = async (): Promise<void> => {
    while (performance.now() < until) {
      // In turn: who comes second finds the machine warm.
      const first = turn++ % 2 === 0;
      if (first) await timed(scene, took.here);
      if (beside) await timed(beside, took.beside);
      if (!first) await timed(scene, took.here);
      await sleep(20);
    }
  };
  const others = async (one: Scene): Promise<void> => {
    while (performance.now() < until) {
      await Promise.all([telegramTalk(one, 3), telegramTalk(one, 1), postToPartner(one)]);
      await sleep(100);
    }
  };
  await Promise.all([web(), web(), others(scene), ...(beside ? [others(beside)] : [])]);
  return took;
}
