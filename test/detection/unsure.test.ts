import { describe, expect, test } from 'vitest';
import type { Detector, Judgement } from '../../src/detection/detector.ts';
import type { Reading } from '../../src/detection/readings.ts';
import { isUnsure, withReadings } from '../../src/detection/second-reading.ts';
import type { Colour } from '../../src/library/schema.ts';
import { signal } from './small-library.ts';

function judgement(colour: Colour, score: number, intent = 'forward', text = '好'.repeat(8)): Judgement {
  return { verdict: { colour, score }, understanding: { intent }, analysis: { normalized: { text } } } as unknown as Judgement;
}

describe('a second reading is worth asking for', () => {
  test.each<[string, Judgement, boolean]>([
    ['of a yellow text', judgement('yellow', 0), true],
    ['of a green one that is a little suspicious', judgement('green', 0.1), true],
    ['of no green one beyond doubt', judgement('green', 0.09), false],
    ['of no red one', judgement('red', 0.5), false],
    ['of no red one, however unsure', judgement('red', 0.1), false],
    ['of a text that somebody asks about', judgement('yellow', 0.5, 'advice'), true],
    ['of a text that somebody reports', judgement('yellow', 0.5, 'report'), true],
    ['of nothing that is no matter', judgement('yellow', 0.5, 'thanks'), false],
    ['of no cry for help', judgement('yellow', 0.5, 'emergency'), false],
    ['of no text of seven characters', judgement('yellow', 0.5, 'forward', '好'.repeat(7)), false],
    ['of no short green text either', judgement('green', 0.5, 'forward', '好'.repeat(7)), false],
  ])('%s', (_, judged, unsure) => {
    expect(isUnsure(judged)).toBe(unsure);
  });
});

describe('a detector that knows what was read', () => {
  const ASK: Reading = { signal: 'ask-pay', quote: '转' };
  const asked: unknown[][] = [];
  const library = { signals: [signal('ask-pay', 'ask'), signal('stage-paid', 'stage')] } as unknown as Detector['library'];

  /** Judges as it is told, the one way without readings and the other way with them. */
  function detectorOf(own: Judgement, read: Judgement): Detector {
    asked.length = 0;
    const detector: Detector = {
      library,
      judge: (text, given = {}) => {
        asked.push([text, given]);
        return given.readings ? read : own;
      },
      atThisMoment: () => detectorOf(judgement('green', 0), judgement('red', 1)),
    };
    return detector;
  }

  test.each<[string, own: Judgement, read: Judgement, 'own' | 'read']>([
    ['a graver colour counts', judgement('green', 0.2), judgement('yellow', 0.2), 'read'],
    ['a graver colour counts, whatever the score', judgement('yellow', 0.9), judgement('red', 0.1), 'read'],
    ['a milder colour does not', judgement('yellow', 0.5), judgement('green', 0.5), 'own'],
    ['a milder colour does not, whatever the score', judgement('red', 0.1), judgement('yellow', 0.9), 'own'],
    ['a higher score of the same colour counts', judgement('yellow', 0.5), judgement('yellow', 0.6), 'read'],
    ['a lower one does not', judgement('yellow', 0.5), judgement('yellow', 0.4), 'own'],
    ['nor does the same', judgement('yellow', 0.5), judgement('yellow', 0.5), 'own'],
  ])('%s', (_, own, read, kept) => {
    expect(withReadings(detectorOf(own, read), [ASK]).judge('转账', { sender: '10086', language: 'en' })).toBe(kept === 'own' ? own : read);
    expect(asked).toEqual([
      ['转账', { sender: '10086', language: 'en' }],
      ['转账', { sender: '10086', language: 'en', readings: [ASK] }],
    ]);
  });

  test('is told only what may be read', () => {
    const read = judgement('red', 1);
    withReadings(detectorOf(judgement('green', 0), read), [
      { signal: 'stage-paid', quote: '转' },
      ASK,
      { signal: 'no-such', quote: '转' },
    ]).judge('转');
    expect(asked.at(-1)).toEqual(['转', { readings: [ASK] }]);
  });

  test.each([
    ['nothing was read', []],
    ['nothing that may be', [{ signal: 'stage-paid', quote: '转' }]],
    ['nothing that is in the library', [{ signal: 'no-such', quote: '转' }]],
  ])('is the same detector where %s', (_, readings) => {
    const detector = detectorOf(judgement('green', 0), judgement('red', 1));
    expect(withReadings(detector, readings)).toBe(detector);
  });

  test('adds to what others have read, of the same library', () => {
    const own = judgement('green', 0);
    const reader = withReadings(detectorOf(own, own), [ASK]);
    expect(reader.library).toBe(library);
    reader.judge('转账', { readings: [{ signal: 'ask-fee', quote: '账' }] });
    expect(asked.at(-1)).toEqual(['转账', { readings: [{ signal: 'ask-fee', quote: '账' }, ASK] }]);
  });

  test('knows it at any moment', () => {
    const reader = withReadings(detectorOf(judgement('green', 0), judgement('green', 0)), [ASK]);
    expect(reader.atThisMoment().judge('转').verdict.colour).toBe('red');
  });
});
