import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToSegments, forSms, preparedForSms, segmentsOf } from '../../src/channels/sms/segments.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createVoice } from '../../src/conversation/wording.ts';

describe('the size of an SMS', () => {
  it.each([
    ['', 'GSM-7', 0, 0],
    ['a', 'GSM-7', 1, 1],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    // 76 in each segment: the 153rd septet cannot hold an escape without what it escapes.
    ['€'.repeat(152), 'GSM-7', 304, 2],
    ['€'.repeat(153), 'GSM-7', 306, 3],
    ['Ça coûte', 'UCS-2', 8, 1],
    ['Çà è @ £ Å\n\r\f{}', 'GSM-7', 18, 1],
    ['`', 'UCS-2', 1, 1],
    ['\u001b', 'UCS-2', 1, 1],
    ['中'.repeat(70), 'UCS-2', 70, 1],
    ['中'.repeat(71), 'UCS-2', 71, 2],
    ['中'.repeat(134), 'UCS-2', 134, 2],
    ['中'.repeat(135), 'UCS-2', 135, 3],
    [`${'a'.repeat(69)}中`, 'UCS-2', 70, 1],
    [`${'a'.repeat(70)}中`, 'UCS-2', 71, 2],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
    // 33 in each segment: none is torn, the 67th unit stays empty.
    ['😀'.repeat(66), 'UCS-2', 132, 2],
    ['😀'.repeat(67), 'UCS-2', 134, 3],
  ] as const)('%# of %j', (text, encoding, units, segments) => {
    expect(segmentsOf(text)).toEqual({ encoding, units, segments });
  });

  it('knows the whole default alphabet and its extension, and nothing else', () => {
    const all = Array.from({ length: 0x30000 }, (_, point) => (point >= 0xd800 && point <= 0xdfff ? '中' : String.fromCodePoint(point)));
    const gsm = all.map(segmentsOf).filter(({ encoding }) => encoding === 'GSM-7');
    expect(gsm.filter(({ units }) => units === 1)).toHaveLength(127);
    expect(gsm.filter(({ units }) => units === 2)).toHaveLength(10);
  });

  it('is what one gets by filling segments by hand', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { encoding, units, segments } = segmentsOf(text);
        const width = (character: string): number => (encoding === 'UCS-2' ? character.length : /[\f^{}\\[~\]|€]/.test(character) ? 2 : 1);
        const [alone, joined] = encoding === 'UCS-2' ? [70, 67] : [160, 153];
        const parts: number[] = [];
        for (const character of text) {
          const last = parts.at(-1) ?? joined;
          if (last + width(character) > joined) parts.push(width(character));
          else parts[parts.length - 1] = last + width(character);
        }
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(units);
        expect(segments).toBe(units <= alone ? Math.min(units, 1) : parts.length);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Texts as they come, and all kinds of others: both alphabets, emoji, ends of sentences, torn pairs. */
const sign = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'别转账打电话，。；！？\n 、0196') },
  { weight: 3, arbitrary: fc.constantFrom(...'Pay nothing. Call 96110!\n[]€{') },
  { weight: 1, arbitrary: fc.constantFrom('🔴', '🟡', '🟢', '👨‍👩‍👧', '\ud83d', '·', '“', '\u00a0', '机器提示 · 套路库2.1.0') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);
const texts = fc.oneof(
  fc.array(sign, { maxLength: 500 }).map((signs) => signs.join('')),
  fc.array(fc.constantFrom(...'Pay nothing. Call, {96110}!'), { maxLength: 900 }).map((signs) => signs.join('')),
);
const most = fc.integer({ min: 0, max: 6 });

describe('cut to segments', () => {
  it.each([
    ['whole where it fits', '别转账。打96110。', 1, '别转账。打96110。'],
    [
      'at the end of a sentence',
      `${'一'.repeat(66)}。${'二'.repeat(50)}，${'三'.repeat(60)}`,
      2,
      `${'一'.repeat(66)}。${'二'.repeat(50)}，`,
    ],
    [
      'behind the first 60 characters, and not at an end within them',
      `${'一'.repeat(40)}。${'二'.repeat(100)}`,
      1,
      `${'一'.repeat(40)}。${'二'.repeat(29)}`,
    ],
    ['within the first 60 characters where these do not fit', '😀'.repeat(60), 1, '😀'.repeat(35)],
    ['down to nothing', '别转账', 0, ''],
  ] as const)('%s', (_, text, segments, expected) => {
    expect(cutToSegments(text, segments)).toBe(expected);
  });

  it('asks for no more segments than allowed, is a beginning, and keeps the first 60 characters where they fit', () => {
    fc.assert(
      fc.property(texts, most, (text, segments) => {
        for (const [cut, whole] of [
          [cutToSegments(text, segments), text],
          [forSms(text, segments), preparedForSms(text)],
        ] as const) {
          expect(segmentsOf(cut).segments).toBeLessThanOrEqual(segments);
          expect(whole.startsWith(cut)).toBe(true);
          const head = [...whole].slice(0, 60).join('');
          if (segmentsOf(head).segments <= segments) expect(cut.startsWith(head)).toBe(true);
          if (segmentsOf(whole).segments <= segments) expect(cut).toBe(whole);
        }
        expect(forSms(text, segments).isWellFormed()).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('cuts 100 kB of rubbish too', () => {
    for (const text of ['🔴'.repeat(50_000), '\n'.repeat(100_000), ' '.repeat(100_000), `“${'·'.repeat(100_000)}`, 'a]'.repeat(50_000)]) {
      expect(segmentsOf(forSms(text)).segments).toBeLessThanOrEqual(3);
    }
  });
});

describe('a reply as it goes out by SMS', () => {
  it.each([
    ['🔴 像诈骗：冒充客服。别转账。有疑问打96110。', '【红】像诈骗：冒充客服。别转账。有疑问打96110。'],
    ['🟡 可疑，先核实。', '【黄】可疑，先核实。'],
    ['🟢 没看出诈骗特征。', '【绿】没看出诈骗特征。'],
    ['🔴 Likely a scam. Call 96110.', '[RED] Likely a scam. Call 96110.'],
    ['🟡 Suspicious.', '[YELLOW] Suspicious.'],
    ['🟢 No scam signs.', '[GREEN] No scam signs.'],
    // Whoever reads English gets English words, whatever he quotes.
    ['🔴 Likely a scam.\n1. 🟡 "点击领奖"', '[RED] Likely a scam. 1. [YELLOW] "点击领奖"'],
    ['一起说：\n1. 🔴像诈骗“Click here”\n2. 🟢没看出“ok”', '一起说：1. 【红】像诈骗“Click here” 2. 【绿】没看出“ok”'],
    ['🔴', '【红】'],
  ])('has words for colours: %j', (text, expected) => {
    expect(preparedForSms(text)).toBe(expected);
  });

  it.each([
    ['没有断句的一行\n下一行', '没有断句的一行 下一行'],
    ['别转账。\r\n\r\n  打96110。  \n', '别转账。打96110。'],
    ['Pay nothing.\nCall 96110.', 'Pay nothing. Call 96110.'],
    ['一\u2028二', '一 二'],
    ['“Pay”\nNothing', '"Pay" Nothing'],
  ])('is one line: %j', (text, expected) => {
    expect(preparedForSms(text)).toBe(expected);
  });

  it.each(['zh-CN', 'zh-TW', 'en'] as const)('leaves the label away that ends it, in %s', (language) => {
    const label = createVoice(language, createTraditional()).say('label', { version: '2.1.0' });
    expect(preparedForSms(`🔴 a\n${label}`)).toBe('[RED] a');
    expect(preparedForSms(`别转账。\n${label}\n${label}\n`)).toBe('别转账。');
    expect(preparedForSms(`别转账。${label}`)).toContain('2.1.0');
    expect(preparedForSms(`${label}\n别转账。`)).toContain('2.1.0');
  });

  it('spares an English text UCS-2 where only typographic marks ask for it', () => {
    const text = '🔴 Likely a scam. Don’t pay – “gift cards” are a trick…\nPhone: 110 · 96110';
    expect(preparedForSms(text)).toBe('[RED] Likely a scam. Don\'t pay - "gift cards" are a trick... Phone: 110, 96110');
    expect(segmentsOf(forSms(text))).toMatchObject({ encoding: 'GSM-7', segments: 1 });
    expect(preparedForSms('“别转账”…')).toBe('“别转账”…');
  });

  it('is three segments at most unless told otherwise', () => {
    expect(segmentsOf(forSms('别转账。'.repeat(200)))).toMatchObject({ segments: 3 });
    expect(segmentsOf(forSms('别转账。'.repeat(200), 1))).toMatchObject({ segments: 1 });
  });
});
