import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latelyJudged } from '../../src/conversation/lately-judged.ts';
import type { Detector } from '../../src/detection/detector.ts';
import { stubDetector } from './stub-detector.ts';

const MINUTE = 60_000;

/** Counts what it is asked. */
function counting(library = stubDetector.library) {
  const asked: string[] = [];
  const detector: Detector = {
    ...stubDetector,
    library,
    judge: (text, given = {}) => {
      asked.push(`${given.sender ?? ''}>${text}`);
      return stubDetector.judge(text, given);
    },
    atThisMoment: () => detector,
  };
  return { detector, asked };
}

test('a text that was judged is not judged again for ten minutes, by whatever way it comes', () => {
  const { detector, asked } = counting();
  let now = 0;
  const lately = latelyJudged(detector, () => now);
  const first = lately.judge('[red phishing] 点开');
  now = 9 * MINUTE;
  expect(lately.atThisMoment().judge('[red phishing] 点开')).toBe(first);
  now = 10 * MINUTE;
  expect(lately.judge('[red phishing] 点开')).toEqual(first);
  expect(asked).toHaveLength(2);
});

test('another sender, another text, another language and readings of its own are judged anew', () => {
  const { detector, asked } = counting();
  const lately = latelyJudged(detector, () => 0);
  lately.judge('12', { sender: '3' });
  lately.judge('2', { sender: '31' });
  lately.judge('312');
  lately.judge('312', { readings: [{ signal: 'ask-pay', quote: '312' }] });
  lately.judge('312', { readings: [{ signal: 'ask-pay', quote: '312' }] });
  expect(asked).toHaveLength(5);
  lately.judge('312', { language: 'en' });
  lately.judge('312', { language: 'en' });
  expect(asked).toHaveLength(6);
});

test('a new release judges anew, and an answer begun with the old one keeps it', () => {
  const [old, next] = [counting(), counting({ ...stubDetector.library, version: '9.9.9' })];
  let now = old.detector;
  const lately = latelyJudged({ ...old.detector, atThisMoment: () => now, judge: () => now.judge('') }, () => 0);
  const begun = lately.atThisMoment();
  lately.judge('转账');
  now = next.detector;
  lately.judge('转账');
  begun.judge('转账');
  expect([old.asked, next.asked]).toEqual([['>转账', '>转账'], ['>转账']]);
});

test('however many texts come, what it remembers stays bounded, and the answers are as without it', () => {
  const words = fc.constantFrom('[red authority] 转账', '[yellow advice] 问', '一'.repeat(9000), '二'.repeat(50_000), '好');
  const text = fc.tuple(words, fc.nat(90)).map(([word, number]) => `${word}${number}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat(2 * MINUTE)), { minLength: 80, maxLength: 200 }), (given) => {
      const { detector, asked } = counting();
      let now = 0;
      const lately = latelyJudged(detector, () => now);
      for (const [text, pause] of given) {
        now += pause;
        expect(lately.judge(text)).toEqual(stubDetector.judge(text));
      }
      // What came once is forgotten after sixteen others, what came again after sixty-four that did.
      lately.judge('einmal');
      lately.judge('zuerst');
      lately.judge('zuerst');
      for (let index = 0; index < 16; index++) lately.judge(`andere ${index}`);
      const held = asked.length;
      lately.judge('zuerst');
      expect(asked.length).toBe(held);
      lately.judge('einmal');
      expect(asked.length).toBe(held + 1);
      for (let index = 0; index < 64; index++) {
        lately.judge(`oft ${index}`);
        lately.judge(`oft ${index}`);
      }
      const before = asked.length;
      lately.judge('zuerst');
      expect(asked.length).toBe(before + 1);
    }),
    { numRuns: 30 },
  );
});
