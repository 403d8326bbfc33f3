import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { ROOT } from '../node/paths.ts';
import { EM, GLYPHS_ASSET, STEP } from '../teaching/glyph-outlines.ts';
import type { Outline } from './glyphs/compact-outlines.ts';
import { type Face, facesIn } from './glyphs/open-type.ts';
import { wantedCharacters } from './glyphs/wanted-characters.ts';

const HELP = `npm run glyphs -- FONT.ttc [--face "Noto Sans CJK SC Bold"]   takes the letters of posters out of a font with CFF outlines
FONT.ttc is a font under the SIL Open Font License, such as NotoSansCJK-Bold.ttc of Debian's fonts-noto-cjk.
`;
/** Units per em of the fonts that this is for. */
const UNITS = 1000;

const { values, positionals } = parseArgs({
  options: { face: { type: 'string', default: 'Noto Sans CJK SC Bold' } },
  allowPositionals: true,
});
const [path] = positionals;
if (path === undefined) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else {
  const face = facesIn(readFileSync(path)).find(({ name }) => name === values.face);
  if (!face) throw new Error(`${path} has no face ${values.face}`);
  const file = pack(face);
  writeFileSync(join(ROOT, 'src', 'pages', 'assets', GLYPHS_ASSET), file);
  process.stdout.write(`${GLYPHS_ASSET}: ${file.length} bytes\n`);
}

function pack(face: Face): Buffer {
  const list: number[] = [];
  const outlines: number[] = [];
  const glyphs = wantedCharacters().flatMap((codePoint) => {
    const glyph = face.glyph(codePoint);
    if (!glyph) process.stderr.write(`the font has no ${String.fromCodePoint(codePoint)}\n`);
    return glyph ? [{ codePoint, ...glyph }] : [];
  });
  number(list, glyphs.length);
  let before = 0;
  for (const { codePoint, advance, outline } of glyphs) {
    const steps = encoded(outline);
    number(list, codePoint - before);
    number(list, Math.round((advance * EM) / UNITS));
    number(list, steps.length);
    outlines.push(...steps);
    before = codePoint;
  }
  return deflateRawSync(Buffer.concat([Buffer.from(list), Buffer.from(outlines)]), { level: 9 });
}

function number(out: number[], value: number): void {
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) out.push((left % 128) + 128);
  out.push(left);
}

/** Rounded where they are, not by how far they go: the error does not add up. */
function encoded(outline: Outline): readonly number[] {
  const out: number[] = [];
  const exact = { x: 0, y: 0 };
  const kept = { x: 0, y: 0 };
  const by = (dx: number, dy: number): readonly [number, number] => {
    exact.x += dx;
    exact.y += dy;
    const [x, y] = [Math.round((exact.x * EM) / UNITS), Math.round((exact.y * EM) / UNITS)];
    const moved = [x - kept.x, y - kept.y] as const;
    [kept.x, kept.y] = [x, y];
    return moved;
  };
  const signed = (value: number): void => number(out, value < 0 ? -2 * value - 1 : 2 * value);
  for (const { from, steps } of outline) {
    out.push(STEP.begin);
    by(...from).forEach(signed);
    for (const step of steps) {
      if (step.length === 6) {
        out.push(STEP.curve);
        for (let at = 0; at < 6; at += 2) by(step[at] as number, step[at + 1] as number).forEach(signed);
        continue;
      }
      const [dx, dy] = by(...step);
      if (dx === 0 && dy === 0) continue;
      out.push(dy === 0 ? STEP.across : dx === 0 ? STEP.upright : STEP.line);
      if (dx !== 0) signed(dx);
      if (dy !== 0) signed(dy);
    }
  }
  return out;
}
