import { setTimeout as sleep } from 'node:timers/promises';
import { finish } from './finish.ts';
import { ask } from './insist.ts';
import { startLoad } from './load.ts';
import { median } from './median.ts';
import { type Drill, openScene, type Scene } from './scene.ts';

const AWAY_SECONDS = 30;
const USUAL_LOAD_SECONDS = 3;
const CHECK = JSON.stringify({ text: '【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz8.top/k 重新认证' });

/**
 * The database cannot be written for half a minute: another program has locked the file, or PostgreSQL is stopped. Verdicts
 * that need no database must go on, everything else must be refused in a way that it comes again.
 */
export const databaseAway: Drill = async (order) => {
  const scene = await openScene(order);
  const started = performance.now();
  const seconds = order.small ? 3 : AWAY_SECONDS;
  const loadSeconds = order.small ? 1 : USUAL_LOAD_SECONDS;
  try {
    const load = startLoad(scene);
    await sleep(loadSeconds * 1000);
    const before = await checks(scene, loadSeconds);
    const acknowledged = scene.ledger.acknowledged;
    order.told(`the database is away for ${seconds} s`);
    const giveBack = await scene.target.takeAway();
    const meanwhile = await checks(scene, seconds);
    const acknowledgedMeanwhile = scene.ledger.acknowledged - acknowledged;
    await giveBack();
    const back = performance.now();
    const upTo = scene.ledger.acknowledged;
    while (scene.ledger.acknowledged === upTo && performance.now() - back < 60_000) await sleep(10);
    const first = (performance.now() - back) / 1000;
    await sleep(loadSeconds * 1000);
    await load.stop();
    return await finish(scene, order, 'database-away', started, {
      figures: {
        'seconds away': seconds,
        'acknowledged before': acknowledged,
        'acknowledged while it was away': acknowledgedMeanwhile,
        'first acknowledged again after, seconds': first.toFixed(2),
        '/api/v1/check answered before, and while it was away': `${before.length}, ${meanwhile.length}`,
        '/api/v1/check, ms at the median: before, away': `${median(before).toFixed(0)}, ${median(meanwhile).toFixed(0)}`,
        '/api/v1/check, slowest while it was away, ms': Math.max(0, ...meanwhile).toFixed(0),
      },
      losses: { 'no verdicts while it was away': meanwhile.length === 0 ? 1 : 0 },
    });
  } finally {
    await scene.close();
  }
};

/** Verdicts that need no database, one after the other. @returns milliseconds of each that was given */
async function checks(scene: Scene, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const took: number[] = [];
  while (performance.now() < until) {
    const from = performance.now();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: CHECK };
    const answer = await ask(scene, '/api/v1/check', () => init);
    if (answer?.status === 200) took.push(performance.now() - from);
    await sleep(20);
  }
  return took;
}
