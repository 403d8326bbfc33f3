import { describe, expect, it } from 'vitest';
import { createVoice, WORDING } from '../../src/conversation/wording.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const detector = createDetector(await loadLibraryForTests());

/** What stands first in a reply: with a sign of its colour, or where the sign is set in front of it. */
const LED: ReadonlySet<string> = new Set([
  'despair',
  'despairOther',
  'held',
  'heldOther',
  'emergencyOther',
  'stopLossOther',
  'stopLossLateOther',
  'runnerOther',
  'counter',
  'counterPaid',
  'scene',
]);
const HEADS = (Object.keys(WORDING) as (keyof typeof WORDING)[]).filter((key) => LED.has(key) || /^[🔴🟡🟢]/u.test(WORDING[key].zh));

describe.each(['zh-CN', 'en'] as const)('a reply of ours that is sent back in %s', (language) => {
  const voice = createVoice(language, (text) => text);

  it.each(HEADS)('is known for what it is: %s', (key) => {
    const head = voice.pick(WORDING[key]).replace(/\{\w+\}/g, 'x');
    const { analysis } = detector.judge(`${head}\n${voice.say('label', { version: '5.0.0' })}`);
    expect(new Set(analysis.sentences.map(({ speaker }) => speaker))).toEqual(new Set(['own-reply']));
  });
});
