import type { Detector } from '../detection/detector.ts';

const TEXTS = 200;
const WARM_UP = 300;
const ROUNDS = 1500;

/**
 * Median time of a verdict, of each detector, microseconds. Text by text in turn, so that a busy machine is busy for all.
 * @param corpus what texts of `length` characters are cut out of
 */
export function medianTimes(detectors: readonly Detector[], corpus: readonly string[], length: number): number[] {
  const all = corpus.join('\n');
  const step = Math.floor((all.length - length) / TEXTS);
  const texts = Array.from({ length: TEXTS }, (_, index) => all.slice(index * step, index * step + length));
  const took = detectors.map((): number[] => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const [index, detector] of detectors.entries()) {
      const start = performance.now();
      detector.judge(texts[round % TEXTS] as string);
      if (round >= WARM_UP) took[index]?.push((performance.now() - start) * 1000);
    }
  return took.map((times) => times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number);
}
