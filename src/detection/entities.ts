import type { EntityKind } from '../library/library.ts';
import { findLinks, type LinkEntity } from './links.ts';

/** Something concrete in a text. Offsets are units of the normalised text. */
export interface Entity {
  readonly kind: EntityKind;
  readonly start: number;
  readonly end: number;
  /** The value without spaces and dashes, lower case. */
  readonly value: string;
}
export interface Entities {
  readonly all: readonly Entity[];
  readonly links: readonly LinkEntity[];
}

/** Figures with a currency or 万 behind them or a sign in front, or so many quid. */
const FIGURES =
  /[¥$£€]\s?\d[\d,]{0,12}(?:\.\d{1,2})?\s?[万wk]?|(?:rmb|usd|hkd)\s?\d[\d,]{0,12}|(?<![\d.])\d[\d,]{0,12}(?:\.\d{1,3})?\s?(?:亿|万|千|百|w|k)?\s?(?:多|来|几)?(?:块|元|圆|钱|u(?![a-z])|usdt|rmb|美金|美元|港币|刀|日元|欧元|泰铢|nt|yuan|dollars?|pounds?|quid(?![a-z])|bucks(?![a-z])|grand(?![a-z]))|(?<![\d.])\d{1,6}(?:\.\d{1,2})?\s?(?:万|w)(?![a-z0-9])/;

/** What is counted and is no money: 一百度, 三千张照片, 一万个不愿意. */
const COUNTED =
  '(?:多|几|来)?(?:个|张|步|次|人(?![民脉工家])|年(?![底返费])|天|日(?!元|结)|号|度|字|米|里(?![头面有扣])|公里|斤|公斤|吨|遍|页|位|名|岁|倍|种|本(?!金|人)|亩|户(?!名)|升(?!级|个)|秒(?!下|杀)|小时|分钟|平方|平米|粉丝|级|届|公分|kg|km|ml|cm|%)';
/** By all means, urgently, together: said with numbers, without a number. */
const IDIOMS = '千万[别不要记注小当得莫勿甭难]|十万火急|万万[没不]|一块儿|一块[去吃玩走住回聊过]|一块(?:石头|布|蛋糕|肉|手?表|地)';
const NUMERAL = '[零〇一二两三四五六七八九十百千万几]';
/** A number goes on here; 一 begins the next word in 两百一天. */
const GOES_ON = `(?!一(?![十百千万]))${NUMERAL}`;
/** A run of numerals, but not the 一 of the next word: 五元一条. */
const RUN = `(?:(?!一[个天次张月小单晚台人位只条件斤年周套趟笔股份本家桶遍])${NUMERAL})`;
/**
 * In words: 三千块, 一万二, 两千三百多, 三块五. Whole numbers only: 一万三千步 is none. Whether it is a sum is looked up before the
 * run is read, so that there is one way only to read it, however long it is.
 */
const CHINESE =
  `(?<!分之|第|${NUMERAL})(?!${IDIOMS})(?=${NUMERAL}{1,8}[万千百块元])${NUMERAL}${RUN}{0,15}(?:(?<!块|元)[块元]${RUN}{0,7})?` +
  `(?:[多块元钱]{1,2})?(?!${GOES_ON}|${COUNTED})`;
/** A small one has no unit of its own (三十九), so only what is paid, given or owed before it makes it a sum. */
const CHINESE_SMALL =
  `(?<=(?:转|付|收|给|交|花|退|垫|借|还|欠|扣|补|返|赚|挣|打|充|押金|定金|运费|邮费|卖|要价|一共|总共)(?:了|我|你|您|他|她|我了|他了)?)` +
  `[二两三四五六七八九]?十[一二三四五六七八九]?(?!${NUMERAL}|${COUNTED}|[月几多来点分条件单份台箱只瓶袋盒套家笔道局把门期周楼层栋辆头]|以上)`;
