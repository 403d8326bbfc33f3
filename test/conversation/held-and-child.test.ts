import { describe, expect, it } from 'vitest';
import { stubDetector } from './stub-detector.ts';
import { startTalk, talkAfter } from './talk.ts';

describe('somebody who is kept by force', () => {
  it('hears how to be safe and how to call without a word; money is not spoken of', () => {
    const { reply, escalation } = startTalk(stubDetector).say('[red forward held]');
    expect(reply).toMatch(/^先顾人，不顾钱.*12110.*12308.*已叫值班员/s);
    expect(reply).not.toMatch(/止付|冻结/);
    expect(escalation).toMatchObject({ urgency: 'P0', reason: 'held' });
  });

  it('is another one: then who writes hears what to do for him', () => {
    expect(startTalk(stubDetector).say('[red forward held-other]').reply).toMatch(/^先顾人，不顾钱。现在打110，说清他最后在哪/);
  });

  it.each([
    ['counter', /^🔴 您先把人留住/],
    ['scene', /^🔴 先顾好您自己/],
  ])('sits in the car or stands at the desk of who writes, who can do more: %s', (onlooker, said) => {
    const talk = talkAfter(`[red advice held-other ${onlooker}]`);
    expect(startTalk(stubDetector).say(`[red advice held-other ${onlooker}]`).reply).toMatch(said);
    expect(talk.say('[green advice] 她手机一直通着').reply).not.toMatch(/定位、电话、聊天都截图/);
  });

  it.each(['[green advice]', '[green smalltalk] 好', '[red advice has:ask-fee]', '[green advice what-now]'])(
    'stays so until his case is closed: %s',
    (text) => {
      expect(talkAfter('[red advice held]').say(text).reply).toMatch(/^记下了，跟110也这样说；不方便出声就发短信到12110/);
      expect(talkAfter('[red advice held-other]').say(text).reply).toMatch(/^记下了，跟110也这样说。别照对方说的打钱/);
    },
  );

  it('has a case that nobody cancels behind his back', () => {
    const talk = talkAfter('[red advice held]');
    const { cancelling } = talk.say('取消人工');
    expect(cancelling).toBe('told');
  });

  it('gets neutral words alone when he is read along', () => {
    expect(startTalk(stubDetector).say('[red advice held watched]').reply).toMatch(/^收到，已登记。/);
  });

  it('goes on with what he passes on being judged', () => {
    expect(talkAfter('[red advice held]').say('[red investment forward]').reply).toMatch(/^🔴 像诈骗/);
  });

  it('comes behind a life that somebody wants to end', () => {
    expect(talkAfter('[red advice held]').say('[red advice despair]').reply).toMatch(/^钱的事慢慢办，先保您平安/);
    expect(talkAfter('[red advice despair]').say('[red advice held]').reply).toMatch(/^先顾人/);
  });
});

describe('whoever speaks for somebody else', () => {
  it('hears in the talk what to do for him, and now and then what holds for the matter', () => {
    const talk = talkAfter('[red investment advice other]');
    expect(talk.say('[green advice]').reply).toMatch(/^先拦住他本人/);
    expect(talk.say('[green advice]').reply).toMatch(/^把这句带给他/);
    expect(talkAfter('[red emergency other]').say('[green advice] 他不听').reply).toMatch(/^记下了.*停下了没有/);
    expect(talkAfter('[red emergency paid other]').say('[green advice] 他不听').reply).toMatch(/^知道了。他打过110了吗/);
  });

  it('is not what a word of his family makes of him in the middle of his own story', () => {
    expect(talkAfter('[red investment advice]', '[green advice other]').say('[green advice]').reply).not.toMatch(/拦住他本人/);
  });
});

describe('somebody who is ill', () => {
  it.each(['[red emergency paid ill]', '[red advice ill]', '[green smalltalk ill]'])('hears of the ambulance at once: %s', (text) => {
    expect(talkAfter('[red investment advice]').say(text).reply).toContain('身体要紧');
  });

  it('hears it behind the first line of an emergency', () => {
    expect(startTalk(stubDetector).say('[red emergency paid ill]').reply).toMatch(/^🔴 马上挂电话[^\n]*\n身体要紧/);
  });
});

describe('somebody in danger who has named no loss', () => {
  it('is told to stop, and to freeze his card only if money has gone', () => {
    const { reply } = startTalk(stubDetector).say('[red emergency]');
    expect(reply).toMatch(/^🔴 马上停下.*打110.*止付.*\n钱已经出去的，再打.*方便时告诉我：您在哪/s);
    expect(startTalk(stubDetector).say('[red emergency cry]').reply).toMatch(/^🔴 马上挂电话.*方便时告诉我：转给谁/s);
  });
});

