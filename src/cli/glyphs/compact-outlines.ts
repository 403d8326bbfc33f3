/** A step of an outline, by how far it goes: move, line, or curve with its two handles. Units of the font, y upwards. */
type Step = readonly [dx: number, dy: number] | readonly [number, number, number, number, number, number];
/** Contours: where each begins, from where the last one ended, and its steps. */
export type Outline = readonly { readonly from: readonly [dx: number, dy: number]; readonly steps: readonly Step[] }[];

/** Operators of a DICT; two bytes as 1200 + the second. */
const [CHAR_STRINGS, PRIVATE, SUBRS, FD_ARRAY, FD_SELECT] = [17, 18, 19, 1236, 1237];

/** Compact Font Format, CID-keyed: Adobe Technical Notes 5176 (the file) and 5177 (outlines). */
export class CompactOutlines {
  private readonly data: DataView;
  private readonly glyphs: readonly DataView[];
  private readonly common: readonly DataView[];
  private readonly local: readonly (readonly DataView[])[];
  private readonly localOf: (glyph: number) => number;

  constructor(data: DataView) {
    this.data = data;
    const names = this.list(data.getUint8(2));
    const tops = this.list(names.end);
    const strings = this.list(tops.end);
    this.common = this.list(strings.end).items;
    const top = dictionary(tops.items[0] as DataView);
    const place = (operator: number): number => {
      const at = top.get(operator)?.[0];
      if (at === undefined) throw new Error('the font is not CID-keyed');
      return at;
    };
    this.glyphs = this.list(place(CHAR_STRINGS)).items;
    this.local = this.list(place(FD_ARRAY)).items.map((item) => {
      const [size = 0, at = 0] = dictionary(item).get(PRIVATE) ?? [];
      const subrs = dictionary(this.part(at, size)).get(SUBRS)?.[0];
      return subrs === undefined ? [] : this.list(at + subrs).items;
    });
    this.localOf = this.selector(place(FD_SELECT));
  }

  draw(glyph: number): Outline {
    const pen = new Pen();
    const code = this.glyphs[glyph];
    if (!code) throw new Error(`there is no glyph ${glyph}`);
    pen.run(code, this.common, this.local[this.localOf(glyph)] ?? []);
    return pen.outline();
  }

  private part(at: number, length: number): DataView {
    return new DataView(this.data.buffer, this.data.byteOffset + at, length);
  }

  /** INDEX */
  private list(at: number): { readonly items: readonly DataView[]; readonly end: number } {
    const count = this.data.getUint16(at);
    if (count === 0) return { items: [], end: at + 2 };
    const size = this.data.getUint8(at + 2);
    const offset = (index: number): number => {
      let value = 0;
      for (let place = 0; place < size; place++) value = value * 256 + this.data.getUint8(at + 3 + index * size + place);
      return value;
    };
    const base = at + 3 + (count + 1) * size - 1;
    const items = Array.from({ length: count }, (_, index) => this.part(base + offset(index), offset(index + 1) - offset(index)));
    return { items, end: base + offset(count) };
  }

  /** FDSelect, formats 0 and 3 */
  private selector(at: number): (glyph: number) => number {
    if (this.data.getUint8(at) === 0) return (glyph) => this.data.getUint8(at + 1 + glyph);
    const ranges = Array.from({ length: this.data.getUint16(at + 1) }, (_, index) => ({
      first: this.data.getUint16(at + 3 + index * 3),
      dict: this.data.getUint8(at + 5 + index * 3),
    }));
    return (glyph) => ranges.findLast(({ first }) => first <= glyph)?.dict ?? 0;
  }
}

/** DICT: operands stand before their operator. */
function dictionary(data: DataView): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = 0; at < data.byteLength; ) {
    const byte = data.getUint8(at++);
    if (byte <= 21) {
      found.set(byte === 12 ? 1200 + data.getUint8(at++) : byte, operands);
      operands = [];
    } else if (byte === 28) {
      operands.push(data.getInt16(at));
      at += 2;
    } else if (byte === 29) {
      operands.push(data.getInt32(at));
      at += 4;
    } else if (byte === 30) {
      // A real number: none that is asked for here is one.
      while ((data.getUint8(at++) & 15) !== 15);
      operands.push(Number.NaN);
    } else if (byte <= 246) operands.push(byte - 139);
    else if (byte <= 250) operands.push((byte - 247) * 256 + data.getUint8(at++) + 108);
    else operands.push(-(byte - 251) * 256 - data.getUint8(at++) - 108);
  }
  return found;
}

/** hstem, vstem, hstemhm, vstemhm */
const STEMS: ReadonlySet<number> = new Set([1, 3, 18, 23]);

