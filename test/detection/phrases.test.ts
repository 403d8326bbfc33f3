import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEntities } from '../../src/detection/entities.ts';
import { indexPhrases, normalizePhrase, PhraseFinder } from '../../src/detection/phrases.ts';
import { splitSentences } from '../../src/detection/sentences.ts';
import { parsePhrase } from '../../src/library/phrase.ts';
import { COMMON, MANY } from './many-phrases.ts';
import { NO_LINK_FACTS } from './small-library.ts';

function quotesOf(phrases: readonly string[], text: string): string[] {
  const finder = new PhraseFinder(indexPhrases(phrases.map(parsePhrase)));
  const ends = splitSentences(text).map(({ end }) => end - 1);
  return finder.find(text, findEntities(text, NO_LINK_FACTS).all, ends).map(({ start, end }) => text.slice(start, end));
}

describe('a phrase', () => {
  test.each([
    ['one word', '转账', '马上转账给我', ['转账']],
    ['any of its alternatives', '汇款|转账', '马上转账给我', ['转账']],
    ['steps within the gap', '先 ~3 转账', '先帮我转账', ['先帮我转账']],
    ['steps at the very limit of the gap', '先 ~3 转账', '先一二三转账', ['先一二三转账']],
    ['not beyond the gap', '先 ~3 转账', '先一二三四转账', []],
    ['steps side by side', '先 ~0 转', '先转', ['先转']],
    ['not in the wrong order', '转账 ~9 先', '先转账', []],
    ['not over itself', '转账 ~5 账户', '转账户', []],
    ['not over the end of a sentence', '先 ~9 转账', '先来。转账', []],
    ['not over a line break', '先 ~9 转账', '先来\n转账', []],
    ['over the end of a sentence that a word holds', '先 ~9 好。|吧 ~9 转', '先好。再转', ['先好。再转']],
    ['over a comma', '先 ~9 转账', '先来,转账', ['先来,转账']],
    ['the nearest beginning', '先 ~9 转', '先先先转', ['先转']],
    ['three steps', '先 ~2 转 ~2 后', '先把转了后', ['先把转了后']],
    ['a Latin word as a whole word', 'pay', 'please pay now', ['pay']],
    ['no Latin word inside another', 'pay', 'payment prepay', []],
    ['no Latin word beside a digit', 'code', 'code1', []],
    ['a Latin word beside Chinese', 'app', '下载app吧', ['app']],
    ['an open ending', 'transfer*', 'transferring it', ['transfer']],
    ['an open ending, closed', 'transfer*', 'transfer it', ['transfer']],
    ['no open beginning', 'fer*', 'transfer', []],
    ['a found amount', '垫 ~3 <amount>', '垫付300元', ['垫付300元']],
    ['a found amount with its words', '垫<amount>整', '垫300元整', ['垫300元整']],
    ['no amount where its words are missing', '垫<amount>整', '垫300元', []],
    ['a found number', '做<number>单', '再做3单', ['做3单']],
    ['a found link', '点 ~2 <link>', '点 http://abc.top/1', ['点 http://abc.top/1']],
    ['no link where none is', '点 ~2 <link>', '点 一下', []],
    ['no amount where the words before it are missing', '垫<amount>整', '付300元整', []],
    ['no amount behind its word where a character stands between', '垫<amount>', '垫了300元', []],
    ['no other find than it asks for', '垫<amount>', '垫300个', []],
    ['every found amount', '<amount>', '300元和500元', ['300元', '500元']],
    ['a step that ends its sentence', '先 ~9 转', '先来转。好', ['先来转']],
    ['in each sentence anew', '先 ~9 转', '先转。先来。先转', ['先转', '先转']],
    ['a sentence behind many that hold nothing of it', '先 ~9 转', '好。走。来。\n先转', ['先转']],
    ['a Chinese word between Latin letters', '转账', 'app转账ok', ['转账']],
    ['a word that ends in Latin letters', '加v', '加v吧,加vip', ['加v']],
    ['each place once, though two words of its step are there', '转|账', '转账', ['转', '账']],
    ['each place once, though its rarest step is there twice', '先 ~9 转账', '先转账转账', ['先转账', '先转账转账']],
    ['the same step twice', '转 ~1 转', '转转', ['转转']],
    ['nothing of which a step is missing', '先 ~2 转 ~2 后 ~2 好', '先转后', []],
  ])('finds %s', (_, phrase, text, quotes) => {
    expect(quotesOf([phrase], text)).toEqual(quotes);
  });

  test('with an open and a closed twin finds each by its own rule', () => {
    expect(quotesOf(['loan', 'loan*'], 'loans')).toEqual(['loan']);
    expect(quotesOf(['loan', 'loan*'], 'loan')).toEqual(['loan', 'loan']);
  });

  test('is found no more than sixteen times, in one sentence or in many', () => {
    expect(quotesOf(['转'], '转'.repeat(500))).toHaveLength(16);
    expect(quotesOf(['转'], '转。'.repeat(500))).toHaveLength(16);
  });

  test('is found in every text, however many there were before', () => {
    const finder = new PhraseFinder(indexPhrases([parsePhrase('转')]));
    for (let text = 0; text < 40; text++) expect(finder.find('转', [], [])).toHaveLength(1);
  });

  test('is found no more than sixteen times, whatever else is', () => {
    const finder = new PhraseFinder(indexPhrases(['转', '账'].map(parsePhrase)));
    const found = finder.find('转'.repeat(20) + '账'.repeat(3), [], []).map(({ phrase }) => phrase);
    expect(found).toEqual([...new Array(16).fill(0), ...new Array(3).fill(1)]);
  });

  test('comes before a longer one at the same place', () => {
    const finder = new PhraseFinder(indexPhrases(['验证码 ~1 号', '验证码'].map(parsePhrase)));
    expect(finder.find('验证码号', [], []).map(({ phrase, end }) => [phrase, end])).toEqual([
      [1, 3],
      [0, 4],
    ]);
  });

  test('comes in the order of the library where nothing else tells them apart', () => {
    const finder = new PhraseFinder(indexPhrases(['转', '转|账'].map(parsePhrase)));
    expect(finder.find('转。账转', [], [1]).map(({ phrase, start }) => [phrase, start])).toEqual([
      [0, 0],
      [1, 0],
      [1, 2],
      [0, 3],
      [1, 3],
    ]);
  });

  test('comes in the order of the text; of two at one place first that of the library', () => {
    const finder = new PhraseFinder(indexPhrases(['转账', '先', '先 ~1 转账', '账|先 ~1 转账'].map(parsePhrase)));
    const found = finder.find('先转账', [], []).map(({ phrase, start, end }) => [phrase, start, end]);
    expect(found).toEqual([
      [1, 0, 1],
      [2, 0, 3],
      [3, 0, 3],
      [0, 1, 3],
    ]);
  });

  test('leaves nothing behind for the next text', () => {
    const finder = new PhraseFinder(indexPhrases([parsePhrase('先 ~2 转')]));
    expect(finder.find('先转', [], [])).toHaveLength(1);
    expect(finder.find('转', [], [])).toEqual([]);
    expect(finder.find('先', [], [])).toEqual([]);
  });
});

