import { describe, expect, test } from 'vitest';
import { adviceFor, createDetector } from '../../src/detection/detector.ts';
import type { Verdict } from '../../src/detection/verdict.ts';
import type { TrainedLibrary } from '../../src/library/library.ts';
import { INTENT_IDS, type IntentId, type Pattern, type TypeId } from '../../src/library/schema.ts';
import { constantModel, pattern, signal, smallLibrary } from './small-library.ts';

const why = { zh: '要钱', en: 'it wants money' };
const SIGNALS = [
  signal('ask-pay', 'ask', { why, phrases: ['转账|pay'] }),
  signal('warns', 'exempt', { phrases: ['谨防诈骗'] }),
  signal('stage-paid', 'stage', { stage: 'paid', phrases: ['钱转过去了'] }),
  signal('state-despair', 'state', { phrases: ['不想活'] }),
  signal('real-dissuasion', 'state', { phrases: ['叫我先别转'] }),
  signal('police-invitation', 'state', { phrases: ['去所里领'] }),
];

interface Given {
  readonly patterns?: readonly Pattern[];
  /** What the type model is sure of; otherwise it leans to loans. */
  readonly type?: TypeId;
  readonly types?: readonly TypeId[];
  /** Probability of a forward, beside the given intent; otherwise next to none. */
  readonly forward?: number;
  /** Probability of the given intent; otherwise all that is left. */
  readonly wish?: number;
}

/** A library whose models give every text this score and hear this intent in it. */
function hearing(intent: IntentId, score: number, { patterns = [], type, types, forward = 0, wish }: Given = {}): TrainedLibrary {
  const library = smallLibrary({ signals: SIGNALS, patterns, numbers: NUMBERS }, Math.log(score / (1 - score)));
  const others = INTENT_IDS.length - 2;
  const share = (id: IntentId): number =>
    id === 'forward' ? forward : id === intent ? (wish ?? 1 - forward) : (1 - forward - (wish ?? 1 - forward)) / others;
  const classes = types ?? ['loan', 'phishing'];
  return {
    ...library,
    models: {
      ...library.models,
      type: constantModel(classes, type ?? classes[0] ?? '', type ? 9 : 0.1),
      intent: { ...constantModel(INTENT_IDS, intent, 0), bias: INTENT_IDS.map((id) => Math.log(share(id) + 1e-9)) },
    },
  };
}
const both = { zh: '全天', en: 'all day' };
const NUMBERS = {
  '95022': { number: '95022', title: both, use: 'u', topics: ['etc'], hours: both, source: 'https://a.cn', checked: '2026-01-01' },
};
const verdict = (text: string, ...given: Parameters<typeof hearing>): Verdict => createDetector(hearing(...given)).judge(text).verdict;
const colour = (...given: Parameters<typeof verdict>): Verdict['colour'] => verdict(...given).colour;

