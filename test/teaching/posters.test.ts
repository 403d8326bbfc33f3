import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EM, type Glyphs, readGlyphs } from '../../src/teaching/glyph-outlines.ts';
import { gridPoster } from '../../src/teaching/grid-poster.ts';
import { drawText, missingIn, type SheetText, sheetAsPdf, sheetAsSvg } from '../../src/teaching/sheet-drawing.ts';
import { ROOT } from '../compiled-library.ts';

let glyphs: Glyphs;
beforeAll(async () => {
  glyphs = await readGlyphs(new Uint8Array(readFileSync(join(ROOT, 'src', 'pages', 'assets', 'poster-glyphs.bin'))));
});

const poster = (grid = '潞村（太湖溇港）', town = '织里镇') =>
  gridPoster({ grid, town, city: '湖州', hotline: '2250000', address: 'https://fanzha.example/join?g=g1' });
const texts = (grid?: string): SheetText[] => poster(grid).items.flatMap((item) => (item.kind === 'text' ? [item] : []));
const pdf = (grid?: string): string => new TextDecoder('latin1').decode(sheetAsPdf(poster(grid), glyphs));

/** Reads a PDF as a viewer does: by its cross-reference table. */
function objectsOf(file: string): Map<number, string> {
  const at = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const table = /^xref\n0 (\d+)\n/.exec(file.slice(at));
  const count = Number(table?.[1]);
  const lines = file.slice(at + (table?.[0].length ?? 0)).split('\n');
  return new Map(
    Array.from({ length: count - 1 }, (_, index) => {
      const [, offset = ''] = /^(\d{10}) 00000 n $/.exec(lines[index + 1] ?? '') ?? [];
      const object = file.slice(Number(offset));
      expect(object.startsWith(`${index + 1} 0 obj\n`)).toBe(true);
      return [index + 1, object.slice(0, object.indexOf('\nendobj\n'))];
    }),
  );
}
const said = (hex: string): string =>
  [...hex.matchAll(/[0-9A-F]{4}/g)]
    .map(([unit]) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('')
    .replace(/^\uFEFF/, '');
/** Each text with the operators that draw it. */
const spans = (file: string) =>
  [...file.matchAll(/\/Span << \/ActualText <([0-9A-F]+)> >> BDC\n([\s\S]*?)\nEMC/g)].map(([, hex = '', drawn = '']) => ({
    text: said(hex),
    drawn,
  }));

describe('the letters of posters', () => {
  it('are those of Chinese, of the shape that they have', () => {
    const box = (char: string) => {
      const points = glyphs.glyph(char)?.outline.flatMap(({ points: some }) => [...some]) ?? [];
      const [xs, ys] = [points.filter((_, at) => at % 2 === 0), points.filter((_, at) => at % 2 === 1)];
      return {
        width: Math.max(...xs) - Math.min(...xs),
        height: Math.max(...ys) - Math.min(...ys),
        low: Math.min(...ys),
        high: Math.max(...ys),
      };
    };
    expect(box('一').width).toBeGreaterThan(box('一').height * 6);
    expect(box('丨').height).toBeGreaterThan(box('丨').width * 4);
    expect(glyphs.glyph('口')?.outline.filter(({ kind }) => kind === 'M')).toHaveLength(2);
    expect(glyphs.glyph('田')?.outline.filter(({ kind }) => kind === 'M')).toHaveLength(5);
    expect(glyphs.glyph('国')?.advance).toBe(EM);
    expect(glyphs.glyph('i')?.advance).toBeLessThan(EM / 2);
    for (const char of '国鑫龘一乙0Ag')
      if (glyphs.has(char)) expect([char, box(char).low > -EM / 3, box(char).high < EM]).toEqual([char, true, true]);
  });

  it('are all that everyday use and this city’s places need', () => {
    const decoder = new TextDecoder('gbk');
    const missing: string[] = [];
    for (let row = 0xb0; row <= 0xf7; row++)
      for (let cell = 0xa1; cell <= 0xfe; cell++) {
        const char = decoder.decode(new Uint8Array([row, cell]));
        if (/^\p{Script=Han}$/u.test(char) && (glyphs.glyph(char)?.outline.length ?? 0) === 0) missing.push(char);
      }
    expect(missing).toEqual([]);
    for (const char of '南浔练市菱湖埭溪妙西善琏泗安洑子岭虹星桥雉城鄣吴递铺溇港漾圩浜塍荡兜斗')
      expect([char, glyphs.has(char)]).toEqual([char, true]);
  });
});

describe('a poster', () => {
  it('is a PDF of one A4 page that a viewer can read, without a font and without an address to fetch', () => {
    const file = pdf();
    const objects = objectsOf(file);
    expect(file.startsWith('%PDF-1.7\n')).toBe(true);
    expect(objects.get(1)).toContain('/Type /Catalog');
    expect(objects.get(3)).toMatch(/\/MediaBox \[0 0 595\.276 841\.890\]/);
    const [, length = '', content = ''] = /<< \/Length (\d+) >>\nstream\n([\s\S]*)\nendstream$/.exec(objects.get(4) ?? '') ?? [];
    expect(content).toHaveLength(Number(length));
    expect(said(/\/Title <([0-9A-F]+)>/.exec(objects.get(5) ?? '')?.[1] ?? '')).toBe('织里镇 潞村（太湖溇港）');
    for (const banned of ['/Font', '/URI', '/JavaScript', 'http']) expect(file).not.toContain(banned);
    // What is opened is closed, and nothing but what draws stands in it.
    expect(content.match(/\bq\b/g)?.length).toBe(content.match(/\bQ\b/g)?.length);
    expect(content.match(/BDC/g)?.length).toBe(content.match(/EMC/g)?.length);
    const operators = content.replace(/<[^>]*>/g, '').match(/[A-Za-z]+/g) ?? [];
    expect([...new Set(operators)].sort()).toEqual(['BDC', 'EMC', 'Q', 'Span', 'c', 'cm', 'f', 'h', 'l', 'm', 'q', 're', 'rg']);
    expect(pdf()).toBe(file);
  });

  it.each(['潞村（太湖溇港）', '南浔镇鄣吴社区A区12幢', '利民'.repeat(30)])('draws every letter of the name %s', (grid) => {
    expect(missingIn(poster(grid), glyphs)).toEqual([]);
    const drawn = spans(pdf(grid));
    expect(drawn.map(({ text }) => text)).toEqual(texts(grid).map(({ text }) => text));
    expect(drawn.map(({ text }) => text).join('')).toContain(grid);
    for (const { text, drawn: path } of drawn) {
      const contours = [...text].reduce(
        (sum, char) => sum + (glyphs.glyph(char)?.outline.filter(({ kind }) => kind === 'M').length ?? 0),
        0,
      );
      expect([text, path.match(/ m$/gm)?.length]).toEqual([text, contours]);
    }
  });

  it('writes nothing beyond its edges, and no text over another', () => {
    for (const grid of ['东门', '利民'.repeat(30), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGHIJKLMNOPQRSTUVWXYZ']) {
      const boxes = texts(grid).map((item) => {
        const points = drawText(item, glyphs).steps.flatMap(({ points: some }) => [...some]);
        const [xs, ys] = [points.filter((_, at) => at % 2 === 0), points.filter((_, at) => at % 2 === 1)];
        return { text: item.text, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
      });
      for (const { text, left, right } of boxes) expect([text, left >= 0, right <= 2100]).toEqual([text, true, true]);
      const over = boxes.flatMap((one, at) =>
        boxes
          .slice(at + 1)
          .filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
          .map((other) => [one.text, other.text]),
      );
      expect([grid, over]).toEqual([grid, []]);
    }
  });

  it('shows an empty box for a letter that nobody has drawn, and names it', () => {
    const rare = '𫚭村';
    expect(missingIn(poster(rare), glyphs)).toEqual(['𫚭']);
    const [name] = spans(pdf(rare)).filter(({ text }) => text === rare);
    expect(name?.drawn).toMatch(/ re S/);
    expect(sheetAsSvg(poster(rare), glyphs)).toMatch(/<text[^>]*>𫚭<\/text>/);
  });

  it('is as an SVG the same drawing, and without letters of ours one with the letters of the machine', () => {
    const drawn = sheetAsSvg(poster(), glyphs);
    expect(drawn).not.toContain('<text');
    expect(drawn).toContain('aria-label="织里镇潞村（太湖溇港）：扫码登记，动钱之前先问一哥"');
    const written = sheetAsSvg(poster(), null);
    for (const { text } of texts()) expect(written).toContain(`>${text}</text>`);
  });
});
