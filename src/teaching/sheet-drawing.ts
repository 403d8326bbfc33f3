import { EM, type Glyphs, type OutlineStep } from './glyph-outlines.ts';
import { escapeXml, FONTS, logoMarkup, qrMarkup, qrRuns } from './svg-text.ts';

/** A sheet of paper as it is drawn, in units of a tenth of a millimetre, y downwards. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What it says, for whoever cannot see it. */
  readonly description: string;
  readonly items: readonly SheetItem[];
}
type SheetItem =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: string }
  | SheetText
  | { readonly kind: 'code'; readonly text: string; readonly x: number; readonly y: number; readonly size: number }
  | { readonly kind: 'logo'; readonly x: number; readonly y: number; readonly size: number; readonly fill: string; readonly bar: string };
export interface SheetText {
  readonly kind: 'text';
  readonly text: string;
  /** Of the anchor, on the base line. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** It is made smaller until it is no wider. */
  readonly widest: number;
}

/** What is drawn of a text: closed shapes where the page has them. */
export interface DrawnText {
  readonly steps: readonly OutlineStep[];
  /** Where letters stand that nobody can draw: an empty box, so that one sees that something is missing. */
  readonly missing: readonly { readonly char: string; readonly x: number; readonly y: number; readonly size: number }[];
}

/** The letters that cannot be drawn. */
export function missingIn({ items }: Sheet, glyphs: Glyphs): readonly string[] {
  const chars = items.flatMap((item) => (item.kind === 'text' ? [...item.text] : []));
  return [...new Set(chars)].filter((char) => !glyphs.has(char));
}

/** The outlines of a text where it stands on the sheet. */
export function drawText({ text, x, y, size, anchor, widest }: SheetText, glyphs: Glyphs): DrawnText {
  const letters = [...text].map((char) => ({ char, glyph: glyphs.glyph(char) }));
  const ems = letters.reduce((sum, { glyph }) => sum + (glyph?.advance ?? EM), 0) / EM;
  const shown = Math.min(size, widest / Math.max(ems, 1e-9));
  const scale = shown / EM;
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  const steps: OutlineStep[] = [];
  const missing: { char: string; x: number; y: number; size: number }[] = [];
  let at = x - ems * shown * { start: 0, middle: 0.5, end: 1 }[anchor];
  for (const { char, glyph } of letters) {
    const place = (points: readonly number[]): number[] =>
      points.map((point, index) => rounded(index % 2 === 0 ? at + point * scale : y - point * scale));
    if (glyph) for (const { kind, points } of glyph.outline) steps.push({ kind, points: place(points) } as unknown as OutlineStep);
    else missing.push({ char, x: rounded(at), y, size: shown });
    at += (glyph?.advance ?? EM) * scale;
  }
  return { steps, missing };
}

/** @param glyphs null: with the letters of whoever looks at it */
export function sheetAsSvg({ width, height, title, description, items }: Sheet, glyphs: Glyphs | null): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width / 10}mm" height="${height / 10}mm" viewBox="0 0 ${width} ${height}" font-family="${FONTS}" role="img" aria-label="${escapeXml(description)}">`,
    `<title>${escapeXml(title)}</title>`,
    ...items.map((item) => svgItem(item, glyphs)),
    '</svg>',
  ].join('');
}

function svgItem(item: SheetItem, glyphs: Glyphs | null): string {
  if (item.kind === 'box') return `<rect x="${item.x}" y="${item.y}" width="${item.width}" height="${item.height}" fill="${item.fill}"/>`;
  if (item.kind === 'code') return qrMarkup(item.text, item.x, item.y, item.size);
  if (item.kind === 'logo') return logoMarkup(item.x, item.y, item.size, item.fill, item.bar);
  return glyphs ? outlined(item, glyphs) : lettered(item, item.text, item.x, item.size, item.anchor);
}

