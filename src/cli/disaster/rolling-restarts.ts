import { setTimeout as sleep } from 'node:timers/promises';
import { finish } from './finish.ts';
import { startLoad } from './load.ts';
import { type Drill, openScene } from './scene.ts';
import type { ServerProcess } from './server-process.ts';

const ROUNDS = 30;
/** The balancer looks far more often. */
const DRAIN_SECONDS = '3';
/** Milliseconds that both serve before the next one is replaced. */
const [SHORTEST, LONGEST] = [200, 1200];

/**
 * Two servers on one database under load; one is ended by SIGTERM and replaced, then the other, again and again. Whoever is
 * refused a connection tries the other one; nothing else may go wrong.
 */
export const rollingRestarts: Drill = async (order) => {
  const rounds = order.rounds ?? (order.small ? 3 : ROUNDS);
  const scene = await openScene(order, { settings: { DRAIN_SECONDS } });
  const started = performance.now();
  try {
    await scene.start();
    const load = startLoad(scene);
    const ends: number[] = [];
    const codes: (number | null)[] = [];
    for (let round = 1; round <= rounds; round++) {
      await sleep(SHORTEST + scene.random() * (LONGEST - SHORTEST));
      const leaving = scene.servers[0] as ServerProcess;
      const from = performance.now();
      const ended = leaving.end('SIGTERM');
      // As a balancer does: it is asked until it says that it is going, and is given requests up to then.
      while (await isReady(leaving)) await sleep(20);
      scene.servers.shift();
      codes.push(await ended);
      ends.push((performance.now() - from) / 1000);
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

async function isReady({ url }: ServerProcess): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