const ENGLISH_DIGIT =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const ENGLISH_NUMBER = `(?:a|an|${ENGLISH_DIGIT}|few|couple|hundred|thousand)(?:(?:-| | of | and )(?:${ENGLISH_DIGIT}|few|couple|hundred|thousand|million)){0,5}`;
/** In English words: eight hundred quid, two grand; and without the money, what is sent or paid: send two hundred. */
const ENGLISH =
  `(?<![a-z])(?:${ENGLISH_NUMBER} ?(?:quid|bucks|dollars?|pounds|euros?|yuan)|(?:${ENGLISH_DIGIT}|few|couple) grand)(?![a-z])|` +
  `(?<= )(?=(?:a|${ENGLISH_DIGIT}|couple) )(?<=(?<![a-z])(?:pay|paid|send|sent|owe|owes|lend|lent|borrow|transfer|deposit|costs?)(?: me| him| her| us| them| you| u)? )` +
  `(?:(?:a|${ENGLISH_DIGIT}|couple) ){1,2}(?:hundred|thousand)(?![a-z]| (?:people|times|of|messages|emails|texts|photos|years))`;
const AMOUNT = new RegExp([FIGURES.source, CHINESE, CHINESE_SMALL, ENGLISH].join('|'), 'g');

/**
 * One expression per kind. Each starts at a boundary and every repetition is bounded, so that the time stays
 * proportional to the text. Mobile numbers: 1[3-9] and nine digits (MIIT numbering plan); service numbers 95xxx/96xxx/400.
 */
const EXPRESSIONS: readonly (readonly [EntityKind, RegExp])[] = [
  ['apk', /[\w\u4e00-\u9fff-]{1,30}\.(?:apk|ipa|exe|mobileconfig)(?![a-z0-9])/g],
  ['account', /(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?(?:\d{4}[ -]\d{2,3}|\d{3,7})(?!\d)/g],
  [
    'phone',
    /(?<![\d.])(?:(?:\+|00)\d{1,3}[ -]?\d[\d -]{5,13}\d|1[3-9](?:[ -]{0,2}\d){9}|400[ -]?\d{3,4}[ -]?\d{3,4}|0\d{2,3}[ -]?\d{7,8}|9[56]\d{3,4}|1[01]\d{3}|12\d{3}|11[0-9]|09\d{8,9}|08\d{8,9})(?!\d)/g,
  ],
  [
    'contact',
    /(?<![a-z])(?:微信|v信|vx|wx|wechat|qq群?|telegram|tg|whatsapp|line)(?:号码?|id|群|:|：|\+|加|是|为|\s){0,4}([a-z0-9_-]{5,20})(?![a-z0-9])|(?<![a-z0-9.])@[a-z][a-z0-9_]{4,31}/g,
  ],
  ['code', /(?:验证码|校验码|动态码|动态密码|code|otp|pin)[^\d\n]{0,8}\d{4,8}(?!\d)|(?<!\d)\d{4,8}(?=[^\d\n]{0,6}(?:验证码|is your))/g],
  ['amount', AMOUNT],
  ['number', /\d+(?:\.\d+)?/g],
];

/** What a text must have to be worth a search: a glance that spares most texts most of the work. */
const NEEDED: Readonly<Partial<Record<EntityKind, RegExp>>> = {
  apk: /\.(?:apk|ipa|exe|mobileconfig)/,
  account: /\d/,
  phone: /\d/,
  contact: /[a-z0-9_-]{5}/,
  code: /\d/,
  amount: /[\d一二两三四五六七八九十百千万几]|quid|bucks|grand|dollar|pounds|euro|yuan|hundred|thousand/,
  number: /\d/,
};

export function findEntities(text: string, linkFacts: Parameters<typeof findLinks>[1]): Entities {
  const links = findLinks(text, linkFacts);
  const all: Entity[] = links.map((link) => ({ kind: 'link', start: link.start, end: link.end, value: link.host }));
  const insideLink = (at: number): boolean => links.some((link) => at >= link.start && at < link.end);
  for (const [kind, expression] of EXPRESSIONS) {
    if (NEEDED[kind]?.test(text) === false) continue;
    // Not matchAll, which makes a new expression of each for every text.
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      if (insideLink(match.index)) continue;
      all.push({ kind, start: match.index, end: match.index + match[0].length, value: match[0].replace(/[\s-]/g, '') });
    }
  }
  return { all, links };
}
