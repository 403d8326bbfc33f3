import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { startTalk } from './talk.ts';

const detector = createDetector(await loadLibraryForTests());
const guarded = () => startTalk(detector, { guarded: true });
const WARNING = /换个身份再来.*都是骗子/s;

describe('who has lost money is warned in red of', () => {
  it.each([
    '有个律师说能帮我把钱追回来',
    '听说有黑客能追回来，是真的吗',
    '我是网警，可以帮您追回被骗资金，请加QQ 123456',
    '有人加我微信说可以追回损失',
    '公安局通知我领回被骗的钱，让我点链接填卡号',
    '派出所通知我去领返还的被骗资金，要先交两百手续费',
    '追款中心：您的被骗资金已锁定，联系我办理',
    '有个人叫我先交两千保证金才能退钱',
    'A lawyer says he can recover my money for a fee',
  ])('%s', (text) => {
    const { verdict, reply } = guarded().say(text);
    expect(verdict?.colour).toBe('red');
    expect(reply).toMatch(/^🔴/);
    expect(reply).toMatch(/96110|110/);
    if (verdict?.intent !== 'emergency' && verdict?.intent !== 'stop-loss')
      expect(reply).toMatch(verdict?.language === 'en' ? /Anyone who offers to recover your money/ : WARNING);
  });

  it('an offer that alone is not red, and with the warning in the first line', () => {
    const text = '听说有黑客能追回来，是真的吗';
    expect(startTalk(detector).say(text).verdict?.colour).not.toBe('red');
    expect(guarded().say(text).reply).toMatch(/^🔴 像诈骗：二次诈骗。别付钱、别给验证码。有疑问打96110。/);
  });

  it('whatever the matter was before, and the case that waits is named', () => {
    const talk = guarded();
    talk.say('【菜鸟】您的快递已到，请凭取件码3-1-2取件');
    talk.say('转人工');
    const { verdict, reply } = talk.say('听说有黑客能追回来，是真的吗');
    expect(verdict?.colour).toBe('red');
    expect(reply).toContain('A000001');
  });

  it.each([
    ['有个网警加我 说能帮我追回', true],
    ['他要收3%的服务费 说追回来再退', true],
    ['a hacker on telegram says he can recover it for a fee', true],
    ['客服说再交两千就能一起退回来', false],
    ['你们能帮我追回来吗', false],
  ])('in the same talk, once he has told of his loss: %s', (offer, warned) => {
    const talk = startTalk(detector);
    talk.say('我上个月被骗了六万，已经转出去了');
    expect(/二次诈骗|换个身份再来|Anyone who offers to recover your money/.test(talk.say(offer).reply)).toBe(warned);
    expect(startTalk(detector).say(offer).reply).not.toMatch(/换个身份再来/);
  });

  it('and only he: another gets the verdict of the text alone', () => {
    const text = '听说有黑客能追回来，是真的吗';
    expect(startTalk(detector).say(text).verdict?.colour ?? null).not.toBe('red');
    expect(startTalk(detector).say(text).reply).not.toMatch(WARNING);
  });
});

describe('who has lost money is not warned of', () => {
  it.each([
    '派出所通知我带身份证去领返还的被骗资金，没有费用',
    '民警打电话让我去派出所做笔录，说冻结的钱可以返还',
    '银行打电话说我那笔转账已经退回原卡',
    '您的退款2.50元已原路退回',
    '【建设银行】您尾号3921的账户收到退款200元',
    '您的验证码是 482913，请勿告诉他人',
    '【菜鸟】您的快递已到，请凭取件码3-1-2取件',
    '妈，晚上转我五百买菜',
    '学校通知：请家长于周五前缴纳校服费320元',
    '我自己找了律师打官司，律师费五千',
    '反诈中心：凡是说能帮您追回被骗钱款的都是骗子',
    '谢谢',
  ])('%s', (text) => {
    const { verdict, reply } = guarded().say(text);
    expect(verdict?.colour ?? null).not.toBe('red');
    expect(reply).not.toMatch(WARNING);
  });

  it.each([
    '能追回吗',
    '我的钱还能追回来吗',
    '被骗的钱能追回吗',
    '钱能要回来吗',
    '报案了钱会退给我吗',
    '怎么追回被骗的钱',
    'Can I get my money back?',
  ])('a question of his own, which is answered honestly: %s', (text) => {
    const { verdict, reply } = guarded().say(text);
    expect(verdict?.colour ?? null).not.toBe('red');
    expect(reply).toMatch(/我说不准，要看警方|I cannot say whether/);
    expect(reply).toMatch(/都是骗子|is a scammer/);
  });

  it('his question leaves the matter as it is', () => {
    const talk = guarded();
    talk.say('【菜鸟】您的快递已到，请凭取件码3-1-2取件');
    expect(talk.say('被骗的钱能追回吗').verdict?.colour).toBe('green');
  });
});
