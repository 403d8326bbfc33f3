import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, HOUR } from '../../durations.ts';
import { finish } from './finish.ts';
import { ask } from './insist.ts';
import { startLoad, USUAL_LOAD } from './load.ts';
import { openTarget } from './open-target.ts';
import { type Drill, openScene, type Scene } from './scene.ts';
import { steeredClock } from './steered-clock.ts';

/** Beyond 2038-01-19, where 32 bits of seconds end. */
const BEYOND_2038 = Date.UTC(2040, 1, 29, 12);
const SECONDS_BETWEEN = 4;
/** Behind a jump back nothing may wait until the old time comes again: an hour would be missed by far. */
const SOON_SECONDS = 60;

/** The machine's clock is set forwards and back, by an hour, a day and years, while everybody goes on. */
export const clockJumps: Drill = async (order) => {
  const target = await openTarget(order.on);
  const clock = steeredClock(target.folder);
  const settings = { ...clock.settings, RATE_LIMIT: '100000' };
  const scene = await openScene(order, { target, ...clock, settings, now: clock.now });
  const started = performance.now();
  const jumps: readonly (readonly [string, () => number])[] = [
    ['an hour on', () => clock.now() + HOUR],
    ['an hour back', () => clock.now() - HOUR],
    ['a day on', () => clock.now() + DAY],
    ['a day back', () => clock.now() - DAY],
    ['to 2040', () => BEYOND_2038],
    ['back to today', () => Date.now()],
    ['an hour back', () => clock.now() - HOUR],
    ['to the right time', () => Date.now()],
  ];
  const stalled: string[] = [];
  try {
    // Officers' cases go back to the queue when hours pass: their acts are judged by what the log has of them.
    const load = startLoad(scene, { ...USUAL_LOAD, officers: 2 });
    await sleep(SECONDS_BETWEEN * 1000);
    for (const [name, to] of order.small ? jumps.slice(0, 2) : jumps) {
      // Something waits for its next attempt when the clock is set.
      scene.platforms.mood = 'failing';
      await sleep(1000);
      await clock.set(to());
      scene.platforms.mood = 'well';
      const acknowledged = scene.ledger.acknowledged;
      await sleep(SECONDS_BETWEEN * 1000);
      order.told(`${name}: ${scene.ledger.acknowledged - acknowledged} acknowledged since`);
      if (scene.ledger.acknowledged === acknowledged) stalled.push(name);
    }
    await load.stop();
    const sessions = await sessionsAfter(scene);
    return await finish(scene, order, 'clock', started, {
      settleSeconds: SOON_SECONDS,
      figures: { jumps: jumps.length, 'an officer’s page after all of it': sessions },
      losses: {
        'jumps after which nothing was acknowledged': stalled.length,
      },
      examples: stalled,
    });
  } finally {
    await scene.close();
  }
};

/** A session may be over (and is then asked for again), but the page must answer. */
async function sessionsAfter(scene: Scene): Promise<string> {
  const [officer] = scene.officers;
  const page = await ask(scene, '/console', () => ({ headers: { cookie: officer?.cookie ?? '', accept: 'text/html' } }));
  return page?.status === 200 ? 'opens' : page?.status === 303 ? 'asks to sign in' : `${page?.status}`;
}
