import { describe, expect, it } from 'vitest';
import { decide } from '../../src/conversation/decide.ts';
import { DAY } from '../../src/durations.ts';
import { circumstances, NOW, stubDetector } from './stub-detector.ts';
import { startTalk, talkAfter } from './talk.ts';

/** After the talks here, which last minutes. */
const later = (after: number) => circumstances({ now: NOW + 2 * after });
const RED = '[red investment forward]';
const URGENT = '[red emergency paid]';

describe('in an open matter', () => {
  it.each(['[red advice tone]', '[green advice]', '[yellow advice tone]'])(
    'the card is not sent again for what tells nothing new: %s',
    (text) => {
      const { reply, verdict } = talkAfter(RED).say(text);
      expect(reply).toMatch(/^还是那句：/);
      expect(verdict?.colour).toBe('red');
    },
  );

  it.each(['[red authority advice]', '[red authority advice pattern]', '[green advice has:ask-fee]', '[red investment forward]'])(
    'what tells something new gets the card: %s',
    (text) => {
      expect(talkAfter(RED).say(text).reply).toMatch(/^🔴 像诈骗/);
    },
  );

  it('what is new in the same red scheme is told to belong to it, without the whole card', () => {
    const { reply, verdict } = talkAfter(RED).say('[red investment advice bare] 他叫我再交一笔');
    expect(reply).toMatch(/^这也是这种骗局的一步。为什么：“\[red”，理由：red。不要再往里投钱/);
    expect(verdict?.colour).toBe('red');
    expect(talkAfter(RED).say('[red investment advice bare paid]').reply).toMatch(/^🔴/);
  });

  it('who waits for a human hears so beside it', () => {
    const { reply } = talkAfter(RED, '[green human]').say('[red investment advice bare]');
    expect(reply).toMatch(/^这也是这种骗局的一步.*工单A000001/s);
    expect(talkAfter('[green forward]', '[green human]').say('[green advice]').reply).toMatch(/^照您说的.*工单A000001/s);
  });

  it('what was harmless and still is gets no second card', () => {
    const talk = talkAfter('[green forward]');
    expect(talk.say('[green advice] 没要密码').reply).toMatch(/^照您说的，还是没看出诈骗的样子，但我不能担保/);
    expect(talk.say('[green forward] 另一条').reply).toMatch(/^🟢/);
  });

  it('whose scheme would be a guess is told how to ask, and not how a swindler goes on', () => {
    const card = startTalk(stubDetector).say('[yellow investment advice general] 他老婆要生了').reply;
    expect(card).toMatch(/^🟡.*怎么办：用您自己存的号码/s);
    expect(card).not.toContain('投钱');
    expect(startTalk(stubDetector).say('[yellow advice general other]').reply).not.toContain('请讲给他本人听');
    expect(talkAfter('[yellow advice general child]').say('[yellow advice tone]').reply).not.toMatch(/^记下了。是真是假/);
    const talk = talkAfter('[yellow investment advice general other]');
    expect(talk.say('[yellow advice tone] 预产期就这几天').reply).toMatch(/^记下了。是真是假，要自己问一句才知道/);
    expect(talk.say('[yellow advice tone] 他人在外地').reply).toMatch(/^听见了。光听讲，我还分不出/);
    expect(talk.say('[green knowledge unsure] 那选哪个好呢').reply).toMatch(/^这件事怎么办.*卡背面的电话/);
    expect(talk.say('[green knowledge unsure] 能不能转给他').reply).toMatch(/^先别。/);
    expect(talk.say('[yellow advice general exposed] 反面没发过').verdict?.colour).toBe('yellow');
    expect(talk.say('[red investment forward pattern] 另一条').reply).toMatch(/^🔴 像诈骗：虚假投资理财/);
    expect(startTalk(stubDetector).say('[red investment advice general] 他催得紧').reply).toMatch(/^🔴 像诈骗。(?!.*虚假投资)/s);
  });

  it('who asks whether to pay wants an answer, and nobody is called by what it sounds like', () => {
    const { reply, state } = talkAfter(RED).say('[green human sounds] 要不要先付一半');
    expect(reply).toMatch(/^先别。/);
    expect(state.escalation).toBeNull();
    expect(talkAfter(RED).say('[green human] 转人工，要不要先付一半').state.escalation).not.toBeNull();
    expect(talkAfter(RED).say('[green human paid sounds] 付了一半，要不要再付').state.escalation).not.toBeNull();
    expect(startTalk(stubDetector).say('[green human sounds] 要不要先付一半').state.escalation).not.toBeNull();
  });

  it.each(['lure', 'ask-fee'])('what is told of a scheme is judged, however much it sounds like small talk: %s', (signal) => {
    expect(startTalk(stubDetector).say(`[yellow smalltalk has:${signal}] 我收到短信说中奖了`).verdict?.colour).toBe('yellow');
    expect(startTalk(stubDetector).say(`[yellow abuse has:${signal}]`).verdict).toBeNull();
    expect(startTalk(stubDetector).say('[yellow smalltalk]').verdict).toBeNull();
  });

  it('the first card is always sent', () => {
    expect(startTalk(stubDetector).say('[red advice tone]').reply).toMatch(/^🔴 像诈骗/);
    expect(talkAfter('[green forward]').say('[red advice tone]').reply).toMatch(/^🔴 像诈骗/);
  });

  it.each([
    ['[green off-topic]', /^这一问我答不准/],
    ['[green knowledge] 会影响考公吗', /^这一问我答不准/],
    ['[green privacy] 会影响考公吗', /^这一问我答不准/],
    ['[green privacy] 我的信息存多久', /^想删，回复/],
    ['[green thanks]', /^不客气/],
  ])('a question is not answered with rules in general, or with what we do not do: %s', (text, reply) => {
    expect(talkAfter(RED).say(text).reply).toMatch(reply);
  });

  it('outside of one it is', () => {
    expect(startTalk(stubDetector).say('[green off-topic]').reply).toMatch(/^这件事我帮不上/);
  });
});

describe('while a case is urgent', () => {
  it.each([
    ['[green off-topic]', /^这一问我答不准，打110/],
    ['[green knowledge]', /^这一问我答不准，打110/],
    ['[green advice] 要不要带身份证', /^这一问我答不准，打110/],
    ['[green advice] how long does it take', /^这一问我答不准，打110/],
    ['[green smalltalk unsure] 姓李', /^记下了，打110时也这样说/],
    ['[green advice] 尾号1234', /^记下了，打110时也这样说/],
    ['[green forward sum]', /^记下了，打110时也这样说/],
    ['[green greeting]', /^我在。110打通了/],
    ['[green smalltalk] 好的', /^我在。110打通了/],
  ])('what matters most is said, and what for, with the number of the case: %s', (text, reply) => {
    const said = talkAfter(URGENT).say(text).reply;
    expect(said).toMatch(reply);
    expect(said).toMatch(/别再转钱.*A000001/s);
  });

  it('before anything is lost nothing is said of banks and proof, whatever is told', () => {
    const talk = talkAfter('[red emergency]');
    expect(talk.say('[green advice] 在楼下').reply).toMatch(/^记下了，打110时也这样说/);
    expect(talk.say('[green advice] 按门铃了').reply).toMatch(/^听见了。先什么都别做：别出门/);
    expect(talk.say('[green advice] 他姓李').reply).toMatch(/^记下了，打110时也这样说/);
  });

  it.each(['[red emergency cry] 转了', '[red stop-loss] 上个月的事', '[red emergency done] 给他了'])(
    'by a cry alone it is lost too: %s',
    (text) => {
      const talk = talkAfter(text);
      talk.say('[green advice] 姓李');
      expect(talk.say('[green advice] 建行').reply).toMatch(/^知道了。110打过了吗/);
    },
  );

  it('once something is, other steps follow one another', () => {
    const talk = talkAfter(URGENT);
    const said = ['姓李', '建行', '昨天', '下午'].map((text) => talk.say(`[green advice] ${text}`).reply.slice(0, 3));
    expect(said).toEqual(['记下了', '知道了', '我记着', '记下了']);
  });

  it('a question is answered, and what matters most stands behind it', () => {
    expect(talkAfter(URGENT).say('[green advice his-deadline]').reply).toMatch(/催得[^\n]*\n记下了，打110/);
  });

  it('so is a fact that has an answer of its own', () => {
    const { reply, escalation } = talkAfter(URGENT).say('[red emergency already-reported] 回执拿到了');
    expect(reply).toMatch(/^报了就好[^\n]*\n/);
    expect(reply).not.toContain('110打过了吗');
    expect(escalation?.urgency).toMatch(/P[01]/);
  });

  it.each(['[red emergency] 微信转的', '[yellow emergency] 刚才十分钟前', '[red stop-loss] 下午的事'])(
    'a fact more of what is known is noted, and the whole card is not sent again: %s',
    (text) => {
      const { reply, escalation } = talkAfter(URGENT).say(text);
      expect(reply).toMatch(/^记下了，打110时也这样说/);
      expect(escalation?.urgency).toMatch(/P[01]/);
    },
  );

  it.each(['[red emergency paid] 又转了两万', '[red emergency cry] 救命', `[red emergency] ${'他又打来了叫我去银行'.repeat(3)}`])(
    'what may be worse gets it: %s',
    (text) => {
      expect(talkAfter(URGENT).say(text).reply).toMatch(/^🔴 马上/);
    },
  );

  it('a bank that is named is one to freeze the card at, and not to ask whether it is true', () => {
    const { reply } = talkAfter(URGENT).say('[green advice at-bank] 建行的');
    expect(reply).toContain('建设银行客服是95533：打过110再打它，要求挂失、冻结');
    expect(reply).not.toContain('想知道真假');
    expect(talkAfter(URGENT).say('[green advice traffic] 交管的').reply).not.toMatch(/12123/);
  });

  it('a wish for a human alone makes none', () => {
    expect(talkAfter(RED, '[green human]').say('[green advice]').reply).toMatch(/^还是那句：/);
  });
});

describe('who has checked, as he was told to', () => {
  it.each(['[green advice exposed]', '[green knowledge exposed]', '[red advice exposed]'])('is told that he did right: %s', (text) => {
    expect(talkAfter(RED).say(text).reply).toMatch(/^您说得对/);
  });

  it('is told nothing of the kind where something is lost: what to do at once comes first', () => {
    const { reply } = talkAfter(RED).say('[red emergency gave-code exposed]');
    expect(reply).toMatch(/挂失/);
    expect(reply).not.toMatch(/您说得对/);
  });

  it('is told so within the card where that makes the matter red', () => {
    const { reply } = talkAfter('[yellow advice]').say('[green advice exposed]');
    expect(reply).toMatch(/^🔴 像诈骗.*您说得对/s);
  });

  it.each(['[green human sounds] 打了没人接', '[yellow emergency sounds] 打她电话关机', '[green human sounds] no answer'])(
    'and could not reach anybody calls nobody: %s',
    (text) => {
      expect(talkAfter(RED).say(text).escalation).toBeNull();
    },
  );

  it.each([
    '[green human sounds] 银行电话打了没人接',
    '[yellow emergency sounds] 他让我关机',
    '[yellow emergency paid sounds] 打了没人接',
    '[green human] 打了没人接',
    '[yellow emergency sounds] 钱转走以后我打了他的电话一直没有人接怎么办',
  ])('but who cannot reach help, was told to switch off, or has lost something does: %s', (text) => {
    expect(talkAfter(RED).say(text).escalation).not.toBeNull();
  });
});

describe('somebody else’s life', () => {
  it('is saved by whoever is with him', () => {
    const { reply, escalation } = startTalk(stubDetector).say('[red despair-other]');
    expect(reply).toMatch(/^先保住人。现在打110，说清他在哪/);
    expect(escalation).toMatchObject({ urgency: 'P0', reason: 'despair' });
  });

  it('comes first until the case is closed, and so does his own from when he says it', () => {
    const talk = talkAfter('[red despair-other]');
    expect(talk.say('[green thanks]').reply).toMatch(/^在他身边就守着，别走开/);
    expect(talk.say('[red despair]').reply).toMatch(/^钱的事慢慢办/);
    expect(talk.say('[green thanks]').reply).toMatch(/^听见了。骗人的/);
  });
});

it('who has despaired gets what he asks answered, behind what matters more', () => {
  expect(talkAfter('[red despair]').say('[green knowledge how-to-report]').reply).toMatch(/^我在，您慢慢说.*派出所/s);
});

describe('whether to pay', () => {
  it.each(['那我能先转给他吗', '要不要借给他？', '我先垫上吧', 'should i send it now', '可以先充一点吗'])(
    'is answered, and not put off: %s',
    (words) => {
      expect(talkAfter(RED).say(`[green knowledge unsure] ${words}`).reply).toMatch(/^先别。|^Not now\./);
    },
  );

  it('has the same answer in an emergency', () => {
    expect(talkAfter(URGENT).say('[green knowledge unsure] 那剩下的要不要转').reply).toMatch(/^先别。/);
  });

  it.each(['要不要报警', '能不能挂失', '要不要告诉我妈', '他会不会上门'])('is not what he asks: %s', (words) => {
    expect(talkAfter(RED).say(`[green knowledge unsure] ${words}`).reply).not.toMatch(/^先别。/);
  });

  it('is no question where nothing is open', () => {
    expect(startTalk(stubDetector).say('[green knowledge unsure] 能先转给他吗').reply).not.toMatch(/^先别。/);
  });
});

describe('a loss of long ago', () => {
  const LATE = '[red stop-loss paid long-ago]';

  it('is to be reported, and no race any more', () => {
    const { reply, escalation } = startTalk(stubDetector).say(LATE);
    expect(reply).toMatch(/^🔴 过了这么久，止付多半来不及了/);
    expect(reply).not.toContain('要求挂失、冻结');
    expect(escalation?.urgency).toBe('P1');
  });

  it('stays so in the talk about it', () => {
    const talk = talkAfter(LATE);
    expect(talk.say('[green advice unsure]').reply).not.toMatch(/110还没打|现在就打/);
    expect(talk.say('[red stop-loss paid]').reply).toMatch(/^🔴 过了这么久/);
  });

  it('makes no later one late: after two days without a case, what goes then can still be stopped', () => {
    const talk = talkAfter(LATE);
    const { reply, state } = talk.say('[red stop-loss paid]', 2 * DAY, {});
    expect(state.longAgo).toBe(true);
    expect(reply).toMatch(/^🔴 过了这么久/);
    const closed = decide(stubDetector, { ...state, escalation: null }, { text: '[red stop-loss paid]', partly: false }, later(2 * DAY));
    expect(closed.reply).toMatch(/^🔴 别再转钱。马上打110/);
    expect(closed.state).toMatchObject({ longAgo: false, lost: true });
    const other = decide(stubDetector, { ...state, escalation: null }, { text: '[yellow loan forward]', partly: false }, later(2 * DAY));
    expect(other.state).toMatchObject({ longAgo: false, lost: false });
  });

  it('is spoken of with a relative as his', () => {
    expect(startTalk(stubDetector).say('[red stop-loss paid long-ago other]').reply).toMatch(/^🔴 过了这么久.*陪他带身份证/);
  });

  it('is not all where something has gone since', () => {
    expect(talkAfter(LATE).say('[red stop-loss paid recently]').reply).toMatch(/^🔴 别再转钱。马上打110/);
  });

  it('is over where something goes now', () => {
    expect(talkAfter(LATE).say('[red emergency paid]').reply).toMatch(/^🔴 马上挂电话/);
  });
});

it('a clerk who doubts is never told that nothing was found', () => {
  const { verdict, reply } = startTalk(stubDetector).say('[green advice counter]');
  expect(verdict?.colour).toBe('yellow');
  expect(reply).not.toContain('🟢');
});

describe('in a matter that looks harmless', () => {
  const GREEN = '[green forward]';

  it('what he adds is not answered in the same words again', () => {
    const talk = talkAfter(GREEN);
    const [first, second] = ['[green advice] 我前天退了一件毛衣', '[green advice] 是我自己退的'].map((text) => talk.say(text).reply);
    expect(first).toContain('我不能担保');
    expect(second).toMatch(/^听您这么说，还是没看出什么/);
  });

  it('a question hears where it can be asked', () => {
    expect(talkAfter(GREEN).say('[green advice] 那要不要我做什么').reply).toMatch(/^这件事怎么办.*卡背面的电话/);
  });

  it('a friendly end is no occasion to chat, and a greeting is one', () => {
    expect(talkAfter(GREEN).say('[green smalltalk] 那我去拿').reply).toMatch(/^有事再发给我。/);
    expect(talkAfter(GREEN).say('[green greeting] 你好').reply).not.toMatch(/^有事再发给我。/);
    expect(startTalk(stubDetector).say('[green smalltalk] 今天天气好').reply).not.toMatch(/^有事再发给我。/);
  });
});

describe('a call that only told him to stop', () => {
  const CALL = '[yellow authority advice dissuasion]';

  it('is spoken of as such, whatever he adds', () => {
    const talk = talkAfter(CALL);
    const SAID = [/^真的民警、96110来电只劝您停/, /^自己查的号码打回去、对方认的/, /^真的民警、96110来电只劝您停/];
    for (const [index, text] of [
      '[yellow authority advice tone] 没要卡号',
      '[green smalltalk] 嗯',
      '[green advice unsure] 他叫我别转',
    ].entries())
      expect(talk.say(text).reply).toMatch(SAID[index] ?? /./);
  });

  it('is a scam like any other once something worse is told, and stays one', () => {
    const talk = talkAfter(CALL, '[red authority advice pattern] 要我转到安全账户');
    expect(talk.say('[green advice unsure] 哦').reply).not.toContain('96110来电只劝您停');
  });

  it('is no matter of the next text that he sends', () => {
    expect(talkAfter(CALL, '[green loan forward]').say('[green advice unsure] 哦').reply).not.toContain('96110来电只劝您停');
  });
});

describe('what he has checked himself', () => {
  const CHECKED = ['[red customer-service advice]', '[green advice ended-genuine]'];

  it('is not warned of any more, and its payment calls nobody', () => {
    const talk = talkAfter(...CHECKED);
    expect(talk.say('[green smalltalk unsure] 车找到了').reply).toMatch(/^有事再发给我/);
    const { reply, escalation } = talk.say('[green emergency paid] 付好了');
    expect(reply).toMatch(/^记下了。.*不能担保/);
    expect(escalation).toBeNull();
  });

  it('is not held against him again for what he goes on to ask of it', () => {
    const { reply, verdict } = talkAfter(...CHECKED).say('[yellow customer-service advice] 明天还要带身份证吗');
    expect(reply).toMatch(/^这件事怎么办/);
    expect(verdict?.colour).toBe('yellow');
    expect(talkAfter(...CHECKED).say('[yellow customer-service advice pattern] 他又加我微信了').reply).toMatch(/^🟡/);
  });

  it('calls somebody only by what is plainer than elsewhere, or told in so many words', () => {
    const called = (text: string) => talkAfter(...CHECKED).say(text).escalation?.urgency ?? null;
    expect(called('[green emergency plainer] 跟他说了是首付，他说解除了')).toBeNull();
    expect(talkAfter('[red customer-service advice]').say('[green emergency plainer] 是首付').escalation?.urgency).toBe('P0');
    expect(called('[green emergency] 不得了了')).toBe('P0');
    expect(called('[green emergency plainer paid] 钱都划走了，一共两万多块，我不知道怎么办')).toBe('P0');
  });

  it('is warned of again once something new is told of it', () => {
    const talk = talkAfter(...CHECKED, '[red customer-service advice pattern] 又叫我开共享');
    expect(talk.say('[green smalltalk unsure] 他还在等').reply).not.toMatch(/^有事再发给我/);
    expect(talkAfter(...CHECKED).say('[red emergency paid]').escalation).toMatchObject({ urgency: 'P0' });
  });
});

describe('"怎么办", and nothing else', () => {
  it('is asked back what has happened, where nothing is open', () => {
    expect(startTalk(stubDetector).say('[green off-topic what-now] 怎么办').reply).toMatch(/^先别慌，跟我说一句：谁找您/);
    expect(startTalk(stubDetector).say('[green off-topic what-now en] what now').reply).toMatch(/^Take a breath/);
  });

  it('is answered in what is open', () => {
    expect(talkAfter('[red task-rebate advice]').say('[green off-topic what-now] 怎么办').reply).not.toContain('谁找您');
    expect(talkAfter('[red emergency paid]').say('[green off-topic what-now] 怎么办').reply).not.toContain('谁找您');
  });
});

describe('thanks in an urgent case', () => {
  it('end nothing: what is still to be done is said', () => {
    expect(talkAfter('[red emergency paid]').say('[green thanks] 好的谢谢').reply).toMatch(/^不客气。我在。110打通了/);
    expect(talkAfter('[red emergency counter]').say('[green thanks] 好的我在门口等你们').reply).toMatch(/^不客气。.*打110/s);
    expect(talkAfter('[red task-rebate advice]').say('[green thanks] 好的谢谢').reply).toMatch(/^不客气，/);
  });
});
