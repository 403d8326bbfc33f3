import { describe, expect, it } from 'vitest';
import { asWhatAbout } from '../../src/conversation/in-talk.ts';
import { stubDetector } from './stub-detector.ts';
import { startTalk, talkAfter } from './talk.ts';

const RED = '[red task-rebate advice]';

describe('a few words that may be anything', () => {
  it('are not answered with whatever is likeliest by a little: what was said stands, and he is asked for what matters', () => {
    for (const guess of ['smalltalk', 'off-topic', 'privacy', 'knowledge', 'abuse', 'thanks']) {
      const { reply } = talkAfter(RED).say(`[green ${guess} unsure] 现在呢`);
      expect({ guess, reply }).toEqual({ guess, reply: expect.stringMatching(/^这一句我没听明白.*不要垫钱.*回我“转了”.*转人工.*110/) });
    }
  });

  it('and ask for nothing are noted', () => {
    for (const guess of ['smalltalk', 'off-topic', 'privacy', 'knowledge', 'abuse', 'thanks'])
      expect(talkAfter(RED).say(`[green ${guess} unsure] 一共七张`).reply).toMatch(/^记下了。不要垫钱.*110.*回我“转了”/);
  });

  it('bring a human the second time in a red matter, who reads what the bot cannot make out', () => {
    const talk = talkAfter(RED, '[green smalltalk unsure] 一共七张');
    const { escalation, reply } = talk.say('[green smalltalk unsure] 拍了四张');
    expect(escalation).toMatchObject({ urgency: 'P2', reason: 'unclear' });
    expect(reply).toContain('已叫值班员，工单A000001');
    expect(talk.say('[green smalltalk unsure] 还有三张').escalation).toBeNull();
  });

  it.each([
    ['in a yellow one', '[yellow task-rebate advice]', '[green smalltalk unsure]'],
    ['for what is surely idle', RED, '[green smalltalk]'],
    ['for a question that has an answer', RED, '[green advice unsure his-deadline]'],
    ['for an order to delete', RED, '[green privacy unsure erase]'],
  ])('bring none %s', (_, matter, text) => {
    expect(talkAfter(matter, '[green smalltalk unsure]').say(text).escalation).toBeNull();
  });

  it('keep the number of the case that runs', () => {
    expect(talkAfter('[red emergency paid]').say('[green off-topic unsure]').reply).toMatch(/^记下了，打110时也这样说.*A000001/s);
  });

  it('are asked about where nothing was told yet', () => {
    expect(startTalk(stubDetector).say('[green smalltalk unsure]').reply).toMatch(/^这句话我没听明白.*原话.*转了.*转人工.*110.*96110/);
  });

  it('hear where what was told is harmless when it would no longer be, or where a question can be asked', () => {
    expect(talkAfter('[green forward]').say('[green smalltalk unsure] 那我就去交了').reply).toMatch(
      /^有事再发给我。.*96110.*110.*“被骗了”/,
    );
    expect(talkAfter('[green forward]').say('[green smalltalk unsure] 要储水多少吗').reply).toMatch(/^这件事怎么办/);
  });

  it('are answered in English where he writes English', () => {
    expect(talkAfter('[red advice en]').say('[green smalltalk unsure en] why').reply).toMatch(
      /^I did not follow that\. .*"I paid".*"human".*110/,
    );
    expect(startTalk(stubDetector).say('[green smalltalk unsure en]').reply).toMatch(/^I did not understand that\./);
  });

  it('tell nothing to whoever reads along', () => {
    expect(talkAfter('[red emergency watched]').say('[green knowledge unsure]').reply).toBe('收到，已登记。');
    expect(talkAfter('[red emergency watched]').say('[green privacy unsure erase]').reply).toMatch(/工单A000001还没办完/);
    expect(talkAfter('[red emergency watched]').say('[red authority forward unsure]').reply).not.toBe('收到，已登记。');
  });
});

describe('what is surely idle', () => {
  it('is no occasion to chat while a matter is open', () => {
    expect(talkAfter(RED).say('[green smalltalk]').reply).toMatch(/^我在。不要垫钱.*110/);
    expect(talkAfter(RED).say('[green greeting]').reply).toMatch(/^我在。/);
  });

  it('is chat where nothing is open, and a question is answered', () => {
    expect(talkAfter('[green forward]').say('[green smalltalk]').reply).not.toMatch(/我在。/);
    expect(talkAfter(RED).say('[green knowledge]').reply).not.toMatch(/我在。|没听明白/);
    expect(talkAfter(RED).say('[green thanks]').reply).toMatch(/^不客气/);
  });
});

