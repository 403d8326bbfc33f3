import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { explainText } from '../../src/librarian/explain-text.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const detector = createDetector(await loadLibraryForTests());

describe('explaining a text', () => {
  it('goes from its normal form to its verdict', () => {
    const told = explainText(detector, '先垫付，加微信dai款，点http://abc.example.top');
    expect(told.normalized).toContain('贷款');
    expect(told.sentences[0]?.kind).toBe('message');
    expect(told.entities).toContainEqual({ kind: 'link', quote: 'http://abc.example.top' });
    expect(told.links).toEqual([{ host: 'abc.example.top', facts: ['link-throwaway-domain'], brand: null }]);
    expect(told.signals).toContainEqual(expect.objectContaining({ id: 'ask-add-contact', role: 'ask', quote: '加微信', counts: true }));
    expect(told.blocks[0]?.patterns.map(({ id }) => id)).toContain('phishing-odd-link');
    expect([told.verdict.colour, told.intent, told.stage, told.escalate]).toEqual(['red', 'forward', 'seen', false]);
  });

  it('says which signals do not count', () => {
    const { signals } = explainText(detector, '【反诈中心】提醒：凡是要您把钱转到安全账户的都是诈骗，请勿转账。');
    expect(signals.length).toBeGreaterThan(0);
    expect(signals.every(({ counts }) => !counts)).toBe(true);
  });

  it('quotes nothing that is not in the text, and holds chances to 0–1', () => {
    const piece = fc.constantFrom(
      '加微',
      '信',
      '转账',
      '验证码',
      'ｈttp://a.top',
      '微/信',
      '2万元',
      '。',
      ' ',
      '不要',
      '13800001234',
      '繁體',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => {
        const told = explainText(detector, written);
        const quotes = [...told.sentences, ...told.entities, ...told.signals].map(({ quote }) => quote);
        const inBlocks = told.blocks.flatMap(({ patterns }) => patterns.flatMap((one) => one.quotes));
        const chances = [...told.intents, ...told.blocks.flatMap(({ types }) => types)].map(({ chance }) => chance);
        return (
          [...quotes, ...inBlocks].every((quote) => written.includes(quote)) &&
          [...chances, ...told.blocks.map(({ scam }) => scam)].every((chance) => chance >= 0 && chance <= 1)
        );
      }),
      { numRuns: 60 },
    );
  });
});
