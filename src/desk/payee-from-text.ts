import type { MoneyFact } from './money-facts.ts';

/** To whom a citizen says that his money went, from his own words. Pure. */

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧施陶洪翁章施俞柯倪严牛温芦季葛祝路娄项柳费莫';
/** Roles and words that follow 转给 and are nobody's name. */
const NOBODY =
  /^(?:他|她|它|你|您|我|对方|骗子|那个|这个|一个|人家|客服|老师|导师|师傅|别人|陌生|朋友|警察|民警|平台|商家|卖家|银行|公司|指定|以后|之后|了|过)/;
const NAMED = /(?:收款户名|账户名称|账户名|开户名|户名|收款人(?:姓名)?|收款方|对方(?:名字|姓名)?叫|名字叫|姓名)(?:是|叫|为|:|：|\s){0,3}/g;
const GIVEN =
  /(?:转账?给了?|打给了?|汇给了?|付给了?|转到了?|打到了?|汇到了?|交给了?|转(?:账|款)?至|(?<=[\d元块万千百])给了?)(?:一个叫|一个姓名叫|叫)?\s?/g;
const COMPANY = /^[\u4e00-\u9fff()（）]{2,24}?(?:有限责任公司|有限公司|公司|商行|经营部|工作室|商贸部|贸易行|店)/;
const WORDS = /^[\u4e00-\u9fff·]{2,12}/;
/** What no given name ends with. */
const TRAILING = /(?:的.*|了.*|卡.*|账.*|这.*|那.*|银行.*|支付宝.*|微信.*|名下.*|尾号.*|，.*)$/;

/** @param sums where amounts begin: a name ends there */
export function payeeIn(text: string, sums: readonly number[]): Partial<MoneyFact> {
  const rest = (from: number): string => {
    const end = sums.find((start) => start >= from + 2);
    return text.slice(from, end);
  };
  for (const match of text.matchAll(NAMED)) {
    const name = firstName(rest(match.index + match[0].length), false);
    if (name) return { payee: name };
  }
  for (const match of text.matchAll(GIVEN)) {
    const name = firstName(rest(match.index + match[0].length), true);
    if (name) return { payee: name };
  }
  return {};
}

function firstName(words: string, doubted: boolean): string | null {
  const company = COMPANY.exec(words)?.[0];
  if (company && !NOBODY.test(company)) return company;
  const name = WORDS.exec(words)?.[0].replace(TRAILING, '') ?? '';
  if (NOBODY.test(name) || name.length < 2) return null;
  if (!doubted) return name.slice(0, 12);
  return SURNAMES.includes(name.slice(0, 1)) && name.length <= 4 ? name : SURNAMES.includes(name.slice(0, 1)) ? name.slice(0, 3) : null;
}

const PLACE = /在([^，。,;；\s]{2,16}?)(?:当面)?(?:把|将|交|给|上了|取走|拿走|碰面|见面)/;

/** Where cash or gold changed hands. */
export function placeIn(text: string): Partial<MoneyFact> {
  const place = PLACE.exec(text)?.[1];
  return place ? { place } : {};
}
