import { escapeXml, FONTS, linesOf, logoMarkup, qrMarkup, textLines } from './svg-text.ts';

/** A4 upright, in tenths of a millimetre. */
const WIDTH = 2100;
const HEIGHT = 2970;
const MIDDLE = WIDTH / 2;
const DEEP = '#14305c';
const INK = '#17202c';

interface Poster {
  readonly grid: string;
  readonly town: string;
  readonly city: string;
  readonly hotline: string;
  /** Where one registers, with the grid in it. */
  readonly address: string;
}

/** What hangs in a stairwell or at a gate: one code, one sentence, three numbers. */
export function gridPoster({ grid, town, city, hotline, address }: Poster): string {
  const name = linesOf(grid, 16, 2);
  const side = 1000;
  const row = (y: number, number: string, use: string): string =>
    textLines([number], 640, y, 110, DEEP, true, 'end') + textLines([use], 700, y, 68, INK);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FONTS}" role="img" aria-label="${escapeXml(`${town}${grid}：扫码登记，动钱之前先问一哥`)}">`,
    `<title>${escapeXml(`${town} ${grid}`)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/><rect width="${WIDTH}" height="640" fill="${DEEP}"/>`,
    logoMarkup(160, 120, 150, '#fff', DEEP),
    textLines(['反诈一哥'], 350, 226, 96, '#fff', true),
    textLines([city], WIDTH - 160, 222, 64, '#dfe8f6', false, 'end'),
    textLines(['动钱之前，先问一哥'], MIDDLE, 500, 170, '#fff', true, 'middle'),
    textLines(name, MIDDLE, 800, 100, INK, true, 'middle'),
    textLines([town], MIDDLE, 800 + name.length * 130, 64, '#566273', false, 'middle'),
    qrMarkup(address, MIDDLE - side / 2, 960 + (name.length - 1) * 110, side),
    textLines(['扫一扫：登记反诈码，收反诈提醒'], MIDDLE, 2090 + (name.length - 1) * 90, 78, INK, true, 'middle'),
    textLines(['不登记，也一样能问、能求助'], MIDDLE, 2190 + (name.length - 1) * 90, 62, '#566273', false, 'middle'),
    `<rect x="160" y="2330" width="${WIDTH - 320}" height="4" fill="#d8dee7"/>`,
    row(2490, '110', '钱刚转走、交出去，先打它'),
    row(2640, '96110', '拿不准，打它问；它打来，要接'),
    row(2790, hotline, `${city}防诈热线，找接线员`),
    '</svg>',
  ].join('');
}
