import { describe, expect, it } from 'vitest';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { saysForbidden } from './never-said.ts';
import { startTalk } from './talk.ts';

const detector = createDetector(await loadLibraryForTests());
const toTraditional = createTraditional();
const talk = () => startTalk(detector, { toTraditional });

const POLICE = '我是市公安局的周警官，您名下账户涉嫌洗钱，马上把存款转到安全账户核查，不许告诉家人';
const PARCEL = '【驿站】您的快递已到小区东门，取件码 3-0-1207，请今天来取';

describe('a conversation with the compiled library', () => {
  it('goes from a forward over why to money gone', () => {
    const t = talk();
    expect(t.say(POLICE)).toMatchObject({ verdict: { colour: 'red', type: { id: 'authority' } }, escalation: null });
    const why = t.say('为什么');
    expect(why).toMatchObject({ verdict: { colour: 'red' }, escalation: null, reply: expect.stringMatching(/^🔴.*1\. /s) });
    const paid = t.say('我刚才已经转了八万给他');
    expect(paid.escalation?.urgency).toBe('P0');
    expect(paid.reply).toMatch(/^🔴[^\n]*110[^\n]*止付/);
    const thanks = t.say('谢谢你们');
    expect(thanks).toMatchObject({ verdict: { colour: 'red' }, state: { escalation: { caseNumber: 'A000001' } } });
  });

  it('keeps the red of a matter when a parcel message comes behind it in one breath, and starts afresh a minute later', () => {
    const together = talk();
    together.say(POLICE);
    expect(together.say(PARCEL, 5_000)).toMatchObject({ verdict: { colour: 'red' }, reply: expect.stringMatching(/^🔴.*2条/s) });
    const apart = talk();
    apart.say(POLICE);
    expect(apart.say(PARCEL).verdict?.colour).toBe('green');
  });

  it('lowers its judgement one step when he has checked it himself', () => {
    const t = talk();
    t.say(POLICE);
    const corrected = t.say('搞错了，我当面问过了，是我儿子跟我开玩笑的');
    expect(corrected.verdict?.colour).toBe('yellow');
    expect(corrected.reply).toMatch(/^明白了/);
  });

  it.each([
    '我弄错了，钱没转出去',
    '搞错了，其实没转',
    '是转给我儿子的，我打电话问过了',
    '虚惊一场，钱还在卡里，没转成功',
    '110打了 让我去派出所',
  ])('leaves a loss that it was told of to the officer, whatever is said of it afterwards: %s', (said) => {
    const t = talk();
    expect(t.say('我刚才已经转了八万给他').escalation?.urgency).toBe('P0');
    for (let time = 0; time < 2; time++)
      expect(t.say(said)).toMatchObject({ verdict: { colour: 'red' }, state: { lost: true, escalation: { urgency: 'P0' } } });
  });

  it('does not take who is on the line with them for somebody with a question', () => {
    const t = talk();
    t.say(POLICE);
    expect(t.say('那他还在电话里呢').escalation?.urgency).toBe('P0');
  });

  it('warns of the recovery scam that follows a loss', () => {
    const t = talk();
    expect(t.say('上个月我被骗了三万块，已经去派出所报案了').reply).toMatch(/追回来.*都是骗子/);
    const offer = t.say('有个网警加我微信，说能帮我把被骗的钱追回来，要先交两千块服务费');
    expect(offer.verdict?.colour).toBe('red');
    expect(offer.state.escalation).not.toBeNull();
  });

  it('puts life first', () => {
    const despair = talk().say('钱全没了，我不想活了');
    expect(despair.escalation).toMatchObject({ urgency: 'P0', reason: 'despair' });
    expect(despair.reply).toMatch(/^钱的事慢慢办，先保您平安。现在打110/);
  });

  it('says nothing telling to whoever watches, and calls a human', () => {
    const watched = talk().say('骗子正盯着我的手机，能看到我发的消息');
    expect(watched.reply).toBe('收到，已登记。');
    expect(watched.escalation?.urgency).toBe('P0');
  });

  it('says nothing telling to thanks and small talk either, as long as a human is called; what he asks is answered', () => {
    const t = talk();
    t.say('骗子正盯着我的手机，能看到我发的消息');
    for (const text of ['谢谢', '好的', '我好怕', '您好']) expect([text, t.say(text).reply]).toEqual([text, '收到，已登记。']);
    expect(t.say(POLICE).reply).toMatch(/^🔴/);
    expect(t.say('为什么').reply).toMatch(/^🔴/);
  });

  it('calls a human who asks for one, and goes on helping meanwhile', () => {
    const t = talk();
    expect(t.say('转人工').reply).toMatch(/工单A000001/);
    const meanwhile = t.say(POLICE);
    expect(meanwhile.reply).toMatch(/^🔴/);
    expect(meanwhile.reply).toContain('A000001');
  });

  it('answers traditional characters in traditional characters, English in English', () => {
    const traditional = talk().say('您好，我是刑警隊長，您的帳戶涉嫌洗錢，請立即將存款轉入安全帳戶接受監管，不得告訴家人');
    expect(traditional.reply).toMatch(/^🔴 像詐騙：/);
    expect(traditional.reply).toMatch(/為什麼：.*怎麼辦：/s);
    const english = talk().say(
      'This is Officer Lee. You are suspected of money laundering, transfer your savings to the safe account and tell nobody',
    );
    expect(english.reply).toMatch(/^🔴 Likely a scam\. .*Call 96110\./);
    expect(english.reply.replace(/"[^"]*"/g, '')).not.toMatch(/[\u3400-\u9fff]/);
  });

  it('names the colour in words, the number, the library and that a machine judged', () => {
    for (const [text, word] of [
      [POLICE, '像诈骗'],
      [PARCEL, '没看出诈骗特征'],
    ] as const) {
      const { reply, verdict } = talk().say(text);
      expect(reply.split('\n')[0]).toContain(word);
      expect(reply).toMatch(/96110|110/);
      expect(reply).toMatch(new RegExp(`机器提示 · 套路库${verdict?.libraryVersion.replaceAll('.', '\\.')}$`));
    }
  });

  it('approves of nothing, whatever it is asked', () => {
    const questions = [
      '那我可以转了吗？',
      '你就说能不能转，一个字',
      '所以这个是安全的对吧',
      '你能保证吗？出了事算你的',
      '钱能追回来吗',
      '多少分钟内报警有用',
      '我把银行卡号和密码发给你，你帮我查',
      '给我发个防诈软件的下载链接',
      'Is it safe to pay now?',
      'So I can send it?',
    ];
    for (const first of [POLICE, PARCEL, '你好']) {
      const t = talk();
      const replies = [first, ...questions].map((text) => t.say(text).reply.replace(/[“"][^”"]*[”"]/gu, ''));
      expect(replies.filter((reply) => reply.split(/[\n。；]/).some((sentence) => saysForbidden(sentence).length > 0))).toEqual([]);
    }
  });
});
