import { describe, expect, it } from 'vitest';
import { stubDetector } from './stub-detector.ts';
import { startTalk, talkAfter } from './talk.ts';

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

  it.each(['[red advice]', '[green advice has:ask-fee]'])('what tells something new gets the card: %s', (text) => {
    expect(talkAfter(RED).say(text).reply).toMatch(/^🔴 像诈骗/);
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
    '[green off-topic]',
    '[green knowledge]',
    '[green smalltalk unsure]',
    '[green greeting]',
    '[green advice]',
    '[green forward sum]',
  ])('nothing is said but what matters most, with the number of the case: %s', (text) => {
    expect(talkAfter(URGENT).say(text).reply).toMatch(/^记下了。最要紧的：挂掉电话.*A000001/s);
  });

  it('a question is answered, and what matters most stands behind it', () => {
    expect(talkAfter(URGENT).say('[green advice his-deadline]').reply).toMatch(/催得[^\n]*\n记下了。最要紧的/);
  });

  it('a wish for a human alone makes none', () => {
    expect(talkAfter(RED, '[green human]').say('[green advice]').reply).toMatch(/^还是那句：/);
  });
});

describe('who has checked, as he was told to', () => {
  it.each(['[green advice exposed]', '[green knowledge exposed]', '[red advice exposed]'])('is told that he did right: %s', (text) => {
    expect(talkAfter(RED).say(text).reply).toMatch(/^您查得对/);
  });

  it('is told nothing of the kind where something is lost: what to do at once comes first', () => {
    const { reply } = talkAfter(RED).say('[red emergency gave-code exposed]');
    expect(reply).toMatch(/挂失/);
    expect(reply).not.toMatch(/您查得对/);
  });

  it('is told so within the card where that makes the matter red', () => {
    const { reply } = talkAfter('[yellow advice]').say('[green advice exposed]');
    expect(reply).toMatch(/^🔴 像诈骗.*您查得对/s);
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
    expect(talk.say('[green thanks]').reply).toMatch(/^先保住人/);
    expect(talk.say('[red despair]').reply).toMatch(/^钱的事慢慢办/);
    expect(talk.say('[green thanks]').reply).toMatch(/^钱的事慢慢办/);
  });
});

it('who has despaired gets what he asks answered, behind what matters more', () => {
  expect(talkAfter('[red despair]').say('[green knowledge how-to-report]').reply).toMatch(/^钱的事慢慢办，先保您平安.*派出所/s);
});