describe('a bare confession', () => {
  it.each(['[green smalltalk done]', '[green abuse done]', '[green thanks paid]', '[green off-topic gave-code]'])(
    'calls somebody in an open matter: %s',
    (text) => {
      const decision = talkAfter(RED).say(text);
      expect({ urgency: decision.escalation?.urgency, reply: decision.reply }).toEqual({
        urgency: expect.stringMatching(/^P[01]$/),
        reply: expect.stringMatching(/^🔴 马上挂电话/),
      });
    },
  );

  it.each(['[green smalltalk done]', '[green thanks paid]'])(
    'calls nobody where nothing was asked of him, or it was harmless: %s',
    (text) => {
      expect(startTalk(stubDetector).say(text).escalation).toBeNull();
      expect(talkAfter('[green forward]').say(text).escalation).toBeNull();
    },
  );
});

describe('who has spoken of ending his life', () => {
  const LIFE_FIRST = /先保您平安|离开高处、水边/;

  it.each([
    '[green smalltalk unsure]',
    '[yellow advice]',
    '[green knowledge]',
    '[green advice correction]',
    '[red emergency paid]',
    '[green human]',
  ])('hears that life comes first, whatever follows, until his case is closed: %s', (text) => {
    expect(talkAfter('[red emergency paid despair]').say(text).reply).toMatch(LIFE_FIRST);
  });

  it('takes nothing back by saying that it is all right again', () => {
    expect(talkAfter(RED, '[green despair]').say('[green advice correction]').verdict?.colour).toBe('red');
    expect(talkAfter(RED).say('[green advice correction]').verdict?.colour).toBe('yellow');
  });

  it('gets what he forwards judged all the same', () => {
    expect(talkAfter('[green despair]').say('[red authority forward]').reply).toMatch(/^🔴 像诈骗/);
  });
});

describe('a red matter of no known type', () => {
  it('has no empty place in its first line', () => {
    const { reply } = startTalk(stubDetector).say('[red advice]');
    expect(reply).toMatch(/^🔴 像诈骗。/);
  });
});

describe('who has lost money', () => {
  it('is told honestly whether it comes back, guarded or not', () => {
    expect(talkAfter('[red emergency paid]').say('[green knowledge bare] 钱能追回来吗').reply).toMatch(/我说不准，要看警方/);
  });
});

describe('a sum alone', () => {
  it.each(['[green forward sum]', '[yellow advice sum bare]', '[green smalltalk sum unsure]'])('is noted in an open matter: %s', (text) => {
    const { reply, verdict } = talkAfter(RED).say(text);
    expect(reply).toMatch(/^记下了。/);
    expect(verdict?.colour).toBe('red');
  });

  it('is not judged where nothing is spoken of', () => {
    const { reply, verdict } = startTalk(stubDetector).say('[green forward sum]');
    expect(reply).toMatch(/^这句话我没听明白/);
    expect(verdict).toBeNull();
  });
});

describe('the language of a talk', () => {
  it.each(['zh-TW', 'en'])('stays what it was where a message may be in it: %s', (language) => {
    expect(talkAfter(`[red investment forward ${language}]`).say('[green smalltalk either]').state.matter?.verdict.language).toBe(language);
  });

  it('follows whoever changes it', () => {
    expect(talkAfter('[red investment forward zh-TW]').say('[green smalltalk]').state.matter?.verdict.language).toBe('zh-CN');
  });

  it('is that of his page, whatever was spoken before', () => {
    const { reply } = talkAfter('[red investment forward zh-TW]').say('[green smalltalk either en]');
    expect(reply).toMatch(/^I am here/);
  });
});

