/** A line or a curve of an outline from where the last one ended; `M` begins a contour. Units of `EM`, y upwards. */
export type OutlineStep =
  | { readonly kind: 'M' | 'L'; readonly points: readonly [number, number] }
  | { readonly kind: 'C'; readonly points: readonly [number, number, number, number, number, number] };
interface Glyph {
  /** How far the next one stands. Units of `EM`. */
  readonly advance: number;
  readonly outline: readonly OutlineStep[];
}
/** The letters of posters, without any font on the machine that shows or prints them. */
export interface Glyphs {
  has(char: string): boolean;
  /** null: it is not among them. @param char one character */
  glyph(char: string): Glyph | null;
}

/** A letter's height, in the units of outlines. */
export const EM = 500;
/** Asset with the outlines; docs/teaching.md says where they are from and how the file is made. */
export const GLYPHS_ASSET = 'poster-glyphs.bin';

/*
 * The file is compressed (deflate, raw). Inside: number of glyphs, then for each its code point (as the distance from the one
 * before), its advance and the length of its outline; then the outlines. All numbers are varints, those with a sign in zigzag.
 * An outline: 1 dx dy begins a contour, 2 dx dy a line, 3 dx across, 4 dy upright, 5 and six numbers a curve; each relative to
 * where the last one ended, a contour's beginning too.
 */
export const STEP = { begin: 1, line: 2, across: 3, upright: 4, curve: 5 } as const;

/** @throws Error when the file is none of ours */
export async function readGlyphs(file: Uint8Array<ArrayBuffer>): Promise<Glyphs> {
  const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const reader = new Numbers(bytes, 0);
  const places = new Map<number, { readonly advance: number; readonly at: number; readonly end: number }>();
  const count = reader.next();
  const listed: { codePoint: number; advance: number; length: number }[] = [];
  for (let index = 0, codePoint = 0; index < count; index++) {
    codePoint += reader.next();
    listed.push({ codePoint, advance: reader.next(), length: reader.next() });
  }
  let at = reader.at;
  for (const { codePoint, advance, length } of listed) {
    places.set(codePoint, { advance, at, end: at + length });
    at += length;
  }
  if (at !== bytes.length) throw new Error('the outlines of the letters are not whole');
  return {
    has: (char) => places.has(char.codePointAt(0) ?? 0),
    glyph(char) {
      const place = places.get(char.codePointAt(0) ?? 0);
      return place ? { advance: place.advance, outline: outlineIn(bytes, place.at, place.end) } : null;
    },
  };
}

function outlineIn(bytes: Uint8Array, from: number, end: number): readonly OutlineStep[] {
  const reader = new Numbers(bytes, from);
  const steps: OutlineStep[] = [];
  let [x, y] = [0, 0];
  const point = (dx: number, dy: number): [number, number] => {
    x += dx;
    y += dy;
    return [x, y];
  };
  while (reader.at < end) {
    const step = reader.next();
    if (step === STEP.curve) {
      const points = [1, 2, 3].flatMap(() => point(reader.signed(), reader.signed()));
      steps.push({ kind: 'C', points: points as unknown as readonly [number, number, number, number, number, number] });
    } else {
      const dx = step === STEP.upright ? 0 : reader.signed();
      const dy = step === STEP.across ? 0 : reader.signed();
      steps.push({ kind: step === STEP.begin ? 'M' : 'L', points: point(dx, dy) });
    }
  }
  return steps;
}

class Numbers {
  private readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }
  next(): number {
    let [value, weight] = [0, 1];
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error('the outlines of the letters end in the middle');
      value += (byte & 127) * weight;
      if (byte < 128) return value;
      weight *= 128;
    }
  }
  signed(): number {
    const value = this.next();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
