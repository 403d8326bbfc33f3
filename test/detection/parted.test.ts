import { describe, expect, test } from 'vitest';
import { createAnalysis } from '../../src/detection/analysis.ts';
import { textFeatures } from '../../src/detection/features.ts';
import { partNotices } from '../../src/detection/parted.ts';
import type { SignalHit } from '../../src/detection/signals.ts';
import type { Speaker, SpokenSentence } from '../../src/detection/speakers.ts';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import type { LinearModel } from '../../src/library/library.ts';
import type { SignalRole } from '../../src/library/schema.ts';
import { signal, smallLibrary } from './small-library.ts';

const WORDS: readonly (readonly [word: string, id: string, role: SignalRole])[] = [
  ['转账', 'ask-pay', 'ask'],
  ['回电', 'ask-callback', 'ask'],
  ['冻结', 'threat-freeze', 'threat'],
  ['返利', 'lure-rebate', 'lure'],
  ['马上', 'pressure-now', 'pressure'],
  ['我是客服', 'claims-service', 'identity'],
  ['银行', 'context-bank', 'context'],
  ['pay', 'ask-pay', 'ask'],
  ['now', 'pressure-now', 'pressure'],
];
const NOTICE = '您尾号0000的卡支出58元,余额1204元。';
const SCAM = '账户冻结,请转账。';

function hitsIn(text: string): SignalHit[] {
  return WORDS.flatMap(([word, id, role]) =>
    Array.from(text.matchAll(new RegExp(word, 'g')), ({ index }) => ({
      signal: signal(id, role),
      start: index,
      end: index + word.length,
      byEntity: false,
    })),
  );
}

/** Which of the sentences are notices and which are the rest; null: they are not parted. */
function partedIn(
  said: readonly (string | readonly [string, Speaker])[],
  range?: readonly [number, number],
  more: readonly SignalHit[] = [],
) {
  const sentences: SpokenSentence[] = [];
  let text = '';
  for (const one of said) {
    const [words, speaker] = typeof one === 'string' ? [one, 'message' as const] : one;
    sentences.push({ start: text.length, end: text.length + words.length, speaker });
    text += words;
  }
  const [start, end] = range ?? [0, text.length];
  const parted = partNotices(text, { start, end }, sentences, [...hitsIn(text), ...more]);
  const wordsOf = (some: readonly SpokenSentence[]): string[] => some.map((one) => text.slice(one.start, one.end));
  return (
    parted && {
      notices: wordsOf(parted.notices),
      rest: wordsOf(parted.rest),
      hits: parted.restHits.map(({ signal: { id } }) => id).sort(),
    }
  );
}

describe('a notice that a machine wrote, beside a sentence that asks or threatens', () => {
  const apart = { notices: [NOTICE], rest: [SCAM], hits: ['ask-pay', 'threat-freeze'] };

  test('is parted from it, whichever stands first', () => {
    expect(partedIn([NOTICE, SCAM])).toEqual(apart);
    expect(partedIn([SCAM, NOTICE])).toEqual(apart);
  });

  test('takes everything along in which nothing is asked, and none of its signals counts with the rest', () => {
    expect(partedIn(['这里是银行。', NOTICE, SCAM, '今天天气好。', '返利,马上。'])).toEqual({
      notices: ['这里是银行。', NOTICE, '今天天气好。'],
      rest: [SCAM, '返利,马上。'],
      hits: ['ask-pay', 'lure-rebate', 'pressure-now', 'threat-freeze'],
    });
  });

  test('may ask to be rung back', () => {
    expect(partedIn([NOTICE, '有疑问请回电。', SCAM])?.notices).toEqual([NOTICE, '有疑问请回电。']);
  });

  test.each([
    '【驿站】包裹到了,取件码3-2-0000。',
    '您的快件已签收,感谢您的使用,祝您愉快。',
    '本期账单已出,会员积分一百二十分,请查收。',
    'your order 1204 was delivered at ten.',
    'the card ending 0000 was used at ten.',
  ])('is told by its words: %s', (notice) => {
    expect(partedIn([notice, SCAM])?.notices).toEqual([notice]);
    expect(partedIn([notice, 'pay now.'])?.rest).toEqual(['pay now.']);
  });
});

