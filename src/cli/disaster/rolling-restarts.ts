import { setTimeout as sleep } from 'node:timers/promises';
import { finish } from './finish.ts';
import { startLoad } from './load.ts';
import { type Drill, openScene } from './scene.ts';

const ROUNDS = 30;
/** Milliseconds that both serve before the next one is replaced. */
const [SHORTEST, LONGEST] = [200, 1200];

/**
 * Two servers on one database under load; one is ended by SIGTERM and replaced, then the other, again and again. Whoever is
 * refused a connection tries the other one; nothing else may go wrong.
 */
export const rollingRestarts: Drill = async (order) => {
  const rounds = order.rounds ?? (order.small ? 3 : ROUNDS);
  const scene = await openScene(order);
  const started = performance.now();
  try {
    await scene.start();
    const load = startLoad(scene);
    const ends: number[] = [];
    const codes: (number | null)[] = [];
    for (let round = 1; round <= rounds; round++) {
      await sleep(SHORTEST + scene.random() * (LONGEST - SHORTEST));
      const [leaving] = scene.servers;
      const from = performance.now();
      // It stays in the list until it is gone: the load still tries it, as a balancer does that has not noticed yet.
      codes.push((await leaving?.end('SIGTERM')) ?? null);
      ends.push((performance.now() - from) / 1000);
      scene.servers.shift();
      await scene.start();
      if (round % 5 === 0) order.told(`${round}/${rounds} replaced, ${scene.ledger.acknowledged} acknowledged`);
    }
    await load.stop();
    const failed = [...scene.ledger.setbacks].filter(([what]) => what !== 'connection refused');
    return await finish(scene, order, 'rolling', started, {
      figures: { 'servers replaced': rounds, 'ended after SIGTERM within, seconds, longest': Math.max(...ends).toFixed(1) },
      losses: {
        'requests that failed otherwise than refused': failed.reduce((sum, [, count]) => sum + count, 0),
        'servers that did not end with 0': codes.filter((code) => code !== 0).length,
      },
      examples: failed.map(([what, count]) => `${what}: ${count}`),
    });
  } finally {
    await scene.close();
  }
};