describe('somebody on his way', () => {
  it('is told to stop, not to ring his bank', () => {
    const { reply } = startTalk(stubDetector).say('[red recruitment emergency on-the-way]');
    expect(reply).toMatch(/^🔴 先停下，别再往前走.*已叫值班员/s);
    expect(reply).not.toMatch(/冻结|止付/);
  });

  it('is told the steps for money where it has gone', () => {
    expect(startTalk(stubDetector).say('[red emergency cry on-the-way]').reply).toMatch(/^🔴 马上挂电话/);
    expect(startTalk(stubDetector).say('[red emergency paid on-the-way]').reply).toMatch(/^🔴 马上挂电话/);
  });

  it('to a job hears it in the card as well', () => {
    expect(startTalk(stubDetector).say('[yellow recruitment advice on-the-way]').reply).toMatch(/^🟡[^\n]*\n先停下/);
    expect(startTalk(stubDetector).say('[yellow investment advice on-the-way]').reply).not.toContain('先停下，别再往前走');
  });
});

describe('a child', () => {
  it('before a scam gets a grown-up of ours', () => {
    const { escalation, reply } = startTalk(stubDetector).say('[red advice child]');
    expect(escalation).toMatchObject({ urgency: 'P1', reason: 'child' });
    expect(reply).toContain('已叫值班员，工单A000001');
    expect(startTalk(stubDetector).say('[yellow advice child]').escalation).toBeNull();
    expect(talkAfter('[yellow advice child]').say('[red advice]').escalation).toMatchObject({ reason: 'child' });
  });

  it('who says so in the middle of a red matter hears it too, with the number of the case', () => {
    const { reply, escalation } = talkAfter('[red investment advice]').say('[red investment advice bare child]');
    expect(escalation).toMatchObject({ reason: 'child' });
    expect(reply).toMatch(/你没有做错.*已叫值班员，工单A000001/s);
  });

  it('is spoken to as one from then on', () => {
    expect(talkAfter('[red advice child]').say('[green smalltalk unsure] 妈妈在上班').reply).toMatch(
      /^记下了。别再转、别再回他。现在就把手机给大人看/,
    );
  });

  it.each(['[red advice child]', '[yellow advice child]', '[red emergency paid child]'])(
    'hears that it did nothing wrong and whom to tell: %s',
    (text) => {
      expect(startTalk(stubDetector).say(text).reply).toContain('你没有做错');
    },
  );

  it('hears nothing of it where nothing is wrong', () => {
    expect(startTalk(stubDetector).say('[green advice child]').reply).not.toContain('你没有做错');
  });

  it('stays one', () => {
    expect(talkAfter('[yellow advice child]').say('[red emergency paid]').reply).toContain('你没有做错');
    expect(talkAfter('[yellow advice]').say('[red emergency paid]').reply).not.toContain('你没有做错');
  });
});

describe('a danger that only sounds so', () => {
  const FAINT = '[green despair faint]';

  it('is answered with life first, and from then on he is heard as before', () => {
    const talk = talkAfter();
    const { reply, escalation, state } = talk.say(FAINT);
    expect(reply).toMatch(/^钱的事慢慢办，先保您平安/);
    expect({ urgency: escalation?.urgency, despair: state.despair }).toEqual({ urgency: 'P0', despair: false });
    expect(talk.say('[red authority advice]').reply).not.toMatch(/^钱的事慢慢办/);
    expect(talkAfter('[green held faint]').say('[red authority advice]').reply).not.toMatch(/^记下了，跟110也这样说/);
  });

  it('is not heard in the middle of a matter', () => {
    const { reply, escalation } = talkAfter('[red investment advice]').say(FAINT);
    expect(reply).not.toMatch(/先保您平安/);
    expect(escalation?.urgency ?? null).not.toBe('P0');
    expect(talkAfter('[red investment advice]').say('[green despair]').reply).toMatch(/^钱的事慢慢办，先保您平安/);
  });
});

it('a danger that only sounds so is heard days after the last matter', () => {
  const DAYS = 3 * 24 * 60 * 60_000;
  expect(talkAfter('[red investment advice]').say('[green despair faint]', DAYS).reply).toMatch(/^钱的事慢慢办，先保您平安/);
});

describe('a notice of the money while it is going', () => {
  it('is no harmless text of its own', () => {
    const talk = talkAfter('[red emergency paid]');
    const { verdict, reply } = talk.say('[green forward money]');
    expect(verdict?.colour).toBe('red');
    expect(reply).not.toMatch(/🟢/);
    expect(talkAfter('[red emergency paid]').say('[green forward]').verdict?.colour).toBe('green');
  });
});