describe('nothing is parted', () => {
  test.each<[string, readonly (string | readonly [string, Speaker])[]]>([
    ['where there is a notice alone', [NOTICE, '今天天气好。']],
    ['where a scam stands alone', [SCAM, SCAM]],
    ['where the notice itself asks', [`${NOTICE.slice(0, -1)},请转账。`, SCAM]],
    ['of a single sentence', [`${NOTICE.slice(0, -1)},${SCAM}`]],
    ['where a person wrote the other sentences', ['今天天气真的很好,我们一起去爬山好不好呀。', SCAM]],
    ['where the rest only asks, as an honest bill does', [NOTICE, '请转账。']],
    ['where what stands beside an ask is of no weight', [NOTICE, '请转账给银行。']],
    ['where two asks stand, which are of one kind', [NOTICE, '请转账,请转账,请回电。']],
    ['where the notice is a warning', [[NOTICE, 'warning'], SCAM]],
    ['where what asks is told by the citizen', [NOTICE, [SCAM, 'citizen']]],
    ['where what asks is our own reply', [NOTICE, [SCAM, 'own-reply']]],
  ])('%s', (_, said) => {
    expect(partedIn(said)).toBeNull();
  });

  test('where the notices together have less than sixteen characters', () => {
    expect(partedIn(['余额一千二百元整请您查收啦。', SCAM])).toBeNull();
    expect(partedIn(['余额一千二百元整请您查收了啦。', SCAM])).toBeNull();
    expect(partedIn(['余额一千二百元整请您查收好了啦。', SCAM])?.rest).toEqual([SCAM]);
    expect(partedIn(['余额一千二百元。', '请您查收好了啦。', SCAM])?.notices).toHaveLength(2);
  });

  test.each<[string, string]>([
    ['a threat', '冻结,转账。'],
    ['a promise', '返利,转账。'],
    ['haste', '马上转账。'],
    ['a name', '我是客服,转账。'],
  ])('but it is where %s stands beside the ask', (_, rest) => {
    expect(partedIn([NOTICE, rest])?.rest).toEqual([rest]);
  });
});

test('of a long text only what lies in the block is parted, also where a sentence goes on beyond it', () => {
  const said = [SCAM, NOTICE, SCAM, NOTICE];
  const [second, third, fourth] = [SCAM.length, SCAM.length + NOTICE.length, 2 * SCAM.length + NOTICE.length];
  expect(partedIn(said, [second, fourth])).toMatchObject({ notices: [NOTICE], rest: [SCAM] });
  expect(partedIn(said, [second + 1, fourth - 1])).toMatchObject({ notices: [NOTICE], rest: [SCAM] });
  expect(partedIn(said, [third, fourth])).toBeNull();
  expect(partedIn(said, [second - 1, fourth + 1])).toMatchObject({ notices: [NOTICE, NOTICE], rest: [SCAM, SCAM] });
});

test('an ask that reaches from one sentence into the next makes both earnest, and is no proof of either', () => {
  const across: SignalHit = { signal: signal('ask-wide', 'ask'), start: NOTICE.length - 1, end: NOTICE.length + 1, byEntity: false };
  expect(partedIn([NOTICE, SCAM, NOTICE], undefined, [across])).toEqual({
    notices: [NOTICE],
    rest: [NOTICE, SCAM],
    hits: ['ask-pay', 'threat-freeze'],
  });
  expect(partedIn([NOTICE, SCAM], undefined, [across])).toBeNull();
});

describe('a scam behind a true notice', () => {
  const SIGNALS = WORDS.map(([word, , role], number) => signal(`${role}-${number}`, role, { phrases: [word] }));
  const LIBRARY = smallLibrary({ signals: SIGNALS });

  /** The character alone, whatever stands around it. */
  const gram = (char: string): number[] => textFeatures(`甲${char}乙`, []).filter((one) => textFeatures(`丙${char}丁`, []).includes(one));
  /** 怪 sounds like a scam, 乖 like none at all; both together leave it open. */
  function hearing(strange: number, kind: number): LinearModel {
    const [odd, good] = [gram('怪'), gram('乖')];
    const weights = Int8Array.from([...odd.flatMap(() => [0, strange]), ...good.flatMap(() => [kind, 0])]);
    const features = new FeatureIndex(Int32Array.from([...odd, ...good]));
    return { classes: ['legit', 'scam'], bias: [0, 0], features, weights, scale: 1 / Math.max(odd.length, good.length) };
  }
  const scamIn = (text: string, strange = 12, kind = 12): number => {
    const model = hearing(strange, kind);
    const models = { ...LIBRARY.models, forwarded: model, told: model };
    return createAnalysis({ ...LIBRARY, models })(text).blocks[0]?.scam as number;
  };
  const [KIND, STRANGE] = [`乖${NOTICE}`, `怪${SCAM}`];

  test('is judged without it', () => {
    expect(gram('怪').length).toBe(gram('乖').length);
    expect(scamIn(KIND)).toBeLessThan(0.02);
    expect(scamIn(STRANGE)).toBeGreaterThan(0.9);
    expect(scamIn(KIND + STRANGE)).toBe(scamIn(STRANGE));
    expect(scamIn(STRANGE + KIND)).toBe(scamIn(STRANGE));
  });

  test('is not where the notice is none by itself, or what is left is hardly one', () => {
    expect(scamIn(KIND + STRANGE, 12, 1)).toBeLessThan(scamIn(STRANGE, 12, 1));
    expect(scamIn(KIND + STRANGE, 1, 12)).toBeLessThan(0.02);
  });

  test('is not where a friend wrote in front of it', () => {
    const friend = '乖,今天天气真的很好,我们一起去爬山好不好呀。';
    expect(scamIn(friend)).toBeLessThan(0.02);
    expect(scamIn(friend + STRANGE)).toBeCloseTo(0.5);
  });
});
