import type { Dice } from './dice.ts';

/** Stands in answers only as text: where it comes back as an element, a page has let markup through. */
export const MARKUP = '"><i id=fuzzed>';
export const MARKUP_LET_THROUGH = '<i id=fuzzed';

/** What breaks programs: ends of ranges, half characters, other languages' syntax, names that objects have already. */
const NASTY: readonly string[] = [
  '',
  ' ',
  '\t\n',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\ufeff',
  '\u202e\u200b\u2066',
  '👨‍👩‍👧‍👦'.repeat(30),
  'é'.repeat(300),
  MARKUP,
  `<script>${MARKUP}</script>`,
  "'; DROP TABLE cases;--",
  '%',
  '%00',
  '%ED%A0%80',
  '{{7*7}}',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '__proto__',
  'constructor',
  'valueOf',
  'toString',
  'null',
  'undefined',
  'true',
  '[object Object]',
  'NaN',
  'Infinity',
  '-1',
  '-0',
  '0',
  '1',
  '1e999',
  '0x10',
  '1.5',
  '9007199254740993',
  '9'.repeat(400),
  '2026-02-31',
  '2026-13-45T25:61:61Z',
  '0000-00-00',
  '99:99',
  'http://169.254.169.254/latest/meta-data/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '=HYPERLINK("http://a.example","x")',
  'a'.repeat(5000),
  '，'.repeat(3000),
  '(((((((((('.repeat(200),
  '转账'.repeat(1500),
];
/** What an honest form or message holds, so that what lies behind the first check is met as well. */
const PLAIN: readonly string[] = [
  '13800000000',
  '+8613800000001',
  '王某',
  '20000',
  '199.50',
  '2026-11-20',
  '2026-11-20T10:00',
  '09:30',
  '我刚给骗子转了两万块钱，怎么办',
  '客服说给我退款，让我下载会议软件共享屏幕',
  '在吗',
  '他是来核实的，没有转账，钱还在',
  '反电信网络诈骗法第三十四条',
  'https://example.com/notice',
  '6222020200112230000',
  'form-0001',
  'on',
  'scam',
  'yes',
  'officer',
  'urgent',
  'phone',
  '湖州',
  '爱山街道',
  'A000001',
];

/** By words in a field's name. */
const BY_NAME: readonly (readonly [RegExp, readonly string[]])[] = [
  // Well formed, and of nobody.
  [/licence/i, ['91330500MA00000A1E', '91330500MA00000B2J']],
  [/phone|number|tel/i, ['13800000000', '13912345678']],
  [/amount|lost|saved|stopped|returned|share|sum/i, ['20000', '199.50']],
  [/at$|time|clock/i, ['2026-11-20T10:00', '09:30', '2026-11-20T10:00:00Z']],
  [/day|from|to|due/i, ['2026-11-20', '2026-11-19', '2026-11-20T10:00']],
  [/name|who|display/i, ['王某', '李某某']],
  [/webhook|url|link/i, ['https://example.com/notice']],
  [/account|card/i, ['6222020200112230000']],
  [
    /basis|reason|remark|facts|text|words|body|note|purpose/i,
    ['他是来核实的，没有转账，钱还在，已经见到本人', '我刚给骗子转了两万块钱，怎么办'],
  ],
];

/** @param name of the field, which mostly says what is wanted */
export function plainText(dice: Dice, name = ''): string {
  const fitting = dice.chance(0.9) ? BY_NAME.find(([words]) => words.test(name)) : undefined;
  return dice.pick(fitting?.[1] ?? PLAIN);
}

export function badText(dice: Dice): string {
  if (dice.chance(0.7)) return dice.pick(NASTY);
  const length = dice.chance(0.02) ? 70_000 : dice.number(120);
  // Any unit, half characters too.
  return Array.from({ length }, () => String.fromCharCode(dice.number(dice.chance(0.5) ? 0x100 : 0x10000))).join('');
}

/** For JSON: any type where another was asked for. */
export function badValue(dice: Dice, depth = 0): unknown {
  const kind = dice.number(depth > 3 ? 6 : 9);
  if (kind === 0) return null;
  if (kind === 1) return dice.chance(0.5);
  if (kind === 2) return dice.pick([0, -1, 1.5, 1e308, -1e308, 2 ** 53, 1e-320, 4_294_967_296]);
  if (kind <= 5) return badText(dice);
  const count = dice.number(4);
  if (kind <= 7) return Array.from({ length: count }, () => badValue(dice, depth + 1));
  return Object.fromEntries(Array.from({ length: count }, () => [badText(dice).slice(0, 40), badValue(dice, depth + 1)]));
}