describe('the colour for somebody who', () => {
  test('cries for help or wants to live no longer is red, whatever the words look like', () => {
    expect(colour('被骗了', 'advice', 0.01)).toBe('red');
    expect(colour('真的不想活了', 'advice', 0.01)).toBe('red');
    expect(colour('今天很累', 'advice', 0.01)).toBe('green');
  });

  test('was told by the police to stop, or to come, is yellow where it would be green, and no milder where it would not', () => {
    for (const text of ['他叫我先别转', '他叫我去所里领']) {
      expect(colour(text, 'greeting', 0.01)).toBe('yellow');
      expect(colour(`${text},转账`, 'greeting', 0.97)).toBe('red');
    }
  });

  test.each<[IntentId, number, Verdict['colour']]>([
    ['advice', 0.349, 'green'],
    ['advice', 0.35, 'yellow'],
    ['advice', 0.7, 'yellow'],
    ['advice', 0.949, 'yellow'],
    ['advice', 0.95, 'red'],
    ['report', 0.349, 'green'],
    ['report', 0.35, 'yellow'],
    ['report', 0.95, 'red'],
    ['greeting', 0.35, 'green'],
    ['greeting', 0.599, 'green'],
    ['greeting', 0.6, 'yellow'],
    ['greeting', 0.95, 'yellow'],
    ['emergency', 0.01, 'yellow'],
    ['emergency', 0.799, 'yellow'],
    ['emergency', 0.8, 'red'],
    ['stop-loss', 0.01, 'yellow'],
    ['stop-loss', 0.799, 'yellow'],
    ['stop-loss', 0.8, 'red'],
    ['human', 0.01, 'green'],
    ['human', 0.9, 'yellow'],
  ])('wants %s, of a text that scores %f, is %s', (intent, score, expected) => {
    const given = verdict('他跟我说了好多', intent, score);
    expect(given).toMatchObject({ intent, score, colour: expected });
  });

  test.each<[IntentId, number, Verdict['colour']]>([
    ['advice', 0.899, 'yellow'],
    ['advice', 0.9, 'red'],
    ['report', 0.9, 'red'],
    ['emergency', 0.699, 'yellow'],
    ['emergency', 0.7, 'red'],
    ['stop-loss', 0.7, 'red'],
  ])('names what a scammer does, and wants %s, needs less: %f is %s', (intent, score, expected) => {
    expect(colour('他叫我转账', intent, score)).toBe(expected);
  });

  test('asks about somebody else’s text gets the colour of the text', () => {
    expect(colour('他跟我说了好多', 'advice', 0.5, { forward: 0.1 })).toBe('yellow');
    expect(colour('他跟我说了好多', 'advice', 0.5, { forward: 0.14 })).toBe('green');
    expect(colour('他跟我说了好多', 'advice', 0.95, { forward: 0.1 })).toBe('red');
    expect(colour('他跟我说了好多', 'advice', 0.95, { forward: 0.14 })).toBe('yellow');
  });

  test('asks about a scheme that we know is yellow; a pattern of little weight is not enough', () => {
    const with_ = (severity: Pattern['severity']) => ({ patterns: [pattern('p', 'ask-pay', { severity })] });
    expect(colour('转账吗', 'advice', 0.1)).toBe('green');
    expect(colour('转账吗', 'advice', 0.1, with_('medium'))).toBe('green');
    expect(colour('转账吗', 'advice', 0.1, with_('high'))).toBe('yellow');
    expect(colour('转账吗', 'greeting', 0.1, with_('high'))).toBe('green');
  });

  test('asks keeps the red of the text, also of one that is no likely scam by its words', () => {
    expect(colour('银行叫我转账', 'advice', 0.97)).toBe('red');
    const patterns = [pattern('p', 'ask-pay', { severity: 'critical' })];
    expect(colour('谨防诈骗。请转账', 'advice', 0.3, { patterns })).toBe('red');
  });

  test('tells of a loss is red for a likely scam only in his own words, and where the wording is surely of a loss', () => {
    const text = '钱转过去了';
    expect(colour(text, 'emergency', 0.8)).toBe('red');
    expect(colour(text, 'emergency', 0.8, { forward: 0.2 })).toBe('yellow');
    expect(colour(text, 'emergency', 0.8, { wish: 0.42 })).toBe('red');
    expect(colour(text, 'emergency', 0.8, { wish: 0.3 })).toBe('yellow');
    expect(verdict(text, 'emergency', 0.8, { wish: 0.3 }).intent).toBe('emergency');
  });

  test('tells of a loss keeps the red of the text', () => {
    expect(colour('钱转过去了,转账', 'emergency', 0.97, { forward: 0.2 })).toBe('red');
  });
});

