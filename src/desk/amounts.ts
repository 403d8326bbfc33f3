/** Amounts of money as people write them, and as we do. Fen throughout. Pure. */

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, k: 1000 };
const LARGE_UNITS: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 亿: 100_000_000 };
/** Ten milliard yuan: more is a slip of the finger. */
const MOST_FEN = 1_000_000_000_000;

/** Also inside other texts: an amount's own characters, without what stands before and behind. */
export const CHINESE_NUMERALS = '〇零一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟';

/** `20000`, `2万`, `1.5万`, `3万5`, `2,000.50元`, `两万五`, `三百块`, `500 yuan` → fen; null for what is no amount, or none above 0. */
export function readAmount(written: string): number | null {
  const plain = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,，¥￥]|rmb|cny|人民币|yuan|kuai/g, '')
    .replace(/(?:元|块|圆)(?:整|钱|多|左右)?$|(?:多|左右|整)$/, '');
  const whole = /^\d+(?:\.\d{1,2})?$/.test(plain) ? Number(plain) : readNumber(plain);
  if (whole === null) return null;
  const fen = Math.round(whole * 100);
  return fen > 0 && fen <= MOST_FEN ? fen : null;
}

/** `二十一`, `1.2万`; `3万5` is 35,000 and `两千三` 2,300: a lone digit behind a unit counts tenths of it. */
export function readNumber(text: string): number | null {
  let [sum, section, lastUnit] = [0, 0, 1];
  let pending: number | null = null;
  let rest = text;
  while (rest !== '') {
    const number = /^\d+(?:\.\d+)?/.exec(rest)?.[0] ?? rest.slice(0, 1);
    rest = rest.slice(number.length);
    const digit = /^\d/.test(number) ? Number(number) : DIGITS[number];
    const unit = UNITS[number];
    const large = LARGE_UNITS[number];
    if (digit !== undefined) {
      if (pending !== null && pending !== 0) return null;
      if (digit === 0) lastUnit = 1;
      pending = digit;
    } else if (unit !== undefined) {
      section += (pending ?? 1) * unit;
      [pending, lastUnit] = [null, unit];
    } else if (large !== undefined) {
      if (section + (pending ?? 0) === 0) return null;
      sum += (section + (pending ?? 0)) * large;
      [section, pending, lastUnit] = [0, null, large];
    } else return null;
  }
  const tail = pending === null ? 0 : pending < 10 && lastUnit > 10 ? (pending * lastUnit) / 10 : pending;
  return sum + section + tail;
}

/** `20,000.00元` */
export function writtenAmount(fen: number): string {
  const [yuan = '0', rest = '00'] = (fen / 100).toFixed(2).split('.');
  return `${yuan.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${rest}元`;
}

/** As it is typed: `20000`, `99.50`. */
export function typedAmount(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
