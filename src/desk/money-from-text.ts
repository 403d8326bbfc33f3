import { findEntities } from '../detection/entities.ts';
import type { LinkFacts } from '../library/schema.ts';
import { CHINESE_NUMERALS, readAmount } from './amounts.ts';
import { type MoneyFact, NO_MONEY_FACT } from './money-facts.ts';
import { isOwnPhone } from './own-phone.ts';
import { payeeIn, placeIn } from './payee-from-text.ts';
import { readPastTime } from './written-time.ts';

/**
 * What a citizen's own lines say of his money: a proposal that prefills a form, never a record. Pure.
 */
export interface MoneyInText {
  /** One for each sum that he says has left him; one without a sum when only the other side is known. */
  readonly facts: readonly MoneyFact[];
  /** Telephone numbers of others that he names, as they are dialled. */
  readonly phones: readonly string[];
}
interface Said {
  readonly text: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** @param lines the citizen's, oldest first */
export function moneyFromText(lines: readonly Said[], links: LinkFacts): MoneyInText {
  const found = lines.map((line) => (isOthers(line.text) ? telephonesIn(line, links) : readLine(line, links)));
  const around = found.map(({ around }) => around).reduce(merged, {});
  const paid = found.flatMap(({ paid, around: near }) => paid.map((sum) => ({ ...NO_MONEY_FACT, ...around, ...near, ...sum })));
  const once = paid.filter((fact, index) => paid.findIndex((other) => sameSum(other, fact)) === index);
  const named = around.account || around.payee || around.waybill || around.plate;
  const facts = once.length > 0 ? once : named ? [{ ...NO_MONEY_FACT, ...around }] : [];
  return { facts, phones: [...new Set(found.flatMap(({ phones }) => phones))] };
}

/** Written to him and passed on: a bank's notice names his own bank, and the courier of a false parcel has fetched nothing. */
function isOthers(text: string): boolean {
  return OTHERS.test(text) && !OF_HIMSELF.test(text);
}
/** "他说您的账户涉案，我转了2万" is his own story; an office says "我行". */
const OF_HIMSELF = /我(?![行司局院校部所中公们])/;
const OTHERS = /^\s*【|您尾号|您的(?:账户|帐户|包裹|快递|订单|车辆|会员|积分|社保|医保)|尊敬的/;

/** Whom to ring back a swindler names himself. */
function telephonesIn(line: Said, links: LinkFacts): ReturnType<typeof readLine> {
  return { ...readLine(line, links), around: {}, paid: [] };
}

type Around = Partial<MoneyFact>;

/** What came first stays; a later line fills the gaps. */
function merged(first: Around, later: Around): Around {
  return { ...later, ...first };
}

/** He may tell the same payment twice. */
function sameSum(a: MoneyFact, b: MoneyFact): boolean {
  return a.amount === b.amount && (a.at === b.at || a.at === null || b.at === null);
}

function readLine({ text: written, at }: Said, links: LinkFacts) {
  const text = written.normalize('NFKC');
  // The expressions of the detection are for text in lower case; offsets stay.
  const lower = text.toLowerCase().length === text.length ? text.toLowerCase() : text;
  const entities = findEntities(lower, links).all;
  const accounts = entities.filter(({ kind }) => kind === 'account');
  const inAccount = (start: number): boolean => accounts.some((one) => start >= one.start && start < one.end);
  const phones = entities.filter(({ kind, start, value }) => kind === 'phone' && !inAccount(start) && isPersonal(value));
  const taken = [...accounts, ...phones];
  const sums = sumsIn(text).filter(({ start }) => !taken.some((one) => start >= one.start && start < one.end));
  const names = payeeIn(
    text,
    sums.map(({ start }) => start),
  );
  const around: Record<string, unknown> = { ...names, ...banksIn(text), ...waysIn(text) };
  const idCard = ID_CARD.exec(text)?.[0];
  if (idCard) around.payerId = idCard.toUpperCase();
  for (const { start, end, value } of accounts) {
    if (idCard !== undefined && value === idCard.toLowerCase()) continue;
    const field = isOwn(text.slice(Math.max(0, start - 14), start), text.slice(end, end + 4)) ? 'fromAccount' : 'account';
    around[field] ??= value;
  }
  const handle = ALIPAY.exec(text)?.[1];
  if (handle) around.account ??= handle;
  const kind = kindOf(text);
  if (kind) around.kind = kind;
  if (kind) Object.assign(around, placeIn(text));
  const told = timesIn(text, at);
  const times = told.filter((time) => time.at !== null);
  const paid = paidSums(text, sums).map((sum, index) => {
    const time = told.length > 1 ? (nearestBefore(told, sum.start) ?? times[index]) : told[0];
    return { amount: sum.fen, ...(time && { at: time.at }) };
  });
  if (paid.length === 0 && times[0] && PAID.test(text)) around.at = times[0].at;
  const others = phones.filter(({ start, end, value }) => value !== handle && !isOwnPhone(text.slice(0, start), text.slice(end)));
  return { around: around as Around, paid, phones: others.map(({ value }) => value) };
}

// --- Sums -------------------------------------------------------------------------------------------------------------

interface Sum {
  readonly start: number;
  readonly end: number;
  readonly fen: number;
}
const NUMERALS = `[${CHINESE_NUMERALS}]`;
const SUM = new RegExp(
  `(?<![\\d.:年月日号-])(?:[¥￥]\\s?)?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?:\\.\\d{1,2})?\\s?(?:[万千wk](?:\\d{1,4}|[一二三四五六七八九](?![十百千万]))?)?(?:多)?(?:元|块钱?|圆|rmb)?(?![\\d:点时日号月年笔次个分天张%折岁克])|${NUMERALS}{2,12}(?:多)?(?:元|块钱?|圆)?|${NUMERALS}(?:元|块钱?|圆)`,
  'gi',
);
/** A bare number of digits is a sum only when somebody pays it. */
const MARKED = /[¥￥万千百十元块圆wk]|rmb/i;
/** What brings money out of his hands. */
const PAY = '转|汇|付|打|充|垫|刷|投|交|给|寄|存|被骗|骗走|骗了|扣|损失|买|金额';
const PAID = new RegExp(`(?:${PAY})`);
/** Right before a sum: what he still has, got, was promised, asked for, or has not paid. */
const NOT_PAID =
  /(?:还有|还剩|剩下?|余额|只有|返了?|返现|返利|到账|提现|赚了?|收到了?|佣金|奖金|奖励|退我?|退款|赔我?|赔付|借给?我|额度|月薪|工资|价值|原价|没转|没有转|没付|没给|没汇|别转|不转|想转|要转|要我转|叫我转|让我转|叫我付|让我付|叫我交|让我交|叫我再?转?|让我再?转?|要我再?转?|还要我?再?转?|得再?转?|先别)[^,，。;；!！?？\n]{0,8}$/;
const UNDONE = /没|别|不|要|叫|让|想/;
const ASKED = /可以吗|行吗|行不行|可不可以|靠谱吗|安全吗/;
const TOTAL = /(?:一共|总共|合计|共计|加起来|共|总计)[^,，。;；\n]{0,6}$/;

function sumsIn(text: string): Sum[] {
  return [...text.matchAll(SUM)].flatMap(({ 0: match, index }) => {
    const trimmed = match.replace(/^[零〇]+/, '');
    const fen = readAmount(trimmed);
    const start = index + match.length - trimmed.length;
    return fen === null || (!MARKED.test(trimmed) && fen < 10_000) ? [] : [{ start, end: start + trimmed.length, fen }];
  });
}

/** Those that are gone; the sum of several is none of its own. */
function paidSums(text: string, sums: readonly Sum[]): Sum[] {
  const paid = sums.filter(({ start, end }, index) => {
    const clause = text.slice(clauseStart(text, start), start);
    if (NOT_PAID.test(clause)) return false;
    const marked = MARKED.test(text.slice(start, end));
    const behind = /^[^,，。;；!！?？\n]{0,10}/.exec(text.slice(end))?.[0] ?? '';
    if (ASKED.test(behind) && !clause.includes('了')) return false;
    if (PAID.test(clause) || /^(?:多)?(?:被?骗|没了|转|汇|打|交|寄|放)/.test(behind)) return true;
    // "转了三笔:5000、8000": the verb stands before the first of them.
    const before = text.slice(Math.max(0, start - 40, text.slice(0, start).search(/[^。!！?？\n]*$/)), start);
    return (marked || sums[index - 1] !== undefined) && PAID.test(before) && !UNDONE.test(before);
  });
  const parts = paid.filter(({ start }) => !TOTAL.test(text.slice(clauseStart(text, start), start)));
  return parts.length > 0 ? parts : paid;
}

function clauseStart(text: string, at: number): number {
  return Math.max(...['，', ',', '。', ';', '；', '!', '！', '?', '？', '\n'].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;
}

// --- Accounts and banks -----------------------------------------------------------------------------------------------

const ID_CARD = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/;
const ALIPAY = /(?:支付宝|alipay)(?:账?号|账户)?(?:是|为|:|：|\s){0,3}(1[3-9]\d{9}|[\w.+-]{2,40}@[\w-]{1,40}\.[a-z.]{2,10})/i;
const BANK =
  /(?:中国)?(?:工商|建设|农业|交通|招商|光大|民生|兴业|浦发|浦东发展|中信|华夏|平安|广发|邮政储蓄|邮储|浙商|渤海|恒丰|北京|上海|宁波|杭州|湖州|江苏|南京|微众|网商)银行|中国银行|[\u4e00-\u9fff]{2,4}?(?:农商|农村商业|村镇)银行|农村信用社|农信社|工行|建行|农行|中行|交行|招行|邮储|邮政(?!编|快)|浦发|农商行/g;

/** A number is a citizen's own when he says so right before it, was made to fill it in, or that it went out from there. */
function isOwn(before: string, behind: string): boolean {
  const clause = before.slice(clauseStart(before, before.length));
  return (
    /(?:我的|我自己|自己的|本人|我用|从我?|我(?:这|这边)?(?:卡|账)|转出|付款)[^给到]*$/.test(clause) ||
    /(?:填|输入|输了|绑|提供|泄露|上传)[^转打汇到给]{0,8}$/.test(clause) ||
    /^(?:转出|这张是我)/.test(behind)
  );
}

function banksIn(text: string): Around {
  const around: { bank?: string; fromBank?: string } = {};
  for (const { 0: bank, index } of text.matchAll(BANK)) {
    // "冒充建设银行客服" is nobody's account.
    if (
      /^(?:客服|的?客服|工作人员|经理|app)/i.test(text.slice(index + bank.length)) ||
      /冒充|自称$/.test(text.slice(Math.max(0, index - 4), index))
    )
      continue;
    const field = isOwn(text.slice(Math.max(0, index - 14), index), text.slice(index + bank.length, index + bank.length + 4))
      ? 'fromBank'
      : 'bank';
    around[field] ??= bank;
  }
  return around;
}

const WAYS: readonly (readonly [RegExp, string])[] = [
  [/支付宝/, '支付宝'],
  [/微信(?:转|支付|付|零钱|红包|扫)|(?:用|从|通过)微信/, '微信'],
  [/手机银行/, '手机银行'],
  [/网银|网上银行/, '网银'],
  [/柜台|柜面|银行窗口/, '柜台'],
  [/atm|自动(?:取款|存款|柜员)机|取款机/i, 'ATM'],
  [/云闪付/, '云闪付'],
  [/数字人民币|数币/, '数字人民币'],
  [/usdt|泰达币|虚拟币/i, 'USDT'],
];
const WAYBILL = /(?:运单|快递|物流|单)号(?:码)?(?:是|为|:|：|\s){0,3}([a-z]{0,4}\d{8,18})/i;
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/i;
const COURIER = /顺丰|京东快递|闪送|跑腿|货拉拉|滴滴|网约车|圆通|中通|申通|韵达|极兔|美团/;
const VOUCHER = /(?:流水号|订单号|交易号|凭证号|转账单号|交易单号)(?:是|为|:|：|\s){0,3}([a-z0-9]{8,40})/i;

function waysIn(text: string): Around {
  const channel = WAYS.find(([way]) => way.test(text))?.[1];
  const [voucher, waybill] = [VOUCHER.exec(text)?.[1], WAYBILL.exec(text.replace(VOUCHER, ''))?.[1]];
  const plate = PLATE.exec(text)?.[0]
    .replace(/[·.\s]/g, '')
    .toUpperCase();
  const courier = COURIER.exec(text)?.[0];
  return {
    ...(channel && { channel }),
    ...(voucher && { voucher }),
    ...(waybill && { waybill }),
    ...(plate && { plate }),
    ...(courier && { courier }),
  };
}

const HANDED = /(?:交|给|寄|送|拿走|取走|放)/;

function kindOf(text: string): 'cash' | 'gold' | null {
  if (!HANDED.test(text)) return null;
  if (/黄金|金条|金镯|金项链|首饰/.test(text)) return 'gold';
  return /现金/.test(text) ? 'cash' : null;
}

/** Banks, operators and services are no contacts of a scammer's. */
function isPersonal(value: string): boolean {
  return /^(?:(?:\+|00)?(?:86)?1[3-9]\d{9}|(?:\+|00)\d{7,15}|0\d{9,11}|400\d{7})$/.test(value);
}

// --- Times ------------------------------------------------------------------------------------------------------------

const TIME =
  /(?:(?:大前天|前天|昨天|今天|今早|[前昨今](?:晚上?|夜))|(?:\d{4}[-年/])?\d{1,2}[-月/]\d{1,2}[日号]?)?\s?(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|午夜)?\s?(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})(?:[:：]\d{2}|[点时](?:半|\d{1,2}分?|[一二三四五六七八九十]{1,3}分?)?)(?!\d)|(?:半|\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:分钟|小时)(?:以?前|之前)|刚刚|刚才/g;

/**
 * One that may be either of two nights is null, so that its payment does not get the time of another.
 * @param at when he said it: `刚才` is then
 */
function timesIn(text: string, at: number): { start: number; at: number | null }[] {
  return [...text.matchAll(TIME)].map(({ 0: match, index }) => ({
    start: index,
    at: match.startsWith('刚') ? Math.floor(at / 60_000) * 60_000 : readPastTime(match.replace(/([点时])[钟整]/, '$1'), at),
  }));
}

function nearestBefore<T extends { readonly start: number }>(times: readonly T[], at: number): T | undefined {
  return times.findLast(({ start }) => start < at);
}
