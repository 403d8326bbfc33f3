import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_MONEY_FACT } from '../../src/desk/money-facts.ts';
import { moneyFromText } from '../../src/desk/money-from-text.ts';
import { writtenTime } from '../../src/desk/written-time.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const { links } = await loadLibraryForTests();
/** 2026-11-20 10:00 in Huzhou. */
const NOW = Date.UTC(2026, 10, 20, 2);
const CARD = '6222021202041234567';

interface Expected {
  readonly [field: string]: string | number;
}

/** What differs from nothing, the time as it is written. */
function read(text: string): Expected[] {
  return moneyFromText([{ text, at: NOW }], links).facts.map((fact) =>
    Object.fromEntries(
      Object.entries(fact)
        .filter(([field, value]) => value !== NO_MONEY_FACT[field as keyof typeof NO_MONEY_FACT])
        .map(([field, value]) => [field, field === 'at' ? writtenTime(value as number).slice(5) : (value as string | number)]),
    ),
  );
}

const CASES: readonly (readonly [string, ...Expected[]])[] = [
  ['我刚给骗子转了两万块钱，怎么办', { amount: 2_000_000 }],
  ['转了20000', { amount: 2_000_000 }],
  ['我转了3万5给他', { amount: 3_500_000 }],
  ['被骗了1.5万', { amount: 1_500_000 }],
  ['被骗五千', { amount: 500_000 }],
  ['昨天21:10转了8000元', { amount: 800_000, at: '11-19 21:10' }],
  ['今天9:31我汇款12,000.50元', { amount: 1_200_050, at: '11-20 09:31' }],
  ['11-19 09:05 付了500块', { amount: 50_000, at: '11-19 09:05' }],
  ['11月18日下午3点半打了两千三给他', { amount: 230_000, at: '11-18 15:30' }],
  ['十分钟前转的6000', { amount: 600_000, at: '11-20 09:50' }],
  ['刚才转走了4999元', { amount: 499_900, at: '11-20 10:00' }],
  [`他让我点链接填银行卡 ${CARD}，被转走20000元`, { amount: 2_000_000, fromAccount: CARD }],
  [`我输入了卡号${CARD}，又填了密码，被转走了3000块`, { amount: 300_000, fromAccount: CARD }],
  [`转到卡号${CARD}，户名李四，2万`, { amount: 2_000_000, account: CARD, payee: '李四' }],
  [`6222 0212 0204 1234 567 王小明，我打了9800过去`, { amount: 980_000, account: CARD }],
  [`我的卡${CARD}转出去三万`, { amount: 3_000_000, fromAccount: CARD }],
  [`从我建行卡转了一万到${CARD}`, { amount: 1_000_000, fromBank: '建行', account: CARD }],
  ['转给王强两万', { amount: 2_000_000, payee: '王强' }],
  ['转给李丽丽的卡上1万', { amount: 1_000_000, payee: '李丽丽' }],
  ['转给他2000', { amount: 200_000 }],
  ['转给客服2000元', { amount: 200_000 }],
  ['收款人：深圳市某某科技有限公司，金额50000元，我付了', { amount: 5_000_000, payee: '深圳市某某科技有限公司' }],
  ['用微信转了888给她', { amount: 88_800, channel: '微信' }],
  ['支付宝账号13800001234，我转了1200元', { amount: 120_000, account: '13800001234', channel: '支付宝' }],
  ['手机银行转了10万', { amount: 10_000_000, channel: '手机银行' }],
  ['在柜台汇了二十五万', { amount: 25_000_000, channel: '柜台' }],
  ['转了三笔，5000元、8000元、1万2', { amount: 500_000 }, { amount: 800_000 }, { amount: 1_200_000 }],
  ['9:10转了3000，9:25又转了5000', { amount: 300_000, at: '11-20 09:10' }, { amount: 500_000, at: '11-20 09:25' }],
  ['昨晚12点转了2万', { amount: 2_000_000, at: '11-20 00:00' }],
  ['我是半夜2点转的8000元', { amount: 800_000, at: '11-20 02:00' }],
  ['昨夜零点10分被骗走5000块', { amount: 500_000, at: '11-20 00:10' }],
  ['昨天夜里2点转了3000，今天9点又转了5000', { amount: 300_000 }, { amount: 500_000, at: '11-20 09:00' }],
  ['一共转了两次，先3000元后7000元，总共1万', { amount: 300_000 }, { amount: 700_000 }],
  ['总共被骗8万', { amount: 8_000_000 }],
  ['卡里还有5000，他叫我转8000'],
  ['他让我再转3000才能提现'],
  ['第一单返了200，我又垫了3000', { amount: 300_000 }],
  ['我没转，他要2万'],
  ['他说月薪8000元'],
  ['尾号3921扣了4000元', { amount: 400_000 }],
  ['把现金5万交给了一个小伙子，在湖州东站交的', { kind: 'cash', amount: 5_000_000, place: '湖州东站' }],
  ['现金3万放上网约车了，车牌浙E12345', { kind: 'cash', amount: 3_000_000, plate: '浙E12345', courier: '网约车' }],
  ['寄了黄金100克，顺丰单号SF1234567890123', { kind: 'gold', waybill: 'SF1234567890123', courier: '顺丰' }],
  ['买了八万金条寄给他们', { kind: 'gold', amount: 8_000_000 }],
  ['对方工商银行，户名张三，卡号6212261202001234567', { bank: '工商银行', payee: '张三', account: '6212261202001234567' }],
  ['我用农行卡打了4500元到对方招商银行', { amount: 450_000, fromBank: '农行', bank: '招商银行' }],
  ['冒充建设银行客服，骗了我6000', { amount: 600_000 }],
  ['我身份证330501198003124567，转了1万', { payerId: '330501198003124567', amount: 1_000_000 }],
  ['转账2000元，交易单号10000398012026112000123', { amount: 200_000, voucher: '10000398012026112000123' }],
  ['我今年65岁，有人打电话给我说医保停用'],
  ['您好，想问个事'],
  ['验证码是384756，是不是骗人的'],
  ['转2万可以吗'],
  ['他电话13912345678，骗走我1600', { amount: 160_000 }],
  ['扫码付了￥299', { amount: 29_900 }],
  ['还叫我再转3000，我又转了5000给王强', { amount: 500_000, payee: '王强' }],
  ['充值了2w', { amount: 2_000_000 }],
];

