import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextClassifier } from '../../src/detection/classifier-training.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { textFeatures } from '../../src/detection/features.ts';
import { checkFollowUps } from '../../src/detection/library-checks.ts';
import type { FollowUp } from '../../src/library/follow-up-schema.ts';
import { NOTHING_ASKED } from '../../src/library/library.ts';
import { sparseModel } from '../../src/library/sparse-model.ts';
import { smallLibrary } from './small-library.ts';

const followUp = (id: string, asked: FollowUp['asked'], positive: string[], negative: string[] = []): FollowUp => ({
  ...{ id, title: id, asked, reply: { zh: '答', en: 'answer' } },
  examples: { positive, negative },
});
const FREE = followUp('is-it-free', 'always', ['打过去要钱吗', '收费吗', '要不要付费', 'is that call free', 'do i pay for it'], ['他要钱']);
const REAL = followUp('is-it-real', 'open', ['这是真的吧', '应该是真的', '我觉得是真的', 'it must be real'], ['真的谢谢你']);
const NOTHING = ['今天天气不错', '我在家里', '好的', 'thank you'];

function taught(...followUps: FollowUp[]) {
  const classifier = new TextClassifier({ minTexts: 1 });
  for (const { id, examples } of followUps) {
    for (const text of examples.positive) classifier.addDocument(textFeatures(text, []), id);
    for (const text of examples.negative) classifier.addDocument(textFeatures(text, []), NOTHING_ASKED);
  }
  for (const text of NOTHING) classifier.addDocument(textFeatures(text, []), NOTHING_ASKED);
  classifier.train();
  const small = smallLibrary({ followUps });
  return createDetector({ ...small, models: { ...small.models, asks: sparseModel(classifier.linearModel, 0) } });
}
const { analyse } = taught(FREE, REAL);
const foundIn = (text: string) => analyse(text).followUps;

describe('a follow-up', () => {
  it.each([
    ['那打过去要不要钱', ['is-it-free']],
    ['Is  THAT call free', ['is-it-free']],
    ['今天天气', []],
    ['', []],
  ])('is heard in words that were not taught, in whatever characters: %s', (text, ids) => {
    expect(foundIn(text)).toEqual(ids);
  });

  it('of an open matter only has behind it what is asked at any time and sounds alike', () => {
    expect(foundIn('我觉得是真的')[0]).toBe('is-it-real');
    expect(foundIn('这应该是真的吧，要不要付费')).toEqual(['is-it-real', 'is-it-free']);
  });

  it('is none in a story, however it ends', () => {
    expect(foundIn(`${'他先加我好友，后来拉我进群。'.repeat(5)}要钱吗`)).toEqual([]);
    expect(foundIn(`${'the man rang me up and said '.repeat(6)} is that call free`)).toEqual([]);
  });

  it('is none where something was handed out', () => {
    expect(foundIn('打过去要钱吗')).toEqual(['is-it-free']);
    expect(foundIn('打过去要钱吗 bit.ly/x')).toEqual([]);
  });

  it('is the library’s or none, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foundIn(text).every((id) => id === 'is-it-free' || id === 'is-it-real')),
    );
  });

  it('is never heard where nobody has taught any', () => {
    expect(createDetector(smallLibrary({ followUps: [FREE] })).analyse('要钱吗').followUps).toEqual([]);
  });
});

describe('the check of follow-ups', () => {
  const detector = taught(FREE, REAL);
  const checked = (one: FollowUp) => checkFollowUps(detector, [one]).map(({ where, problem }) => `${where} ${problem}`);

  it('is content where nearly all of its own questions are heard as such', () => {
    expect(checked(FREE)).toEqual([]);
    expect(checked({ ...FREE, examples: { ...FREE.examples, positive: [...FREE.examples.positive, '今天天气不错'] } })).toEqual([]);
  });

  it('names what is not heard, is heard wrongly, or is taken by another', () => {
    const examples = { positive: ['今天天气不错', '这是真的吧', '收费吗'], negative: ['要不要付费', '好的'] };
    expect(checked({ ...FREE, examples })).toEqual([
      'scam-patterns/follow-ups/is-it-free.yaml must be found in: 今天天气不错',
      'scam-patterns/follow-ups/is-it-free.yaml must be found in: 这是真的吧, and is-it-real is',
      'scam-patterns/follow-ups/is-it-free.yaml must not be found in: 要不要付费',
    ]);
  });
});