function outlined(item: SheetText, glyphs: Glyphs): string {
  const { steps, missing } = drawText(item, glyphs);
  const path = steps.map(({ kind, points }) => `${kind}${points.join(' ')}`).join('');
  const rest = missing.map(({ char, x, size }) => lettered(item, char, x, size, 'start')).join('');
  return `<path fill="${item.fill}" d="${path}"/>${rest}`;
}

function lettered({ y, fill }: SheetText, text: string, x: number, size: number, anchor: SheetText['anchor']): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="700" fill="${fill}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

/** Points of a PDF in a tenth of a millimetre. */
const POINTS = 72 / 254;

/**
 * The same sheet as a PDF of one page, in vectors alone: it looks the same on every machine, and no font is in it. Each text is
 * marked with what it says. The same sheet makes the same bytes.
 */
export function sheetAsPdf(sheet: Sheet, glyphs: Glyphs): Uint8Array<ArrayBuffer> {
  const { width, height, title, items } = sheet;
  const content = [
    // From the top downwards, as the sheet counts.
    `${POINTS.toFixed(6)} 0 0 ${(-POINTS).toFixed(6)} 0 ${(height * POINTS).toFixed(3)} cm`,
    ...items.flatMap((item) => pdfItem(item, glyphs)),
  ].join('\n');
  const box = `[0 0 ${(width * POINTS).toFixed(3)} ${(height * POINTS).toFixed(3)}]`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 4 0 R /Resources << >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Title ${pdfText(title)} >>`,
  ];
  // Everything is ASCII: characters are bytes.
  let file = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

function pdfItem(item: SheetItem, glyphs: Glyphs): readonly string[] {
  switch (item.kind) {
    case 'box':
      return [colour(item.fill), `${item.x} ${item.y} ${item.width} ${item.height} re f`];
    case 'code': {
      const { modules, runs } = qrRuns(item.text);
      const side = item.size / modules;
      const dark = runs.map(({ row, from, length }) => `${from} ${row} ${length} 1 re`);
      return [
        colour('#fff'),
        `${item.x} ${item.y} ${item.size} ${item.size} re f`,
        colour('#000'),
        `q ${side.toFixed(5)} 0 0 ${side.toFixed(5)} ${item.x} ${item.y} cm`,
        ...dark,
        'f Q',
      ];
    }
    case 'logo': {
      const scale = (item.size / 48).toFixed(4);
      return [
        `q ${scale} 0 0 ${scale} ${item.x} ${item.y} cm`,
        `${colour(item.fill)} 16 3 m 32 3 l 43 14 l 43 29 l 32 40 l 21 40 l 12 47 l 12 38.8 l 5 31 l 5 14 l h f`,
        `${colour(item.bar)} 13 18.5 22 6 re f Q`,
      ];
    }
    case 'text':
      return pdfLetters(item, glyphs);
  }
}

const PDF_STEPS = { M: 'm', L: 'l', C: 'c' } as const;

function pdfLetters(item: SheetText, glyphs: Glyphs): readonly string[] {
  const { steps, missing } = drawText(item, glyphs);
  const boxes = missing.map(
    ({ x, y, size }) =>
      `${Math.round(size * 0.04)} w ${(x + size * 0.1).toFixed(1)} ${(y - size * 0.8).toFixed(1)} ${(size * 0.8).toFixed(1)} ${(size * 0.8).toFixed(1)} re S`,
  );
  const path = steps.map(({ kind, points }) => `${points.join(' ')} ${PDF_STEPS[kind]}`);
  return [
    `/Span << /ActualText ${pdfText(item.text)} >> BDC`,
    colour(item.fill),
    ...(path.length > 0 ? [...path, 'f'] : []),
    ...(boxes.length > 0 ? [colour(item.fill).replace('rg', 'RG'), ...boxes] : []),
    'EMC',
  ];
}

/** @param hex `#fff` or `#14305c` */
function colour(hex: string): string {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  return `${[0, 2, 4].map((at) => (Number.parseInt(full.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ')} rg`;
}

/** UTF-16 with its mark, as hexadecimal digits. */
function pdfText(text: string): string {
  return `<FEFF${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase()).join('')}>`;
}