describe('a payment told of what looks harmless', () => {
  const PAID = '[green emergency paid] 付好了';

  it('calls nobody, and says when to call', () => {
    const { reply, escalation, verdict } = talkAfter('[green advice]').say(PAID);
    expect(reply).toMatch(/^记下了。.*不能担保.*110说“我被骗了，要止付”/);
    expect([escalation, verdict?.colour]).toEqual([null, 'green']);
  });

  it.each([
    ['where nothing was judged', [], PAID],
    ['where it did not look harmless', ['[yellow advice]'], PAID],
    ['where an officer is there already', ['[green human]', '[green advice]'], PAID],
    ['of something that looks bad itself', ['[green advice]'], '[red emergency paid]'],
    ['for a code given', ['[green advice]'], '[green emergency gave-code]'],
    ['among more that he tells', ['[green advice]'], `${PAID}，一共三次，头一次是上个礼拜，后来又叫我加钱，说再不加就取不出来`],
    ['in another’s matter', ['[green advice]'], '[green other emergency paid]'],
  ])('calls somebody as ever %s', (_, before, told) => {
    const [first, ...more] = before;
    const talk = first === undefined ? startTalk(stubDetector) : talkAfter(first, ...more);
    expect(talk.say(told).verdict?.colour).toBe('red');
  });
});

describe('what was asked before, of something else', () => {
  /** As it is understood where the models hear a loss in it. */
  const heard = (text: string, marks = 'yellow emergency') => {
    const judgement = stubDetector.judge(`[${marks}] ${text}`);
    const { understanding, verdict } = asWhatAbout(judgement);
    return { intent: understanding.intent, stage: understanding.stage, calls: understanding.escalate || verdict.escalate };
  };
  const ASKS = { intent: 'knowledge', stage: 'seen', calls: false };
  const CALLS = { intent: 'emergency', stage: 'seen', calls: true };

  it.each([
    '那手机银行转的呢',
    '那定期的呢',
    '那么微信转的呢?',
    '还有支付宝呢？',
    '要是转到外地呢',
    '如果是信用卡呢',
    '如果存折呢。',
    '那你呢!',
    '那一二三四五六七八九十一二呢',
  ])('is a question and calls nobody: %s', (text) => {
    expect(heard(text)).toEqual(ASKS);
  });

  it.each([
    ['without such a beginning', '手机银行转的呢'],
    ['without such an end', '那手机银行转的'],
    ['with more behind it', '那手机银行转的呢 我该怎么办'],
    ['with a pause in it', '那完了,手机银行转的呢'],
    ['with a question before it', '那谁?他呢'],
    ['of nothing', '那呢'],
    ['longer than a few words', '那一二三四五六七八九十一二三呢'],
    ['that goes on: he is on the line', '那他还在电话里呢'],
    ['that goes on: they stand there', '那人正在我家门口呢'],
    ['that goes on: he waits', '那客服还等我呢'],
    ['that goes on: it is open', '那共享还开着呢'],
    ['of what somebody wants of him', '那他让我转钱呢'],
    ['of what somebody presses for', '那他一直催我呢'],
  ])('is as it was %s', (_, text) => {
    expect(heard(text)).toEqual(CALLS);
  });

  it.each([
    ['he has paid', 'yellow emergency paid', { ...CALLS, stage: 'paid' }],
    ['a code was given', 'yellow emergency gave-code', { ...CALLS, stage: 'gave-code' }],
    ['a life is in danger', 'yellow despair', CALLS],
    ['somebody is held', 'yellow held-other', CALLS],
    ['he asks for a human', 'green human', { ...CALLS, intent: 'human' }],
    ['it looks bad itself', 'red emergency', CALLS],
  ])('is as it was where %s', (_, marks, expected) => {
    expect(heard('那手机银行转的呢', marks)).toEqual(expected);
  });

  it('is as it was from who says that he was cheated', () => {
    const judgement = stubDetector.judge('[yellow emergency] 那被骗的钱呢');
    const cheated = { ...judgement, understanding: { ...judgement.understanding, cheated: true } };
    expect(asWhatAbout(cheated)).toBe(cheated);
  });

  it('opens no case and changes no matter in a talk, and the same cry does', () => {
    const asked = talkAfter('[yellow loan]').say('[yellow emergency] 那手机银行转的呢');
    expect([asked.escalation, asked.verdict?.colour]).toEqual([null, 'yellow']);
    expect(talkAfter('[yellow loan]').say('[yellow emergency] 那他还在电话里呢').escalation?.urgency).toMatch(/^P[01]$/);
  });
});
