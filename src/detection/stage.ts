import type { Stage } from '../library/schema.ts';
import type { SignalHit } from './signals.ts';

/** From harmless to worst: what decides is the worst thing that has already happened. */
const ORDER: readonly Stage[] = [
  'seen',
  'clicked',
  'installed',
  'borrowed',
  'gathered',
  'gave-code',
  'sharing',
  'fetching-cash',
  'handed-over',
  'paid',
];

/** How far it has gone, from the citizen's own words. Hypotheticals ("要是转了") do not count: it has not happened. */
export function readStage(hits: readonly SignalHit[]): Stage {
  const hypothetical = hits.filter((hit) => hit.signal.id === 'state-hypothetical');
  let worst: Stage = 'seen';
  for (const hit of hits) {
    const stage = hit.signal.stage;
    if (!stage || hypothetical.some((other) => other.start <= hit.end + 12 && other.end >= hit.start - 12)) continue;
    if (ORDER.indexOf(stage) > ORDER.indexOf(worst)) worst = stage;
  }
  return worst;
}

/** Money, codes or control have left his hands, or are about to. */
export function isHarmed(stage: Stage): boolean {
  return ORDER.indexOf(stage) >= ORDER.indexOf('borrowed');
}
