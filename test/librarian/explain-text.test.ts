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

  it('says whose matter it is, how it has ended and whether a life is in danger', () => {
    const labelsOf = (text: string) => {
      const { whose, ending, danger } = explainText(detector, text).labels;
      return [whose[0]?.id, ending[0]?.id, danger[0]?.id];
    };
    expect(labelsOf('我是信用社柜台的，有个大爷要取八万现金，手机一直通着话')).toEqual(['counter', 'open', 'none']);
    expect(labelsOf('问过我哥了，他说根本没借钱，是被盗号了')[1]).toBe('exposed');
    expect(labelsOf('药我数好了，你们替我跟女儿说声对不起')[2]).toBe('despair');
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
