import { setTimeout as sleep } from 'node:timers/promises';
import { finish } from './finish.ts';
import { startLoad } from './load.ts';
import { openTarget } from './open-target.ts';
import { type Drill, openScene, type Scene } from './scene.ts';
import { steeredClock } from './steered-clock.ts';

const ROUNDS = 200;
/** The plug is pulled when so much more was acknowledged, up to; so it is in the middle of something however fast the machine is. */
const MOST_ACTS = 60;
/** Milliseconds. */
const LONGEST_LIFE = 4000;
/** Every so many rounds it lives long enough for the release to be on its way into the database: that begins after five seconds. */
const LONG_EVERY = 40;
const LONG_LIFE = 6500;
const SMALL_SPEED = 10;

/** `kill -9` at points of chance, in the middle of everything; the next server starts at once. */
export const killRounds: Drill = async (order) => {
  const rounds = order.rounds ?? (order.small ? 5 : ROUNDS);
  // Claims that a crash left last twenty seconds; the tests have no time for that.
  const target = await openTarget(order.on);
  const scene = await openScene(order, { target, ...(order.small ? steeredClock(target.folder, SMALL_SPEED) : {}) });
  const started = performance.now();
  try {
    const load = startLoad(scene);
    const starts: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      if (round % LONG_EVERY === 0) await sleep(LONG_LIFE);
      else await untilActs(scene, scene.ledger.acknowledged + Math.floor(scene.random() * MOST_ACTS));
      await scene.servers.pop()?.end('SIGKILL');
      starts.push((await scene.start()).startedIn);
      if (round % 10 === 0) order.told(`${round}/${rounds} kills, ${scene.ledger.acknowledged} acknowledged`);
    }
    await load.stop();
    starts.sort((a, b) => a - b);
    const at = (share: number): string => ((starts[Math.floor((starts.length - 1) * share)] ?? 0) / 1000).toFixed(2);
    return await finish(scene, order, 'kill', started, {
      figures: { kills: rounds, 'ready again after, seconds, median': at(0.5), 'ready again after, seconds, longest': at(1) },
    });
  } finally {
    await scene.close();
  }
};

async function untilActs({ ledger, random }: Scene, wanted: number): Promise<void> {
  const until = performance.now() + LONGEST_LIFE;
  while (ledger.acknowledged < wanted && performance.now() < until) await sleep(5);
  // Not at the moment of an answer, but anywhere behind it.
  await sleep(random() * 40);
}
