import { CompactOutlines, type Outline } from './compact-outlines.ts';

/** One face of an OpenType collection with outlines in CFF, as far as outlines are taken from it. */
export interface Face {
  readonly name: string;
  /** null: the face has no such character. @param codePoint of Unicode */
  glyph(codePoint: number): { readonly advance: number; readonly outline: Outline } | null;
}

/** Reads big-endian numbers. */
const u16 = (bytes: DataView, at: number): number => bytes.getUint16(at);
const u32 = (bytes: DataView, at: number): number => bytes.getUint32(at);
const tagAt = (bytes: DataView, at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((place) => bytes.getUint8(at + place)));

/** @param file a font (`OTTO`) or a collection of them (`ttcf`) @throws Error for any other file */
export function facesIn(file: Uint8Array): readonly Face[] {
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const offsets = tagAt(bytes, 0) === 'ttcf' ? Array.from({ length: u32(bytes, 8) }, (_, at) => u32(bytes, 12 + at * 4)) : [0];
  return offsets.map((offset) => face(bytes, offset));
}

function face(bytes: DataView, offset: number): Face {
  const tables = new Map<string, { readonly at: number; readonly length: number }>();
  for (let index = 0; index < u16(bytes, offset + 4); index++) {
    const record = offset + 12 + index * 16;
    tables.set(tagAt(bytes, record), { at: u32(bytes, record + 8), length: u32(bytes, record + 12) });
  }
  const table = (tag: string): DataView => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the font has no table ${tag}`);
    return new DataView(bytes.buffer, bytes.byteOffset + found.at, found.length);
  };
  const glyphOf = characterMap(table('cmap'));
  const advances = table('hmtx');
  const measured = u16(table('hhea'), 34);
  const outlines = new CompactOutlines(table('CFF '));
  return {
    name: fullName(table('name')),
    glyph(codePoint) {
      const glyph = glyphOf(codePoint);
      if (glyph === 0) return null;
      return { advance: u16(advances, Math.min(glyph, measured - 1) * 4), outline: outlines.draw(glyph) };
    },
  };
}

/** Of format 12: all of Unicode. @returns glyph of a code point, 0: none */
function characterMap(cmap: DataView): (codePoint: number) => number {
  for (let index = 0; index < u16(cmap, 2); index++) {
    const at = u32(cmap, 4 + index * 8 + 4);
    if (u16(cmap, at) !== 12) continue;
    const groups = Array.from({ length: u32(cmap, at + 12) }, (_, group) =>
      [0, 4, 8].map((place) => u32(cmap, at + 16 + group * 12 + place)),
    ) as [number, number, number][];
    return (codePoint) => {
      const group = groups.find(([first, last]) => first <= codePoint && codePoint <= last);
      return group ? group[2] + codePoint - group[0] : 0;
    };
  }
  throw new Error('the font has no character map of format 12');
}

function fullName(name: DataView): string {
  const strings = u16(name, 4);
  for (let index = 0; index < u16(name, 2); index++) {
    const record = 6 + index * 12;
    if (u16(name, record + 6) !== 4 || u16(name, record) !== 3) continue;
    const [length, at] = [u16(name, record + 8), strings + u16(name, record + 10)];
    return Array.from({ length: length / 2 }, (_, place) => String.fromCharCode(u16(name, at + place * 2))).join('');
  }
  return '';
}
