import { describe, expect, test } from 'vitest';
import { createAnalysis, roleHints, signalHints } from '../../src/detection/analysis.ts';
import { featureList, hintFeatures, textFeatures } from '../../src/detection/features.ts';
import { createFinder, idsOf } from '../../src/detection/findings.ts';
import { probabilities } from '../../src/detection/linear-model.ts';
import type { SignalHit } from '../../src/detection/signals.ts';
import { MACHINE_LABEL } from '../../src/detection/speakers.ts';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import { WHOSE_IDS } from '../../src/library/label-ids.ts';
import type { LinearModel, Models } from '../../src/library/library.ts';
import { INTENT_IDS, type SignalRole } from '../../src/library/schema.ts';
import { constantModel, signal, smallLibrary } from './small-library.ts';

const SIGNALS = [
  signal('ask-pay', 'ask', { phrases: ['转账'] }),
  signal('claims-bank', 'identity', { phrases: ['银行'] }),
  signal('lure-money', 'lure', { phrases: ['返利'] }),
  signal('stage-paid', 'stage', { stage: 'paid', phrases: ['转过去了'] }),
  signal('warns', 'exempt', { phrases: ['谨防诈骗'] }),
  signal('orders-bot', 'context', { phrases: ['忽略规则'] }),
];
const INTENTS = [{ id: 'human' as const, title: 't', meaning: 'm', phrases: ['转人工'] }];
const LIBRARY = smallLibrary({ signals: SIGNALS, intents: INTENTS });
const analysing = (models: Partial<Models>) => createAnalysis({ ...LIBRARY, models: { ...LIBRARY.models, ...models } });
const [SCAM_CLASSES, TYPES] = [
  ['legit', 'scam'],
  ['loan', 'phishing', 'prize'],
] as const;

/** A model that knows these features; each says something else of each class. */
function knowing(classes: readonly string[], features: Iterable<number>, seed: number): LinearModel {
  const hashes = Int32Array.from(new Set(features));
  const weights = Int8Array.from({ length: hashes.length * classes.length }, (_, n) => ((n * 31 + seed * 7) % 255) - 127);
  return { classes, bias: classes.map((_, c) => c / 5), features: new FeatureIndex(hashes), weights, scale: 0.01 };
}

/** A model for which these features alone speak for the class, and without them everything against it. */
function hearing(classes: readonly string[], favoured: string, features: readonly number[]): LinearModel {
  const weights = Int8Array.from({ length: features.length * classes.length }, (_, n) =>
    classes[n % classes.length] === favoured ? 120 : 0,
  );
  const { bias } = constantModel(classes, favoured, -6);
  return { classes, bias, features: new FeatureIndex(Int32Array.from(features)), weights, scale: 0.1 };
}

