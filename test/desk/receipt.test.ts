import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newReceiptNumber, RECEIPT_ANSWERS, readReceiptNumber, receiptWords } from '../../src/desk/receipt.ts';
import { saysForbidden } from '../conversation/never-said.ts';
import { chineseIn } from '../pages/html-reader.ts';

const NEW_YEAR_IN_CHINA = Date.UTC(2026, 11, 31, 16);

describe('the number of a receipt', () => {
  it('has the hotline’s year and twelve letters that nobody mistakes', async () => {
    expect(await newReceiptNumber(randomUUID, NEW_YEAR_IN_CHINA)).toMatch(/^R2027(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(await newReceiptNumber(randomUUID, NEW_YEAR_IN_CHINA - 1)).toMatch(/^R2026-/);
    const many = await Promise.all(Array.from({ length: 500 }, () => newReceiptNumber(randomUUID, 0)));
    expect(new Set(many).size).toBe(500);
    expect(new Set(many.join('').slice(5)).size).toBeGreaterThan(30);
  });

  it('is understood however it is typed', () => {
    const written = 'R2026-10AB-CDEF-GHJK';
    for (const typed of [written, 'r2026 l0ab cdef ghjk', 'R2026IOABCDEFGHJK', 'Ｒ２０２６－１０ＡＢ－ＣＤＥＦ－ＧＨＪＫ', ` ${written}。`])
      expect([typed, readReceiptNumber(typed)]).toEqual([typed, written]);
    for (const typed of ['', 'R2026', 'R2026-10AB-CDEF', 'A123456', `${written}0`, '<script>', 'R2026-10AU-CDEF-GHJK'])
      expect([typed, readReceiptNumber(typed)]).toEqual([typed, null]);
  });

  it('survives any typed text, and what it makes of one it makes of itself again', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readReceiptNumber(typed);
        if (read !== null) expect(readReceiptNumber(read)).toBe(read);
      }),
    );
  });
});

describe('the words of a receipt', () => {
  const words = (english: boolean): string =>
    receiptWords('R2026-10AB-CDEF-GHJK', { hotline: '2250000', officer: english ? 'Li' : '张丽', caseNumber: 'A123456', english });
  const text = words(false);
  it('say that it vouches for nothing, before an SMS would end', () => {
    expect(text.slice(0, 60)).toContain('编号只证明您问过，不证明任何付款可信');
    expect(text).toContain('凭这个编号要钱，就是诈骗');
    expect(words(true)).toContain('It vouches for no payment');
    expect(chineseIn(words(true))).toEqual([]);
  });
  it('say nothing that could serve a scammer', () => {
    for (const said of [text, words(true), ...Object.values(RECEIPT_ANSWERS).flatMap(({ zh, en }) => [zh, en])])
      expect(saysForbidden(said)).toEqual([]);
    expect(RECEIPT_ANSWERS.known.zh).toBe('编号存在。本回执不证明任何付款可信；凭它要钱就是诈骗。');
  });
});
