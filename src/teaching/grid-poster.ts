import type { Sheet, SheetText } from './sheet-drawing.ts';
import { linesOf } from './svg-text.ts';

/** A4 upright, in tenths of a millimetre. */
const WIDTH = 2100;
const HEIGHT = 2970;
const MIDDLE = WIDTH / 2;
const MARGIN = 160;
const DEEP = '#14305c';
const INK = '#17202c';
const QUIET = '#566273';

interface Poster {
  readonly grid: string;
  readonly town: string;
  readonly city: string;
  readonly hotline: string;
  /** Where one registers, with the grid in it. */
  readonly address: string;
}

/** What hangs in a stairwell or at a gate: one code, one sentence, three numbers. */
export function gridPoster({ grid, town, city, hotline, address }: Poster): Sheet {
  // No letter of a name is cut off: a long one is written smaller.
  const name = linesOf(grid, Math.max(16, Math.ceil([...grid].length / 2) + 1), 2);
  const lower = name.length - 1;
  const side = 1000;
  const text = (
    words: string,
    x: number,
    y: number,
    size: number,
    fill: string,
    anchor: SheetText['anchor'] = 'middle',
    widest = WIDTH - 2 * MARGIN,
  ): SheetText => ({ kind: 'text', text: words, x, y, size, fill, anchor, widest });
  const row = (y: number, number: string, use: string): readonly SheetText[] => [
    text(number, 640, y, 110, DEEP, 'end', 640 - MARGIN / 2),
    text(use, 700, y, 68, INK, 'start', WIDTH - 700 - MARGIN / 2),
  ];
  return {
    width: WIDTH,
    height: HEIGHT,
    title: `${town} ${grid}`,
    description: `${town}${grid}：扫码登记，动钱之前先问一哥`,
    items: [
      { kind: 'box', x: 0, y: 0, width: WIDTH, height: HEIGHT, fill: '#fff' },
      { kind: 'box', x: 0, y: 0, width: WIDTH, height: 640, fill: DEEP },
      { kind: 'logo', x: MARGIN, y: 120, size: 150, fill: '#fff', bar: DEEP },
      text('反诈一哥', 350, 226, 96, '#fff', 'start'),
      text(city, WIDTH - MARGIN, 222, 64, '#dfe8f6', 'end', 1000),
      text('动钱之前，先问一哥', MIDDLE, 500, 170, '#fff'),
      ...name.map((line, index) => text(line, MIDDLE, 800 + index * 150, 100, INK)),
      text(town, MIDDLE, 800 + name.length * 130, 64, QUIET),
      { kind: 'code', text: address, x: MIDDLE - side / 2, y: 960 + lower * 110, size: side },
      text('扫一扫：登记反诈码，收反诈提醒', MIDDLE, 2090 + lower * 90, 78, INK),
      text('不登记，也一样能问、能求助', MIDDLE, 2190 + lower * 90, 62, QUIET),
      { kind: 'box', x: MARGIN, y: 2330, width: WIDTH - 2 * MARGIN, height: 4, fill: '#d8dee7' },
      ...row(2490, '110', '钱刚转走、交出去，先打它'),
      ...row(2640, '96110', '拿不准，打它问；它打来，要接'),
      ...row(2790, hotline, `${city}防诈热线，找接线员`),
    ],
  };
}