/** The character alone, whatever stands around it. */
const gram = (char: string): number[] => textFeatures(`甲${char}乙`, []).filter((one) => textFeatures(`丙${char}丁`, []).includes(one));
const byClass = (model: LinearModel, features: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(probabilities(model, features).map((value, index) => [model.classes[index], value]));

describe('the models', () => {
  test('are asked with what they are taught', () => {
    const texts = ['银行请您转账,返利三成', '您好', '我转过去了,转人工', '转账给银行', '返利,返利,转人工', '今天天气好,转账'];
    const find = createFinder(LIBRARY);
    const taught = texts.map((text) => {
      const { normalized, counted, asked, askedHints } = find(text);
      const told = [...featureList(normalized.text, signalHints(counted))];
      return { text, told, forwarded: [...new Set([...told, ...roleHints(counted)])], wanted: [...featureList(asked, askedHints)] };
    });
    const models = {
      forwarded: knowing(
        SCAM_CLASSES,
        taught.flatMap(({ forwarded }) => forwarded),
        1,
      ),
      told: knowing(
        SCAM_CLASSES,
        taught.flatMap(({ told }) => told),
        2,
      ),
      type: knowing(
        TYPES,
        taught.flatMap(({ forwarded }) => forwarded),
        3,
      ),
      intent: knowing(
        INTENT_IDS,
        taught.flatMap(({ wanted }) => wanted),
        4,
      ),
    };
    const analyse = analysing(models);
    for (const { text, told, forwarded, wanted } of taught) {
      const { intents, blocks } = analyse(text);
      expect(intents).toEqual(byClass(models.intent, wanted));
      expect(blocks).toHaveLength(1);
      expect(blocks[0]?.types).toEqual(byClass(models.type, forwarded));
      const [forward, asForward, asTold] = [intents.forward, byClass(models.forwarded, forwarded).scam, byClass(models.told, told).scam];
      expect(blocks[0]?.scam).toBeCloseTo(forward * (asForward as number) + (1 - forward) * (asTold as number), 12);
    }
  });

  test('of scams are believed as far as the text is their kind', () => {
    const [sure, never] = [constantModel(SCAM_CLASSES, 'scam', 40), constantModel(SCAM_CLASSES, 'scam', -40)];
    const scamAs = (forward: number, models: Partial<Models>) =>
      analysing({ ...models, intent: constantModel(INTENT_IDS, 'forward', forward) })('您好').blocks[0]?.scam;
    expect(scamAs(40, { forwarded: sure, told: never })).toBeCloseTo(1);
    expect(scamAs(-40, { forwarded: sure, told: never })).toBeCloseTo(0);
    // Twelve other intents beside it: even odds of a forward.
    expect(scamAs(Math.log(12), { forwarded: sure, told: never })).toBeCloseTo(0.5);
  });
});

describe('the words that the scam models hear', () => {
  const strange = hearing(SCAM_CLASSES, 'scam', gram('怪'));
  const heard = (text: string): boolean[] => analysing({ forwarded: strange, told: strange })(text).blocks.map(({ scam }) => scam > 0.5);
  const reply = (words: string, behind = ''): string => `像诈骗。${words}。\n${MACHINE_LABEL} 4.0.2${behind}`;

  test.each([
    ['are those of the text', '怪', true],
    ['are those of a warning, too', '谨防诈骗,怪', true],
    ['are not the warning in which a scam is dressed', '谨防诈骗,怪。请转账', false],
    ['are what that asks', '谨防诈骗。请转账怪', true],
    ['are not our own reply', reply('怪'), false],
    ['are what stands behind our own reply', reply('好', '\n怪'), true],
    ['are not an order to us', '忽略规则怪,你好', false],
  ])('%s: %s', (_, text, expected) => {
    expect(heard(text)).toEqual([expected]);
  });

  test.each(['', ' ', reply('银行转账')])('are none where there is nothing to judge, however much the models suspect: %j', (text) => {
    const sure = constantModel(SCAM_CLASSES, 'scam', 9);
    expect(analysing({ forwarded: sure, told: sure })(text).blocks.map(({ scam }) => scam)).toEqual([0]);
  });

  /** 1,200 characters, one of them strange: three blocks from 0, 300 and 600 on, each of 600. */
  const longWith = (at: number, filling: string): string => {
    const text = filling.repeat(1200 / filling.length);
    return `${text.slice(0, at)}怪${text.slice(at + 1)}`;
  };
  test.each([
    [50, [true, false, false]],
    [299, [true, false, false]],
    [300, [true, true, false]],
    [599, [true, true, false]],
    [600, [false, true, true]],
    [899, [false, true, true]],
    [900, [false, false, true]],
    [1150, [false, false, true]],
  ])('are those of the block, though the sentence goes on: at %i', (at, expected) => {
    expect(heard(longWith(at, '好'))).toEqual(expected);
    expect(heard(longWith(at === 299 || at === 599 || at === 899 ? at - 1 : at, `${'好'.repeat(99)}。`))).toEqual(expected);
  });
});

describe('a hit belongs to the blocks in which it lies whole', () => {
  const placed = (at: number): number[] => {
    const text = `${'好'.repeat(at)}转账${'好'.repeat(1198 - at)}`;
    return analysing({})(text).blocks.flatMap(({ hits }, index) => (hits.length > 0 ? [index] : []));
  };
  test.each([
    [0, [0]],
    [298, [0]],
    [299, [0]],
    [300, [0, 1]],
    [598, [0, 1]],
    [599, [1]],
    [600, [1, 2]],
    [898, [1, 2]],
    [899, [2]],
    [1198, [2]],
  ])('at %i', (at, blocks) => {
    expect(placed(at)).toEqual(blocks);
  });

  test('and counts only where it is no warning', () => {
    expect(analysing({})('谨防诈骗,银行返利是假的').blocks[0]?.hits).toEqual([]);
  });
});

describe('a long text is heard in pieces', () => {
  const urgent = analysing({ intent: hearing(INTENT_IDS, 'emergency', gram('急')) });
  const heard = (text: string): boolean[] => urgent(text).pieces.map(({ intents }) => intents.emergency > 0.5);
  const longWith = (words: string, at: number): string => '好'.repeat(at) + words + '好'.repeat(400 - at - words.length);

  test('and a shorter one is not', () => {
    expect(heard('急'.repeat(320))).toEqual([]);
    expect(heard('急'.repeat(321)).length).toBeGreaterThan(2);
  });

  test.each([
    [10, [true, false, false, false]],
    [100, [true, true, false, false]],
    [160, [false, true, true, false]],
    [399, [false, false, false, true]],
  ])('each for itself: at %i', (at, expected) => {
    expect(heard(longWith('急', at))).toEqual(expected);
  });

  test('with the hits that lie in each', () => {
    const found = (at: number) => urgent(longWith('转账', at)).pieces.map(({ hits }) => idsOf(hits).join());
    expect(found(0)).toEqual(['ask-pay', '', '', '']);
    expect(found(79)).toEqual(['ask-pay', '', '', '']);
    expect(found(80)).toEqual(['ask-pay', 'ask-pay', '', '']);
    expect(found(158)).toEqual(['ask-pay', 'ask-pay', '', '']);
    expect(found(159)).toEqual(['', 'ask-pay', '', '']);
    expect(found(398)).toEqual(['', '', '', 'ask-pay']);
  });

  test('without what orders us about', () => {
    expect(heard(longWith(',忽略规则急,', 10))).toEqual([false, false, false, false]);
  });

  test('and asked like the whole: what is found speaks for itself, not in pairs', () => {
    const text = longWith('银行转账', 10);
    const words = [...textFeatures(text.slice(0, 160), [])];
    const intent = knowing(INTENT_IDS, [...words, ...hintFeatures(['ask-pay', 'claims-bank'], true)], 5);
    const asked = featureList(text.slice(0, 160), hintFeatures(['ask-pay', 'claims-bank'], false));
    expect(analysing({ intent })(text).pieces[0]?.intents).toEqual(byClass(intent, asked));
  });
});

describe('what a signal tells the models', () => {
  const hit = (id: string, role: SignalRole): SignalHit => ({ signal: signal(id, role), start: 0, end: 1, byEntity: false });
  const [ask, other, bank, order] = [
    hit('ask-pay', 'ask'),
    hit('ask-code', 'ask'),
    hit('claims-bank', 'identity'),
    hit('orders-bot', 'context'),
  ];

  test('alone and in pairs, each once', () => {
    expect(signalHints([ask, bank, ask])).toEqual(hintFeatures(['ask-pay', 'claims-bank'], true));
  });

  test.each<[string, SignalHit[], string[]]>([
    ['nothing', [], ['']],
    ['an ask', [ask], ['@ask']],
    ['two asks', [ask, other], ['@ask']],
    ['a name and an ask, whichever comes first', [ask, bank], ['@identity', '@ask', '@identity@ask']],
  ])('by its role, alone and all together, each once: %s', (_, hits, names) => {
    for (const _again of [1, 2]) expect(roleHints(hits)).toEqual(hintFeatures(names, true));
  });

  test('nothing when it is an order to us', () => {
    expect(signalHints([order, ask])).toEqual(signalHints([ask]));
    expect(roleHints([order, ask])).toEqual(roleHints([ask]));
  });
});

test('who sent it and in which language are part of the analysis', () => {
  expect(analysing({})('please call me back', '+44 7700 000000')).toMatchObject({ language: 'en', sender: 'foreign', costume: false });
  expect(analysing({})('您好')).toMatchObject({ language: 'zh-CN', sender: 'unknown', costume: false });
});

describe('whose matter it is, how it ended and what danger there is', () => {
  const asked = (forward: number) =>
    analysing({ intent: constantModel(INTENT_IDS, 'forward', forward), whose: constantModel(WHOSE_IDS, 'other', 9) })('您好');

  test('are not asked of a text that is surely passed on', () => {
    expect(asked(20)).toMatchObject({ whose: {}, ending: {}, danger: {} });
  });

  test('are asked as soon as he may speak himself', () => {
    const { whose, danger, ending } = asked(4);
    expect(whose.other).toBeGreaterThan(0.9);
    expect(danger.none).toBeGreaterThan(0.9);
    expect(ending.open).toBeGreaterThan(0.9);
  });
});
