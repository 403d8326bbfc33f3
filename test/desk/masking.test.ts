import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName, maskNumber, maskText } from '../../src/desk/masking.ts';

describe('masking', () => {
  it.each([
    // Numbers that lead to somebody.
    ['电话13800138000', '电话…8000'],
    ['138 0013 8000', '…8000'],
    ['138-0013-8000 找我', '…8000 找我'],
    ['１３８００１３８０００', '…８０００'],
    ['打一三八零零一三八零零零', '打…八零零零'],
    ['幺三八零零幺三八零零零', '…八零零零'],
    ['卡号 6222 0200 1234 5678 901', '卡号 …8901'],
    ['身份证33050119900101123X，', '身份证…123X，'],
    ['GB29 NWBK 6016 1331 9268 19', '…6819'],
    ['打到TXYZabc123456789012345678901234', '打到…1234'],
    ['请打（0572）2250000', '请打（0572）…0000'],
    // Handles, mail, codes.
    ['加微信 wxid_abc99', '加微信 …99'],
    ['QQ：123456', 'QQ：…56'],
    ['支付宝账号是zhang.san@qq.com', '支付宝账号是…@qq.com'],
    ['发到 li-si+1@example.com 吧', '发到 …@example.com 吧'],
    ['飞机号 boss_888', '飞机号 …88'],
    ['找@boss_888', '找@…'],
    ['验证码是483920', '验证码是••••'],
    // Names.
    ['我叫张三丰，被骗了', '我叫张**，被骗了'],
    ['我叫张伟', '我叫张*'],
    ['户名：李四', '户名：李*'],
    ['收款人姓名：欧阳修', '收款人姓名：欧**'],
    ['收款人是王小明的卡', '收款人是王**的卡'],
    ['户名 ZHANG SAN', '户名 Z**'],
    // Addresses.
    ['我住湖州市吴兴区人民路12号3幢2单元501室', '我住湖州市吴兴区…路…号…幢…单元…室'],
    ['阳光小区5栋', '…小区…栋'],
    // Links.
    ['点 https://etc-renew.top/a?tel=13800138000 看', '点 https://etc-renew.top/… 看'],
    ['http://user:pw@bad.cn/x', 'http://bad.cn/…'],
    ['etc-renew.top/zhang，快', 'etc-renew.top/…，快'],
    ['https://m1380013800.com', 'https://m…3800.com'],
  ])('hides %s', (text, masked) => expect(maskText(text)).toBe(masked));

  it.each([
    '打110，或者96110、12381',
    '工商银行95588来电',
    '我刚给骗子转了两万块钱，怎么办',
    '转了20000元，又转30000元，还有123456',
    '20000.00元',
    '￥1,000,000.00',
    '三百二十五万六千七百八十九元',
    '2026-11-20 10:30:15 转的',
    '2026/11/20 9:05，手续费2026.50',
    '11月20日10点30分',
    '服务器 192.168.101.122',
    '我叫他别转',
    '我叫了警察',
    '收款人是他',
    '收款人账户不对',
    '收款人信息填错了',
    '支付宝转了20000元',
    '微信转账200000',
    '在路上，还有3号',
    '链接 https://bad.cn',
    '',
  ])('leaves readable: %s', (text) => expect(maskText(text)).toBe(text));

  it.each([
    ['转了2000000元', '转了200万元'],
    ['￥2345678.90', '￥234.6万'],
    ['被骗了1500000', '被骗了150万'],
    ['损失 1200000块', '损失 120万块'],
  ])('says large amounts in 万: %s', (text, masked) => expect(maskText(text)).toBe(masked));

  const pieces = fc.constantFrom(
    ...'0123456789０９一三八零①xXaZ_-.,:/@… *，。元块万年¥路号栋室村',
    ...[
      '我叫',
      '户名',
      '收款人',
      '张三',
      '微信',
      'QQ',
      '账号',
      '验证码',
      'https://',
      'www.',
      '.com',
      '2026-11-20',
      '10:30',
      '转了',
      '1380013',
      '\u200b',
      '(',
      '\n',
    ],
  );
  const texts = fc
    .array(fc.oneof({ weight: 6, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) }), {
      maxLength: 40,
    })
    .map((parts) => parts.join(''));

  it('lets no seven digits in a row through, and none that were grouped', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(maskText(text)).not.toMatch(/[\p{Nd}①-⑨]{7}/u);
      }),
      { numRuns: 3000 },
    );
    const grouped = fc.tuple(
      fc.array(fc.stringMatching(/^\d{3,4}$/), { minLength: 3, maxLength: 5 }),
      fc.constantFrom(' ', '-', '', ' - '.trim(), '\u3000'),
    );
    fc.assert(
      fc.property(grouped, ([groups, between]) => {
        expect(maskText(`我的号是${groups.join(between)}，急`)).toBe(`我的号是…${groups.join('').slice(-4)}，急`);
      }),
    );
  });

  it('changes nothing that is masked', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masked = maskText(text);
        expect(maskText(masked)).toBe(masked);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes no time over hostile text', () => {
    for (const one of ['1', '1 ', 'a', 'a.', '户名', '一', '路1', '@a', '我叫张', 'www.', 'GB12 ']) maskText(one.repeat(8000 / one.length));
  });

  it('shortens a number and a name that stand alone', () => {
    expect([maskNumber('6222020012343921'), maskNumber('110'), maskName(' 张三丰 '), maskName('')]).toEqual(['…3921', '110', '张**', '']);
  });

  it('leaves our own hotline, and no number that only has it inside', () => {
    expect(maskText('急事打110；或拨2250000。', '2250000')).toBe('急事打110；或拨2250000。');
    expect(maskText('自己拨2250000找我，电话13822500001', '2250000')).toBe('自己拨2250000找我，电话…0001');
    expect(maskText('0572-2250000', '2250000')).toBe('…0000');
    expect(maskText('或拨2250000。')).toBe('或拨…0000。');
  });
});
