import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containment, shinglesOf } from '../../src/detection/shingles.ts';
import { markedPhrases } from '../../src/librarian/marked-phrases.ts';
import { clusterScripts, type UnknownText } from '../../src/librarian/script-clusters.ts';

const SCRIPT = [
  '您的医保账户因异地就诊被暂停使用，请加客服微信恢复，否则今晚清零',
  '尊敬的用户，您的医保账户因异地就诊被暂停使用，请尽快加客服微信恢复使用，否则清零',
  '医保账户因在外地就诊已被暂停使用。请加客服微信yb0000恢复，否则今晚24点清零',
];
const OTHERS = [
  '妈，我今晚加班，饭不用等我了，你们先吃',
  '小区明天上午停水，请大家提前储水，给您带来不便敬请谅解',
  '老师您好，孩子发烧了，今天想请一天假，麻烦您了',
  '您的快递已到菜鸟驿站，取件码3-0000，请今天来取',
];

const unknown = (texts: readonly string[]): UnknownText[] =>
  texts.map((normalized, index) => ({ messageId: `m${index}`, sender: `s${index}`, at: index, normalized, missed: false }));

describe('clusters of new scripts', () => {
  it('bring copies of one script together and leave everybody else alone', () => {
    const mixed = [...SCRIPT, ...OTHERS].map((text, index) => ({ text, index })).sort((a, b) => (a.index % 3) - (b.index % 3));
    const clusters = clusterScripts(unknown(mixed.map(({ text }) => text)));
    expect(clusters.filter(({ length }) => length > 1)).toHaveLength(1);
    expect(
      clusters
        .find(({ length }) => length > 1)
        ?.map(({ normalized }) => normalized)
        .sort(),
    ).toEqual([...SCRIPT].sort());
  });

  it('leave out what is too short to be like anything', () => {
    expect(clusterScripts(unknown(['在吗', '在吗', '好的好的']))).toEqual([]);
  });

  it('do not let a long text swallow a short one', () => {
    const short = '请加客服微信恢复使用您的账户';
    const long = `${short}${OTHERS.join('')}`;
    expect(clusterScripts(unknown([short, long]))).toHaveLength(2);
  });

  it('hold each text once, in whatever order they came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...SCRIPT, ...OTHERS]), (texts) => {
        const clusters = clusterScripts(unknown(texts));
        expect(
          clusters
            .flat()
            .map(({ normalized }) => normalized)
            .sort(),
        ).toEqual([...texts].sort());
        const sizes = clusters.map(({ length }) => length).sort();
        const copies = texts.filter((text) => SCRIPT.includes(text)).length;
        expect(sizes.at(-1) ?? 0).toBe(texts.length === 0 ? 0 : Math.max(1, copies));
      }),
    );
  });

  it('take many texts in little time', () => {
    const texts = Array.from(
      { length: 3000 },
      (_, index) => `第${index % 10}号的甲乙${String.fromCharCode(0x4e00 + index)}通知请各位业主注意查收${index}`,
    );
    expect(clusterScripts(unknown(texts)).flat()).toHaveLength(3000);
  });
});

describe('what two texts share', () => {
  it.each([
    ['', '', 0],
    ['医保账户', '医保账户', 1],
    ['医保账户', '您的医保账户暂停', 1],
    ['医保账户', '今晚加班', 0],
    ['转账5000元', '转账 8000 元', 1],
    ['点 http://a.top/x 领取补贴', '点 https://b.vip/y?z=1 领取补贴', 1],
  ])('%s | %s', (a, b, share) => {
    expect(containment(shinglesOf(a), shinglesOf(b))).toBe(share);
  });

  it('is the same from either side, and from 0 to 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const share = containment(shinglesOf(a), shinglesOf(b));
        expect(share).toBe(containment(shinglesOf(b), shinglesOf(a)));
        expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });
});

describe('marked phrases', () => {
  it('are what the copies share and others do not write', () => {
    const marked = markedPhrases(SCRIPT, [...OTHERS, '我的医保账户里还有多少钱']);
    expect(marked.length).toBeGreaterThan(0);
    for (const phrase of marked) {
      expect(SCRIPT.filter((text) => text.includes(phrase)).length).toBeGreaterThanOrEqual(2);
      expect(OTHERS.some((text) => text.includes(phrase))).toBe(false);
    }
    expect(marked.some((phrase) => phrase.includes('暂停使用'))).toBe(true);
    expect(marked.some((phrase) => phrase === '医保账户')).toBe(false);
  });

  it('are none of a single text, and none of texts that share nothing', () => {
    expect(markedPhrases([SCRIPT[0] as string], OTHERS)).toEqual([]);
    expect(markedPhrases(OTHERS, SCRIPT)).toEqual([]);
  });

  it('take Latin writing word by word', () => {
    expect(markedPhrases(['your parcel customs fee pending', 'parcel held, customs fee pending today'], ['see you today'])).toEqual(
      expect.arrayContaining(['customs', 'pending', 'parcel']),
    );
  });
});
