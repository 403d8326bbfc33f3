import { describe, expect, it } from 'vitest';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { startTalk } from './talk.ts';

const detector = createDetector(await loadLibraryForTests());
const SELLER = '有人买我店里的酒，发来付款截图说两小时到账，催我先发货';

describe('a pattern whose type advises somebody else', () => {
  it('has advice of its own, in the card and in the talk', () => {
    const talk = startTalk(detector);
    const { verdict, reply } = talk.say(SELLER);
    const scheme = detector.library.patterns.find(({ id }) => id === 'shopping-fake-paid-ship');
    expect(verdict).toMatchObject({ colour: 'red', type: { id: 'shopping' }, advice: { scheme: 'shopping-fake-paid-ship' } });
    expect(scheme?.advice).toBeDefined();
    expect(verdict?.advice.dont).toBe(scheme?.advice?.dont.zh);
    expect(reply).toContain(scheme?.advice?.dont.zh);
    expect(reply).toContain(scheme?.advice?.now.zh[0]);
    expect(talk.say('还没到账').reply).toContain(scheme?.advice?.dont.zh);
    expect(talk.say('为什么').reply).toContain(scheme?.advice?.dont.zh);
  });

  it('speaks the language that is written', () => {
    const { reply } = startTalk(detector, { toTraditional: createTraditional() }).say(
      '有人買我店裡的酒，發來付款截圖說兩小時到賬，催我先發貨',
    );
    expect(reply).not.toMatch(/货|钱/);
  });

  it('keeps the numbers of its type', () => {
    const type = detector.library.types.find(({ id }) => id === 'shopping');
    expect(detector.judge(SELLER).verdict.advice.numbers).toEqual(type?.advice.numbers);
  });

  it('speaks only where the verdict is of its type', () => {
    const advising = detector.library.patterns.filter(({ advice }) => advice);
    expect(advising.length).toBeGreaterThan(50);
    const judged = advising.flatMap(({ examples }) => examples.positive.map((text) => detector.judge(text).verdict));
    const schemes = judged.flatMap(({ type, advice: { scheme } }) => (scheme ? [{ type: type?.id, scheme }] : []));
    expect(schemes.length).toBeGreaterThan(judged.length / 2);
    for (const { type, scheme } of schemes)
      expect({ scheme, type: advising.find(({ id }) => id === scheme)?.type }).toEqual({ scheme, type });
  });
});