describe('the type', () => {
  const typed = (...given: Parameters<typeof verdict>) => verdict(...given).type?.id ?? null;

  test('is told from a score of 0.3 on', () => {
    const known: Given = { patterns: [pattern('p', 'ask-pay', { type: 'loan', severity: 'medium' })] };
    const scored = (score: number) => verdict('钱转过去了', 'emergency', score, { ...known, type: 'loan' });
    expect([scored(0.299).type, scored(0.3).type?.id]).toEqual([null, 'loan']);
  });

  test('is not told of what is green, or to who cries for help', () => {
    expect(typed('他跟我说了好多', 'greeting', 0.5)).toBeNull();
    expect(typed('他跟我说了好多', 'greeting', 0.7)).toBe('loan');
    expect(typed('被骗了', 'advice', 0.7, { type: 'loan' })).toBeNull();
  });

  test.each(['emergency', 'stop-loss'] as const)('is told to who is in trouble (%s) only when it is sure', (intent) => {
    expect(typed('钱转过去了', intent, 0.7)).toBeNull();
    expect(typed('钱转过去了', intent, 0.7, { type: 'phishing' })).toBe('phishing');
  });

  test('is not told when the library has none of that name', () => {
    expect(typed('他跟我说了好多', 'greeting', 0.7, { types: ['other-scam'] })).toBeNull();
  });

  test('decides the advice; where none is told the advice is the general one', () => {
    expect(verdict('他跟我说了好多', 'greeting', 0.7).advice).toEqual({
      dont: 'loan的话',
      now: ['甲', '乙'],
      numbers: ['110'],
      verifyWith: null,
    });
    expect(verdict('你好呀', 'greeting', 0.01).advice).toEqual({ ...adviceFor(null, 'zh-CN'), verifyWith: null });
  });
});

describe('the reasons', () => {
  const ids = (...given: Parameters<typeof verdict>) => verdict(...given).reasons.map(({ id }) => id);

  test('are none of what is green', () => {
    expect(ids('转账吗', 'greeting', 0.5)).toEqual([]);
  });

  test('are the scheme’s where a scam is suspected', () => {
    expect(ids('转账吗', 'greeting', 0.7)).toEqual(['ask-pay']);
    expect(ids('钱转过去了,转账', 'emergency', 0.3)).toEqual(['ask-pay']);
  });

  test('are the scheme’s where a pattern knows it, however unlikely the words', () => {
    expect(ids('转账吗', 'advice', 0.1, { patterns: [pattern('p', 'ask-pay', { severity: 'high' })] })).toEqual(['p']);
  });

  test('are what he told where no scam is suspected, or where he only cries for help', () => {
    expect(ids('钱转过去了,转账', 'emergency', 0.299)).toEqual(['told']);
    expect(ids('被骗了', 'advice', 0.97, { type: 'loan' })).toEqual(['told']);
  });
});

describe('the office to ask', () => {
  const office = (score: number, type: TypeId) => verdict('您的ETC停用了', 'greeting', score, { type }).advice.verifyWith;

  test('is named where nothing is suspected, and for schemes that pretend to be one', () => {
    expect([office(0.01, 'phishing'), office(0.7, 'phishing')]).toEqual(['95022', '95022']);
    expect([office(0.01, 'loan'), office(0.7, 'loan')]).toEqual(['95022', null]);
    expect(verdict('您好', 'greeting', 0.7, { type: 'phishing' }).advice.verifyWith).toBeNull();
  });
});

describe('what was understood', () => {
  test('stands in the verdict', () => {
    expect(verdict('钱转过去了', 'emergency', 0.8)).toMatchObject({ stage: 'paid', intent: 'emergency', escalate: true });
    expect(verdict('您好呀', 'greeting', 0.01)).toMatchObject({
      stage: 'seen',
      intent: 'greeting',
      escalate: false,
      libraryVersion: '1.0.0',
    });
  });
});

describe('a detector', () => {
  const detector = createDetector(hearing('greeting', 0.7));

  test('does not hold on to the models that it was made of', () => {
    expect(Object.keys(detector.library)).not.toContain('models');
    expect(detector.library).toMatchObject({ version: '1.0.0', signals: SIGNALS });
    expect(detector.atThisMoment()).toBe(detector);
  });
});
