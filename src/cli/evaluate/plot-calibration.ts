import { wilson } from '../../librarian/wilson.ts';
import { type Bin, calibrationError } from './evaluate-calibration.ts';
import { drawing, GREY, INK, line, PALE, round, text } from './plot-parts.ts';

const SIDE = 360;
const LEFT = 64;
const TOP = 56;
const WIDTH = 560;
const HEIGHT = TOP + SIDE + 56;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Bins whose marks stand closer than this get one name together. */
const ONE_PLACE = 24;

/** What the score says against what is found: on the dashed line a score means what it says. */
export function plotCalibration(name: string, bins: readonly Bin[]): string {
  const texts = bins.reduce((sum, { of }) => sum + of, 0);
  const title = `${name}: expected calibration error ${calibrationError(bins).toFixed(3)}, n ${texts}`;
  return drawing(WIDTH, HEIGHT, title, [
    text(LEFT, 24, title, { bold: true }),
    text(LEFT, 42, 'scams found, % (with 95 % interval)', { colour: GREY }),
    ...TICKS.flatMap((value) => [
      line(LEFT, y(value), LEFT + SIDE, y(value), PALE),
      line(x(value), TOP, x(value), TOP + SIDE, PALE),
      text(LEFT - 8, y(value) + 4, String(Math.round(value * 100)), { anchor: 'end' }),
      text(x(value), TOP + SIDE + 18, String(Math.round(value * 100)), { anchor: 'middle' }),
    ]),
    text(LEFT + SIDE / 2, TOP + SIDE + 40, 'score, mean of the bin, %', { anchor: 'middle', colour: GREY }),
    line(x(0), y(0), x(1), y(1), GREY, true),
    text(x(0.56), y(0.5) + 4, 'as it says', { colour: GREY }),
    ...bins.flatMap((bin) => mark(bin)),
    ...names(bins),
  ]);
}

function mark({ said, found, of }: Bin): string[] {
  const [low, high] = wilson(found * of, of);
  return [
    line(x(said), y(low), x(said), y(high), INK),
    `<circle cx="${round(x(said))}" cy="${round(y(found))}" r="4" fill="${INK}" stroke="#fff"/>`,
  ];
}

interface Place {
  readonly first: number;
  readonly last: number;
  readonly of: number;
  /** Where the name stands: at the last of them. */
  readonly at: Bin;
}

function together(bins: readonly Bin[]): Place[] {
  const places: Place[] = [];
  bins.forEach((bin, index) => {
    const before = places.at(-1);
    const near = before && Math.hypot(x(bin.said) - x(before.at.said), y(bin.found) - y(before.at.found)) < ONE_PLACE;
    if (near) places[places.length - 1] = { ...before, last: index + 1, of: before.of + bin.of, at: bin };
    else places.push({ first: index + 1, last: index + 1, of: bin.of, at: bin });
  });
  return places;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LETTER = 6.5;
/** Beside its mark if there is room, otherwise as little above or below as may be. */
const SHIFTS = [4, -10, 18, -24, 32, -38, -52, -66, -80];

/** Each name clear of all intervals and of the other names; one that stands far off gets a line. */
function names(bins: readonly Bin[]): string[] {
  const taken: Box[] = bins.map(({ said, found, of }) => {
    const [low, high] = wilson(found * of, of);
    return { left: x(said) - 5, right: x(said) + 5, top: y(Math.max(high, found)) - 4, bottom: y(Math.min(low, found)) + 4 };
  });
  return together(bins).flatMap(({ first, last, of, at }) => {
    const words = `${first === last ? `bin ${first}` : `bins ${first}–${last}`}, n ${of}`;
    const left = x(at.said) + 9;
    const boxAt = (shift: number): Box => {
      const base = y(at.found) + shift;
      return { left, right: left + words.length * LETTER, top: base - 11, bottom: base + 3 };
    };
    const free = SHIFTS.find((shift) => boxAt(shift).bottom < TOP + SIDE && !taken.some((box) => overlap(box, boxAt(shift)))) ?? 0;
    taken.push(boxAt(free));
    const leader = Math.abs(free) > 20 ? [line(x(at.said), y(at.found), left - 2, y(at.found) + free, GREY)] : [];
    return [...leader, text(left, y(at.found) + free, words)];
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function x(value: number): number {
  return LEFT + value * SIDE;
}

function y(value: number): number {
  return TOP + (1 - value) * SIDE;
}
