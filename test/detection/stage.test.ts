import { describe, expect, test } from 'vitest';
import type { SignalHit } from '../../src/detection/signals.ts';
import { isHarmed, readStage } from '../../src/detection/stage.ts';
import { STAGES, type Stage } from '../../src/library/schema.ts';
import { signal } from './small-library.ts';

const at = (start: number, stage: Stage): SignalHit => ({
  signal: signal(`stage-${stage}`, 'stage', { stage }),
  start,
  end: start + 4,
  byEntity: false,
});
const ifAt = (start: number): SignalHit => ({ signal: signal('state-hypothetical', 'state'), start, end: start + 2, byEntity: false });

describe('how far it has gone', () => {
  test.each<[string, SignalHit[], Stage]>([
    ['nothing told, nothing happened', [], 'seen'],
    ['what was told', [at(0, 'clicked')], 'clicked'],
    ['the worst counts, whatever was told last', [at(0, 'paid'), at(20, 'clicked')], 'paid'],
    ['a code is worse than an installed app', [at(0, 'gave-code'), at(10, 'installed')], 'gave-code'],
    ['"what if" has not happened', [ifAt(0), at(4, 'paid')], 'seen'],
    ['"what if" behind it counts as well', [at(0, 'paid'), ifAt(10)], 'seen'],
    ['"what if" elsewhere changes nothing', [at(0, 'paid'), ifAt(40)], 'paid'],
    ['"what if" twelve characters behind it counts', [at(0, 'paid'), ifAt(16)], 'seen'],
    ['"what if" thirteen characters behind it does not', [at(0, 'paid'), ifAt(17)], 'paid'],
    ['"what if" twelve characters before it counts', [ifAt(0), at(14, 'paid')], 'seen'],
    ['"what if" thirteen characters before it does not', [ifAt(0), at(15, 'paid')], 'paid'],
    ['what is no stage changes nothing', [{ ...ifAt(0), signal: signal('ask-pay', 'ask') }, at(2, 'paid')], 'paid'],
    ['"what if" takes back only what stands beside it', [at(0, 'clicked'), ifAt(40), at(44, 'paid')], 'clicked'],
  ])('%s', (_, hits, stage) => {
    expect(readStage(hits)).toBe(stage);
  });

  test.each(STAGES)('%s can be read', (stage) => {
    expect(readStage([at(0, stage)])).toBe(stage);
  });
});

test('harm begins where money, a code or control has left his hands', () => {
  expect(STAGES.filter((stage) => !isHarmed(stage))).toEqual(['seen', 'clicked', 'installed']);
});
