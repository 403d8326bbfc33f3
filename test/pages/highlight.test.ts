import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/detection/verdict.ts';
import { Highlighted, marksIn } from '../../src/pages/citizen/highlight.tsx';

/** Reasons that quote these parts of a text, in this order. */
function quoting(text: string, quotes: readonly string[]): Reason[] {
  return quotes.map((quote) => {
    const start = text.indexOf(quote);
    if (start === -1) throw new Error(`“${quote}” is not in it`);
    return { kind: 'pattern', id: quote, quote, start, end: start + quote.length, why: '' };
  });
}
const marked = (text: string, quotes: readonly string[]): string[] =>
  marksIn(text, quoting(text, quotes)).map(({ start, end, places }) => `${places.join('·')} ${text.slice(start, end)}`);
const shown = (text: string, quotes: readonly string[], until?: number): string =>
  `${Highlighted({ text, marks: marksIn(text, quoting(text, quotes)), ...(until === undefined ? {} : { until }) })}`.replaceAll(
    '\u2060',
    '|',
  );

const APP = '要下载一个APP http://gold-invest88.vip/app/download/index.html?ref=8832771 才能取';

describe('a mark', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'covers the whole link of which it quotes a part',
      APP,
      ['APP http://gold-invest88.vip/app/download/in'],
      ['1 APP http://gold-invest88.vip/app/download/index.html?ref=8832771'],
    ],
    [
      'covers the link also where it begins in its middle',
      APP,
      ['download/index.html?ref=8832771 才能取'],
      ['1 http://gold-invest88.vip/app/download/index.html?ref=8832771 才能取'],
    ],
    [
      'keeps both numbers where two reasons quote one link',
      APP,
      ['ref=88', 'gold-invest88.vip'],
      ['1·2 http://gold-invest88.vip/app/download/index.html?ref=8832771'],
    ],
    ['is as it was where it quotes no link', APP, ['下载一个'], ['1 下载一个']],
    [
      'covers a host without http',
      '点etc-renew8.top/x1?y=2，今天停用',
      ['renew8.top', '今天停用'],
      ['1 etc-renew8.top/x1?y=2', '2 今天停用'],
    ],
    [
      'takes neither the full stop behind a link nor the Chinese that goes on',
      '看www.a-b.cn/c.。马上点',
      ['a-b', '马上点'],
      ['1 www.a-b.cn/c', '2 马上点'],
    ],
    ['takes an amount and a time for no link', '10:30转3.5万元', ['3.5万'], ['1 3.5万']],
    ['is one alone where two quotes lie over each other', '三万块私了', ['三万块', '万块私了'], ['1 三万块']],
  ])('%s', (_, text, quotes, expected) => {
    expect(marked(text, quotes)).toEqual(expected);
  });

  test('is none where the quote is of another text', () => {
    expect(marksIn('别的话', quoting('三万块私了', ['三万块']))).toEqual([]);
  });
});

describe('a marked text', () => {
  test('has its number joined to the word before it, so that it never stands alone on a line', () => {
    expect(shown('要三万块私了吗', ['三万块私了'])).toBe('要<mark>三万块私了<sup aria-hidden="true">|1</sup></mark>吗');
  });

  test('is whole, whatever is marked', () => {
    const html = shown(APP, ['下载', 'APP http://gold', '才能取']);
    expect(html.replace(/<sup.*?<\/sup>|<[^>]+>/g, '')).toBe(APP);
  });

  test('shows what there is of a mark that goes on behind the fold', () => {
    expect(shown(APP, ['http://gold-invest88.vip'], 20)).toBe('要下载一个APP <mark>http://gold<sup aria-hidden="true">|1</sup></mark>');
    expect(shown(APP, ['才能取'], 20)).not.toContain('<mark>');
  });
});
