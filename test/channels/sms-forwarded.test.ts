import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForwarded } from '../../src/channels/sms/forwarded-sms.ts';

const BANK = '【建设银行】您的账户已冻结，请点 http://ccb-0000.top 解冻';

describe('an SMS that was passed on', () => {
  it.each<readonly [string, string, string, string]>([
    ['labels in lines', `发件人：95533\n内容：${BANK}`, BANK, '95533'],
    [
      'labels, a number in groups, the time between',
      `发件人: 1069 0000 1234\n时间：2026-11-20 10:22:05\n内容: ${BANK}`,
      BANK,
      '106900001234',
    ],
    ['the time first', `时间：2026年11月20日 10:22\n发送人：+86 138 0000 1234\n短信内容：${BANK}`, BANK, '+8613800001234'],
    ['a name beside the number', `发件人：王阿姨（138 0000 1234）\n内容：晚上来吃饭`, '晚上来吃饭', '13800001234'],
    ['labels in one line', `发件人：95533 内容：${BANK}`, BANK, '95533'],
    ['no label before the text', `发件人：+852 6000 0000\n${BANK}`, BANK, '+85260000000'],
    ['a text of several lines', '发件人：95533\n内容：第一行\n第二行\n时间：明天来', '第一行\n第二行\n时间：明天来', '95533'],
    [
      'a line that only looks like the time',
      '发件人：13800001234\n时间：明天上午\n地点：公证处',
      '时间：明天上午\n地点：公证处',
      '13800001234',
    ],
    ['English labels', 'From: +852 6000 0000\nDate: 2026-11-20 10:22\nMessage: Your parcel is held', 'Your parcel is held', '+85260000000'],
    ['an English sender alone', 'From: +852 6000 0000 \nYour parcel is held', 'Your parcel is held', '+85260000000'],
    ['traditional characters', '發件人：+886 900 000 000\n內容：您的包裹', '您的包裹', '+886900000000'],
    ['the text first', `内容：${BANK}\n发件人：10690000\n时间：2026-11-20 10:22`, BANK, '10690000'],
    ['a mark in a line of its own', `【转发短信】\n发件人：95533\n内容：${BANK}`, BANK, '95533'],
    ['Fwd: in a line of its own', 'Fwd:\nFrom: +44 7700 000000\nHi Mum', 'Hi Mum', '+447700000000'],
    ['来自…的短信', `来自【10690000】的短信：${BANK}`, BANK, '10690000'],
    ['收到来自…的短信', `收到来自+852 6000 0000的短信：${BANK}`, BANK, '+85260000000'],
    ['…发来的短信', `10690000发来的短信：${BANK}`, BANK, '10690000'],
    ['来自 and a colon', `来自10690000：${BANK}`, BANK, '10690000'],
    ['the sender in brackets before it', `[来自 10690000] ${BANK}`, BANK, '10690000'],
    ['SMS from', 'SMS from +852 6000 0000: Your account is locked', 'Your account is locked', '+85260000000'],
    ['a quotation and its sender', `转发：“您的账户已冻结”来自 10690000`, '您的账户已冻结', '10690000'],
    ['a straight quotation and its sender', '转发："您的账户已冻结" 来自 10690000', '您的账户已冻结', '10690000'],
    ['the sender in the last line', `${BANK}\n发件人：95533`, BANK, '95533'],
    ['the sender in brackets behind it', `${BANK}（来自10690000）`, BANK, '10690000'],
    ['the number in a line of its own', `10690000\n${BANK}`, BANK, '10690000'],
    ['the number and a colon', `106900001234：${BANK}`, BANK, '106900001234'],
    ['number and time, as copied from a list', `13800001234 2026-11-20 10:22\n妈，我手机坏了`, '妈，我手机坏了', '13800001234'],
    ['time and number, as copied from a list', '[2026/11/20 10:22] 13800001234: 妈，我手机坏了', '妈，我手机坏了', '13800001234'],
    [
      'SmsForwarder on his telephone',
      `10690000\n${BANK}\nSIM1_中国移动_13800001234\nSubId：1\n2026-11-20 10:22:05\nMi 10`,
      BANK,
      '10690000',
    ],
    ['SmsForwarder before it knew subscriptions', `10690000\n两行\n短信\nSIM2_家\n2026-11-20 10:22:05\nMi 10`, '两行\n短信', '10690000'],
    ['SmsForwarder on a nameless telephone', `10690000\n${BANK}\n\nSubId：1\n2026-11-20 10:22:05`, BANK, '10690000'],
  ])('is read out of %s', (_, text, inner, sender) => {
    expect(readForwarded(text)).toEqual({ text: inner, sender });
  });

  it.each([
    ['an SMS without a frame', BANK],
    ['his own question', '我收到一条来自境外的短信，是不是诈骗'],
    ['a question before the frame', `帮我看看这个：发件人：95533 内容：${BANK}`],
    ['a name where a number should be', '来自【工商银行】的短信：您的积分已到期'],
    ['a sender by name alone', '发件人：国家留学基金委\n您的派出手续材料已审核'],
    ['an e-mail', '发件人：service@bank.example 主题：电子账单\n尊敬的客户，本期应还3,426.08元'],
    ['an e-mail with a number for a sender', '发件人：95533\n主题：电子账单\n内容：尊敬的客户'],
    ['an English e-mail', 'From: 10690000\nTo: me@example.org\nSubject: Invoice\n\nPlease pay'],
    ['a letter that names its office', 'From: Talent Acquisition. We are pleased to offer you $600 weekly'],
    ['a parcel slip', '收件人：李四\n地址：示例路1号\n发件人：13800001234'],
    ['a parcel slip in one line', '发件人：13800001234 内容：文件一份 收件人：李四'],
    ['a chat', '张三：你在吗\n李四：在的，怎么了'],
    ['a post of a friend', '朋友圈转发：真的领到了！！我一开始也不信'],
    ['转发 without a sender', '转发：共享健康商城，下单送积分，买1万返3万'],
    ['somebody to call', '【社区】体检请联系王医生\n电话：13800001234'],
    ['a person to ask for', '日结小时工，联系人：13800001234'],
    ['a story with a number', '10086给我打电话说我欠费，让我把钱转到安全账户'],
    ['the emergency number and a colon', '110：他们说是110打来的'],
    ['the emergency number and a quotation', '110：【转账】他们这样说'],
    ['an amount and a colon', '5000：他说今天必须转'],
    ['a sender without a text', '发件人：95533'],
    ['a sender and an empty text', '发件人：95533\n内容：\n'],
    ['a text without a sender', '内容：明天开会\n时间：2026-11-20 10:22'],
    ['a transfer that came from somebody', '微信支付：来自“二舅”的1,500.00元尚未收款'],
    ['a quotation without its sender', '他说“你把验证码告诉我”'],
    ['a quotation in the middle of his words', '他说"您的账户已冻结" 来自 10690000 我点了怎么办'],
    ['brackets with something else', '您的验证码是123456（5分钟内有效）'],
    ['too many digits for a number', `来自123456789012345678901234的短信：${BANK}`],
    ['times without a template', '10690000\n请于\n2026-11-20 10:22:05\n到场'],
    ['a template without a text', '10690000\nSubId：1\n2026-11-20 10:22:05\nMi 10'],
    ['nothing', ''],
    ['blanks', ' \n \n '],
    ['what nobody forwards in one piece', `发件人：95533\n内容：${'长'.repeat(20_000)}`],
  ])('is not seen in %s', (_, text) => {
    expect(readForwarded(text)).toEqual({ text, sender: null });
  });

  it('either stays as it is or gives a number and a part of the text', () => {
    const piece = fc.constantFrom(
      '发件人：',
      '来自',
      '内容：',
      '95533',
      '+852 6000 0000',
      '\n',
      ' ',
      '：',
      '（',
      '）',
      '【',
      '】',
      '的短信：',
      '转发：',
      '"',
      '“',
      '”',
      'From: ',
      'SubId：1',
      'SIM1_家',
      '2026-11-20 10:22:05',
      '您的账户',
      '收件人：',
      'Fwd:',
      '时间：',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const read = readForwarded(text);
          if (read.sender === null) expect(read.text).toBe(text);
          else {
            expect(read.sender).toMatch(/^\+?\d{3,20}$/);
            expect(read.text).not.toBe('');
            expect(read.text.length).toBeLessThan(text.length);
            for (const line of read.text.split('\n')) expect(text).toContain(line.trim());
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['blanks', ' '],
    ['digits', '1'],
    ['digits and blanks', '1 '],
    ['brackets', '（'],
    ['line ends', '\n'],
    ['labels', '发件人：'],
    ['quotation marks', '"'],
    ['senders', '来自1'],
  ])('is looked for in a bounded number of steps among %s', (_, sign) => {
    const text = sign.repeat(20_000 / sign.length);
    for (const frame of [text, `发件人：${text}`, `来自${text}`, `内容：${text}`, `x${text}x`, `"${text}`])
      expect(readForwarded(frame).text).toBe(frame);
  });
});