describe('one of many phrases', () => {
  const finder = new PhraseFinder(indexPhrases(MANY.map(parsePhrase)));
  const foundIn = (text: string): number[] => finder.find(text, [], []).map(({ phrase }) => phrase);

  test.each(COMMON.map((word, index) => [index, word] as const))('is found by its rarest step and common word %i', (index, word) => {
    expect(foundIn(`验证码${word}`)).toEqual(MANY.slice(0, index + 1).map((_, phrase) => phrase));
    expect(foundIn(`保证金0,${word}`)).toEqual([0]);
  });

  test('is not found by either alone, nor by what another one asks for', () => {
    expect(foundIn('验证码')).toEqual([]);
    expect(foundIn(COMMON.join(''))).toEqual([]);
    expect(foundIn(`保证金5,${COMMON[4]}`)).toEqual([]);
  });
});

test('words of a phrase pass the normaliser; placeholders and the star stay, words that vanish are dropped', () => {
  const lower = (text: string): string => text.replace('🔥', '').toLowerCase();
  expect(normalizePhrase(parsePhrase('PAY*|🔥|做<number>单 ~4 NOW'), lower)).toEqual([
    { gap: 0, alternatives: ['pay*', '做<number>单'] },
    { gap: 4, alternatives: ['now'] },
  ]);
  expect(normalizePhrase(parsePhrase('PAY<amount>NOW'), lower)).toEqual([{ gap: 0, alternatives: ['pay<amount>now'] }]);
});

interface Step {
  readonly alternatives: readonly string[];
  readonly gap: number;
}

/** Every place where the phrase ends, found by trying everything. */
function endsSlowly(steps: readonly Step[], text: string, sentenceEnds: readonly number[]): number[] {
  let partial: number[] = [];
  steps.forEach(({ alternatives, gap }, index) => {
    const next = new Set<number>();
    for (const word of alternatives)
      for (let start = 0; start + word.length <= text.length; start++) {
        if (!text.startsWith(word, start)) continue;
        const joined = (end: number): boolean =>
          end <= start && start - end <= gap && !sentenceEnds.some((stop) => stop >= end && stop < start);
        if (index === 0 || partial.some(joined)) next.add(start + word.length);
      }
    partial = [...next];
  });
  return partial.sort((a, b) => a - b);
}

test('agrees with a search that tries everything', () => {
  const unit = fc.constantFrom('先', '转', '账', '。');
  const word = fc.string({ unit: fc.constantFrom('先', '转', '账', '。'), minLength: 1, maxLength: 2 });
  const step = fc.record({ alternatives: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }), gap: fc.nat(3) });
  const phrase = fc.array(step, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(phrase, { minLength: 1, maxLength: 4 }), fc.string({ unit, maxLength: 12 }), (phrases, text) => {
      const stops = splitSentences(text).map(({ end }) => end - 1);
      const hits = new PhraseFinder(indexPhrases(phrases)).find(text, [], stops);
      phrases.forEach((steps, index) => {
        const ends = [...new Set(hits.filter(({ phrase: found }) => found === index).map(({ end }) => end))].sort((a, b) => a - b);
        expect(ends).toEqual(endsSlowly(steps, text, stops));
      });
    }),
    { numRuns: 1000 },
  );
});
