import { maskText } from '../desk/masking.ts';

/** What an officer's text has in it that could lead to somebody. */
export type Identifying = 'telephone' | 'name' | 'account' | 'address' | 'link' | 'date' | 'amount' | 'other';

/** Zero-width and the like: a number may not hide behind them. */
const INVISIBLE = /\p{Cf}/gu;
const HAN = String.raw`\p{Script=Han}`;
const NAME = new RegExp(
  String.raw`(?:户名|姓名|开户人|收款人|持卡人|真名|全名|本名|名叫|名字叫|叫做)[是为叫:：\s“"「]{0,4}(?!什么|谁|多少|不|没|保密|和|与|、|，|。)${HAN}{2,4}|(?:我叫|他叫|她叫)(?!我|您|你|他|她)${HAN}{2,3}(?=[，。、,.\s]|$)`,
  'u',
);
const LATIN_NAME = /(?:户名|姓名|name is|named|account name)\s*[:：是]?\s*[A-Z][a-z]+/iu;
const DIGIT = '[\\p{Nd}〇零一二三四五六七八九幺]';
const LONG_DIGITS = new RegExp(`${DIGIT}(?:[\\s\\-‐-―.·_()（）]{0,3}${DIGIT}){6,}`, 'u');
const ACCOUNT = /(?:账号|帐号|账户|帐户|卡号|尾号|微信号?|QQ号?|支付宝)[是为:：\s]{0,3}[A-Za-z0-9][\w-]{3,}/iu;
const LINK = /https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|vip|cc|app|info|site|me|io|club|shop)\b/iu;
const EXACT_DAY = /\d{1,2}\s*月\s*\d{1,2}\s*[日号]|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}/u;
/** Rounded to ten thousands it is nobody's. */
const EXACT_AMOUNT = /\d[\d,，]{3,}(?:\.\d+)?\s*(?:元|块|圆|人民币)|[¥￥]\s*\d[\d,]{3,}|\d+\.\d{2,}\s*万/u;
const DIGITS_LEFT = /\d{5,}/u;

/**
 * Why a text may not be told: everything found in it, none twice. Empty: nothing was found, which is no proof that there is
 * nothing, so a second officer reads it too.
 * @param known numbers that everybody may know, such as 96110
 */
export function identifyingWords(text: string, known: readonly string[]): readonly Identifying[] {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '');
  const rest = [...known]
    .sort((one, other) => other.length - one.length)
    .reduce(
      (left, number) => left.replaceAll(new RegExp(`(?<!\\d[\\s\\-.·_]{0,3})${escaped(number)}(?![\\s\\-.·_]{0,3}\\d)`, 'g'), '某号码'),
      plain,
    );
  const found = new Set<Identifying>();
  if (LINK.test(rest) || /\S@\S/u.test(rest)) found.add('link');
  if (NAME.test(rest) || LATIN_NAME.test(rest)) found.add('name');
  if (ACCOUNT.test(rest)) found.add('account');
  if (EXACT_DAY.test(rest)) found.add('date');
  if (EXACT_AMOUNT.test(rest)) found.add('amount');
  const digits = rest.replace(EXACT_AMOUNT, '').replace(EXACT_DAY, '');
  if (LONG_DIGITS.test(digits)) found.add(/\d{12,}/u.test(digits.replace(/[\s-]/gu, '')) ? 'account' : 'telephone');
  else if (DIGITS_LEFT.test(digits)) found.add('account');
  if (/[…]?[号栋幢弄座室单元]{1,2}/u.test(changed(rest) ?? '')) found.add('address');
  if (found.size === 0 && changed(rest) !== null) found.add('other');
  return [...found];
}

/** What the desk's own masking would hide, with a little around it; null when it finds nothing. */
function changed(text: string): string | null {
  const masked = maskText(text);
  if (masked === text) return null;
  const at = [...masked].findIndex((char, index) => char !== [...text][index]);
  return [...masked].slice(at, at + 12).join('');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
