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
  [
    'amount',
    /[¥$£€]\s?\d[\d,]{0,12}(?:\.\d{1,2})?\s?[万wk]?|(?:rmb|usd|hkd)\s?\d[\d,]{0,12}|(?<![\d.])\d[\d,]{0,12}(?:\.\d{1,3})?\s?(?:亿|万|千|百|w|k)?\s?(?:多|来|几)?(?:块|元|圆|钱|u(?![a-z])|usdt|rmb|美金|美元|港币|刀|日元|欧元|泰铢|nt|yuan|dollars?|pounds?)|(?<![\d.])\d{1,6}(?:\.\d{1,2})?\s?(?:万|w)(?![a-z0-9])|[一二两三四五六七八九十百千万几]{1,8}(?:块|元|万|千|百)(?:多|几|块|元|钱){0,2}/g,
  ],
  ['number', /\d+(?:\.\d+)?/g],
];

/** What a text must have to be worth a search: a glance that spares most texts most of the work. */
const NEEDED: Readonly<Partial<Record<EntityKind, RegExp>>> = {
  apk: /\.(?:apk|ipa|exe|mobileconfig)/,
  account: /\d/,
  phone: /\d/,
  contact: /[a-z0-9_-]{5}/,
  code: /\d/,
  amount: /[\d一二两三四五六七八九十百千万几]/,
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