/** Runs a Type 2 charstring. */
class Pen {
  private readonly contours: { from: readonly [number, number]; steps: Step[] }[] = [];
  private stack: number[] = [];
  private stems = 0;

  outline(): Outline {
    return this.contours;
  }

  /** @returns true once the outline has ended */
  run(code: DataView, common: readonly DataView[], local: readonly DataView[]): boolean {
    for (let at = 0; at < code.byteLength; ) {
      const byte = code.getUint8(at++);
      if (byte === 28) {
        this.stack.push(code.getInt16(at));
        at += 2;
      } else if (byte === 255) {
        this.stack.push(code.getInt32(at) / 65_536);
        at += 4;
      } else if (byte >= 251) this.stack.push(-(byte - 251) * 256 - code.getUint8(at++) - 108);
      else if (byte >= 247) this.stack.push((byte - 247) * 256 + code.getUint8(at++) + 108);
      else if (byte >= 32) this.stack.push(byte - 139);
      else if (byte === 10 || byte === 29) {
        const list = byte === 10 ? local : common;
        const bias = list.length < 1240 ? 107 : list.length < 33_900 ? 1131 : 32_768;
        const called = list[(this.stack.pop() ?? 0) + bias];
        if (!called) throw new Error('an outline calls what is not there');
        if (this.run(called, common, local)) return true;
      } else if (byte === 11) return false;
      else if (byte === 14) return true;
      else if (byte === 19 || byte === 20) {
        // What stands before a mask are stems that were not named.
        this.stems += this.stack.length >> 1;
        this.stack = [];
        at += Math.ceil(this.stems / 8);
      } else this.act(byte === 12 ? 1200 + code.getUint8(at++) : byte);
    }
    return false;
  }

  private act(operator: number): void {
    const s = this.stack;
    this.stack = [];
    if (STEMS.has(operator)) this.stems += s.length >> 1;
    else if (operator === 21) this.move(s.at(-2) ?? 0, s.at(-1) ?? 0);
    else if (operator === 22) this.move(s.at(-1) ?? 0, 0);
    else if (operator === 4) this.move(0, s.at(-1) ?? 0);
    else if (operator === 5) this.lines(s);
    else if (operator === 6 || operator === 7) this.upAndAcross(s, operator === 6);
    else if (operator === 8) this.curves(s);
    else if (operator === 24) {
      this.curves(s.slice(0, -2));
      this.lines(s.slice(-2));
    } else if (operator === 25) {
      this.lines(s.slice(0, -6));
      this.curves(s.slice(-6));
    } else if (operator === 26 || operator === 27) this.alike(s, operator === 27);
    else if (operator === 30 || operator === 31) this.inTurns(s, operator === 31);
    else throw new Error(`an outline uses the operator ${operator}`);
  }

  private move(dx: number, dy: number): void {
    this.contours.push({ from: [dx, dy], steps: [] });
  }
  private line(dx: number, dy: number): void {
    this.contours.at(-1)?.steps.push([dx, dy]);
  }
  /** hlineto, vlineto */
  private upAndAcross(s: readonly number[], first: boolean): void {
    for (const [index, by] of s.entries()) {
      if ((index % 2 === 0) === first) this.line(by, 0);
      else this.line(0, by);
    }
  }
  private lines(s: readonly number[]): void {
    for (let at = 0; at + 1 < s.length; at += 2) this.line(s[at] as number, s[at + 1] as number);
  }
  private curves(s: readonly number[]): void {
    for (let at = 0; at + 5 < s.length; at += 6) this.contours.at(-1)?.steps.push(s.slice(at, at + 6) as unknown as Step);
  }
  /** hhcurveto, vvcurveto: curves that begin and end in the same direction. */
  private alike(s: number[], across: boolean): void {
    let aside = s.length % 4 === 1 ? (s.shift() as number) : 0;
    for (let at = 0; at + 3 < s.length; at += 4) {
      const [a, b, c, d] = s.slice(at, at + 4) as [number, number, number, number];
      this.curves(across ? [a, aside, b, c, d, 0] : [aside, a, b, c, 0, d]);
      aside = 0;
    }
  }
  /** hvcurveto, vhcurveto: curves that begin across and end upright, and the other way round, in turns. */
  private inTurns(s: readonly number[], first: boolean): void {
    let across = first;
    for (let at = 0; at + 3 < s.length; at += 4) {
      const [a, b, c, d] = s.slice(at, at + 4) as [number, number, number, number];
      const last = s.length - at === 5 ? (s[at + 4] as number) : 0;
      this.curves(across ? [a, 0, b, c, last, d] : [0, a, b, c, d, last]);
      across = !across;
    }
  }
}
