import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { checkFollowUps } from '../../src/detection/library-checks.ts';
import type { FollowUp } from '../../src/library/schema.ts';
import { smallLibrary } from './small-library.ts';

const followUp = (id: string, parts: Partial<FollowUp>): FollowUp => ({
  id,
  title: id,
  asked: 'always',
  phrases: [],
  negate: [],
  reply: { zh: '答', en: 'answer' },
  examples: { positive: [], negative: [] },
  ...parts,
});
const FREE = followUp('is-it-free', { phrases: ['要钱吗', 'is ~12 free'], negate: ['对方'] });
const REAL = followUp('is-it-real', { phrases: ['96110 ~12 真的', '真的 ~2 要钱吗'] });
const withThem = (...followUps: FollowUp[]) => createDetector(smallLibrary({ followUps }));
const foundIn = (text: string) => withThem(FREE, REAL).analyse(text).followUps[0] ?? null;

describe('a follow-up', () => {
  it.each([
    ['打你们要钱吗', 'is-it-free'],
    ['Is that call free', 'is-it-free'],
    ['96110是不是真的', 'is-it-real'],
    ['今天天气', null],
    ['', null],
  ])('is found by its phrases, in whatever characters: %s', (text, id) => {
    expect(foundIn(text)).toBe(id);
  });

  it('is void where something speaks against it', () => {
    expect(foundIn('对方说解冻要钱吗')).toBeNull();
  });

  it('is, of several, the one of which most is said', () => {
    expect(foundIn('96110真的要钱吗')).toBe('is-it-real');
  });

  it('is none in a story, however it ends', () => {
    expect(foundIn(`${'他先加我好友，后来拉我进群。'.repeat(5)}要钱吗`)).toBeNull();
    expect(foundIn(`${'the man rang me up and said '.repeat(6)} is it free`)).toBeNull();
  });

  it('is the library’s or none, whatever is written', () => {
    const { analyse } = withThem(FREE, REAL);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => [null, 'is-it-free', 'is-it-real'].includes(analyse(text).followUps[0] ?? null)),
    );
  });
});

describe('the check of follow-ups', () => {
  const checked = (...followUps: FollowUp[]) => checkFollowUps(withThem(...followUps)).map(({ where, problem }) => `${where} ${problem}`);

  it('is content where each is found in its own examples alone', () => {
    expect(checked({ ...FREE, examples: { positive: ['要钱吗'], negative: ['对方要钱吗'] } })).toEqual([]);
  });

  it('names what is not found, is found wrongly, or is taken by another', () => {
    const examples = { positive: ['花钱不', '真的要钱吗'], negative: ['饭要钱吗'] };
    expect(checked({ ...FREE, examples }, REAL)).toEqual([
      'scam-patterns/follow-ups/is-it-free.yaml must be found in: 花钱不',
      'scam-patterns/follow-ups/is-it-free.yaml must be found in: 真的要钱吗, and is-it-real is',
      'scam-patterns/follow-ups/is-it-free.yaml must not be found in: 饭要钱吗',
    ]);
  });
});