describe('what the citizen says of his money', () => {
  it.each(CASES.map(([text, ...expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(read(text)).toEqual(expected);
  });

  it('is gathered from all his lines, and told twice it is one payment', () => {
    const lines = ['我转了2万', '户名李四', `卡号${CARD}`, '就是那2万块，昨天21:10转的'].map((text, index) => ({ text, at: NOW + index }));
    const { facts } = moneyFromText(lines, links);
    const at = Date.UTC(2026, 10, 19, 13, 10);
    expect(facts).toEqual([{ ...NO_MONEY_FACT, amount: 2_000_000, at, payee: '李四', account: CARD }]);
  });

  it.each([
    '【顺丰速运】您的包裹已被扣留，请付5000元',
    '工商银行：您尾号3321的账户20日14:05支出200.00元',
    '尊敬的客户，您的积分将到期，请登录招商银行',
    '尊敬的客户，我行提醒：您尾号3321的账户支出200元',
  ])('is not what others have written to him: %s', (text) => {
    expect(read(text)).toEqual([]);
    const own = { text: '我已经转了3万块', at: NOW };
    expect(moneyFromText([{ text, at: NOW }, own], links).facts).toEqual(moneyFromText([own], links).facts);
  });

  it.each(['他说您的账户涉案，我转了2万', '短信说您的包裹丢了，我已经付了2万'])('is his own story, whatever he quotes: %s', (text) => {
    expect(read(text)).toMatchObject([{ amount: 2_000_000 }]);
  });

  it('takes the telephone that a swindler names himself', () => {
    expect(moneyFromText([{ text: '【市公安局】您的账户涉案，请联系李警官13912345678', at: NOW }], links).phones).toEqual(['13912345678']);
  });

  it("names telephones of others, never his own or his family's", () => {
    const phones = (text: string) => moneyFromText([{ text, at: NOW }], links).phones;
    for (const own of [
      '我的电话是13800001234',
      '我电话13800001234，快回我',
      '打我13800001234',
      '我叫王小明，电话13800001234',
      '我妈的手机号是13800001234',
      '13800001234是我的手机',
      '13800001234',
      '支付宝账号13800001234，我转了1200元',
    ])
      expect([own, phones(own)]).toEqual([own, []]);
    for (const theirs of [
      '对方电话13800001234',
      '13800001234打给我说我涉嫌洗钱',
      '打我电话的号码是13800001234',
      '他让我加13800001234',
      '有个自称公安的用13800001234打来，我的卡里还有钱',
    ])
      expect([theirs, phones(theirs)]).toEqual([theirs, ['13800001234']]);
  });

  it('names telephones, but no service numbers', () => {
    const text = '他用13912345678和+85261234567打来，我打了96110和95588，又打0572-2250000';
    expect(moneyFromText([{ text, at: NOW }], links).phones).toEqual(['13912345678', '+85261234567', '05722250000']);
  });

  it('takes whatever is written without failing, and never invents a sum of nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { amount } of moneyFromText([{ text, at: NOW }], links).facts) expect(amount === null || amount > 0).toBe(true);
      }),
    );
  });
});
