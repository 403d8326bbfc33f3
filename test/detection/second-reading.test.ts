import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { isReadable, readableSignals } from '../../src/detection/readings.ts';
import { isUnsure, withReadings } from '../../src/detection/second-reading.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const detector = createDetector(await loadLibraryForTests());
const RANK = { green: 0, yellow: 1, red: 2 } as const;

/** What asks for money in words that no phrase knows. */
const STRANGE = '您好，我是银行工作人员，里面那些东西请搬到我们指定的地儿';

describe('a second reading', () => {
  it('adds a signal with the words that say it, and the engine judges as always', () => {
    const own = detector.judge(STRANGE);
    const read = withReadings(detector, [
      { signal: 'ask-safe-account', quote: '搬到我们指定的地儿' },
      { signal: 'claims-bank', quote: '我是银行工作人员' },
    ]).judge(STRANGE);
    expect(own.analysis.hits.some(({ signal }) => signal.id === 'ask-safe-account')).toBe(false);
    expect(read.analysis.hits.some(({ signal }) => signal.id === 'ask-safe-account')).toBe(true);
    expect(RANK[read.verdict.colour]).toBeGreaterThanOrEqual(RANK[own.verdict.colour]);
    expect(read.verdict.score).toBeGreaterThan(own.verdict.score);
  });

  it.each([
    ['of a signal that is not in the library', { signal: 'no-such-signal', quote: '我是银行工作人员' }],
    ['of words that are not in the text', { signal: 'ask-safe-account', quote: '请转到安全账户' }],
    ['of no words', { signal: 'ask-safe-account', quote: '  ' }],
    ['of what excuses a text', { signal: 'warning-official', quote: '我是银行工作人员' }],
    ['of what has happened to the citizen', { signal: 'stage-paid', quote: '我是银行工作人员' }],
  ])('%s counts for nothing', (_, reading) => {
    expect(withReadings(detector, [reading]).judge(STRANGE).verdict).toEqual(detector.judge(STRANGE).verdict);
  });

  it('is void behind a negation like the engine’s own', () => {
    const text = '各位邻居请注意，切勿搬到对方指定的地儿，谢谢大家配合';
    const read = detector.judge(text, { readings: [{ signal: 'ask-safe-account', quote: '搬到对方指定的地儿' }] });
    expect(read.analysis.hits.some(({ signal }) => signal.id === 'ask-safe-account')).toBe(false);
  });

  it('never makes a text milder, whatever is read in whatever text', () => {
    const signals = detector.library.signals.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.constantFrom(STRANGE, '妈，我今晚加班，饭不用等我了', '【银行】您尾号0000的卡消费100元', '加我微信领红包，名额有限'),
        fc.array(fc.record({ signal: fc.constantFrom(...signals), from: fc.nat(30), length: fc.integer({ min: 1, max: 12 }) }), {
          maxLength: 6,
        }),
        (text, drawn) => {
          const readings = drawn.map(({ signal, from, length }) => ({ signal, quote: text.slice(from, from + length) }));
          const own = detector.judge(text).verdict;
          const read = withReadings(detector, readings).judge(text).verdict;
          expect(RANK[read.colour]).toBeGreaterThanOrEqual(RANK[own.colour]);
          if (read.colour === own.colour) expect(read.score).toBeGreaterThanOrEqual(own.score);
        },
      ),
    );
  });

  it('is asked for where the engine is unsure alone', () => {
    expect(isUnsure(detector.judge('【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销'))).toBe(false);
    expect(isUnsure(detector.judge('妈，我今晚加班，饭不用等我了'))).toBe(false);
    expect(isUnsure(detector.judge('谢谢你们，辛苦了'))).toBe(false);
    const yellow = '我是您孩子的班主任，方便的话加我新微信聊一下';
    expect(isUnsure(detector.judge(yellow))).toBe(detector.judge(yellow).verdict.colour !== 'red');
  });

  it('may name what makes suspicious, and neither facts of links nor excuses', () => {
    const ids = readableSignals(detector.library).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(80);
    for (const signal of detector.library.signals) expect(ids.includes(signal.id)).toBe(isReadable(signal));
    expect(ids).not.toContain('warning-official');
    expect(ids).not.toContain('link-lookalike');
  });
});
