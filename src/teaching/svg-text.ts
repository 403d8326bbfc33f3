import encodeQR from 'qr';

/** What pictures made by the server have in common. Where letters are not drawn, they are those of whoever looks at it. */
export const FONTS = "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";

export function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
    /[<>&"'\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
    (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' })[char] ?? '',
  );
}

/** What may not begin a line. */
const CLOSING = /^[，。、；：！？”’）》]/u;

/**
 * Lines of a text, a Chinese character as wide as 1 and a Latin one as 0.55.
 * @param widest how many characters fit @param most lines; what is left over ends in …
 */
export function linesOf(text: string, widest: number, most: number): readonly string[] {
  const lines: string[] = [];
  let [line, width] = ['', 0];
  for (const char of text) {
    const own = /[\u0020-\u024f]/.test(char) ? 0.55 : 1;
    if (width + own > widest && !CLOSING.test(char)) {
      lines.push(line);
      [line, width] = ['', 0];
    }
    line += char;
    width += own;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${[...(lines[most - 1] ?? '')].slice(0, -1).join('')}…`];
}

/** One under the other. @param y of the first base line, in the drawing's own units */
export function textLines(
  lines: readonly string[],
  x: number,
  y: number,
  size: number,
  fill: string,
  bold = false,
  anchor = 'start',
): string {
  return lines
    .map(
      (line, index) =>
        `<text x="${x}" y="${y + Math.round(index * size * 1.5)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${bold ? ' font-weight="700"' : ''}>${escapeXml(line)}</text>`,
    )
    .join('');
}

/** The dark squares of a code, those in a row together; `modules` squares make a side, the quiet edge counted. */
export function qrRuns(text: string): {
  readonly modules: number;
  readonly runs: readonly { readonly row: number; readonly from: number; readonly length: number }[];
} {
  const code = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const runs = code.flatMap((row, at) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => ({ row: at, from: index, length: run.length })),
  );
  return { modules: code.length, runs };
}

/** A code for a camera, dark on white. @param size of its side, with the quiet edge, in the drawing's own units */
export function qrMarkup(text: string, x: number, y: number, size: number): string {
  const { modules, runs } = qrRuns(text);
  const dark = runs.map(({ row, from, length }) => `M${from} ${row}h${length}v1h-${length}z`).join('');
  const scale = size / modules;
  return `<g transform="translate(${x} ${y}) scale(${scale.toFixed(5)})" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${modules}v${modules}H0z"/><path fill="#000" d="${dark}"/></g>`;
}

/** The sign of 反诈一哥: an octagonal speech bubble with one bar. */
export function logoMarkup(x: number, y: number, size: number, fill: string, bar: string): string {
  return `<g transform="translate(${x} ${y}) scale(${(size / 48).toFixed(4)})"><path fill="${fill}" d="M16 3h16l11 11v15L32 40H21l-9 7v-8.2L5 31V14z"/><path fill="${bar}" d="M13 18.5h22v6H13z"/></g>`;
}
