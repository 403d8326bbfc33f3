import { describe, expect, it } from 'vitest';
import { circumstances, stubDetector } from './stub-detector.ts';
import { startTalk, talkAfter } from './talk.ts';

const { library } = stubDetector;
const answerOf = (id: string): { zh: string; en: string } => {
  const followUp = library.followUps.find((one) => one.id === id);
  if (!followUp) throw new Error(`no follow-up ${id}`);
  return followUp.reply;
};
const WITHDREW = answerOf('really-withdrew').zh;
const RED = '[red investment forward]';

describe('an objection in an open matter', () => {
  it('is answered, with the one don’t, and not with the card again', () => {
    const { reply, verdict } = talkAfter(RED).say('[green advice really-withdrew]');
    const { dont } = library.types.find(({ id }) => id === 'investment')?.advice ?? { dont: { zh: '' } };
    expect(reply.split('\n')[0]).toBe(`${WITHDREW}${dont.zh}。`);
    expect(verdict?.colour).toBe('red');
  });

  it('is answered in his language', () => {
    const { reply } = talkAfter('[red investment forward en]').say('[green advice really-withdrew en]');
    expect(reply).toMatch(new RegExp(`^${answerOf('really-withdrew').en} `));
  });

  it('raises nothing by being one: it is no news', () => {
    expect(talkAfter('[yellow advice]').say('[yellow advice really-withdrew]').verdict?.colour).toBe('yellow');
  });

  it('gets the red card where its own words are red, and its answer in it', () => {
    const { reply } = talkAfter('[yellow advice]').say('[red authority advice really-withdrew]');
    expect(reply).toMatch(/^🔴 像诈骗/);
    expect(reply).toContain(WITHDREW);
  });

  it('names the case to who waits', () => {
    expect(talkAfter(RED, '[green human]').say('[green advice really-withdrew]').reply).toContain('A000001');
  });

  it.each(['[green smalltalk really-withdrew unsure]', '[green human really-withdrew faint]', '[green knowledge really-withdrew]'])(
    'is one whatever the models take it for: %s',
    (text) => {
      expect(talkAfter(RED).say(text).reply).toContain(WITHDREW);
    },
  );
});

describe('what is asked where nothing is open', () => {
  const BARE = answerOf('may-i-send').zh;

  it('is answered there, and after what looked harmless', () => {
    expect(startTalk(stubDetector).say('[green advice may-i-send bare]').reply).toContain(BARE);
    expect(talkAfter('[green forward]').say('[green advice may-i-send bare]').reply).toContain(BARE);
  });

  it('is not asked to tell what he has told', () => {
    expect(talkAfter(RED).say('[green advice may-i-send bare]').reply).not.toContain(BARE);
  });
});

describe('that nothing is lost', () => {
  const NOTHING_LOST = answerOf('nothing-lost').zh;

  it('is said to whom nothing is gone', () => {
    expect(talkAfter(RED).say('[green advice nothing-lost]').reply).toContain(NOTHING_LOST);
  });

  it.each(['[red emergency gave-code]', '[red emergency paid]'])('is not said because the balance is still there: %s', (before) => {
    expect(talkAfter(RED, before).say('[green advice nothing-lost]').reply).not.toContain(NOTHING_LOST);
  });
});

describe('no short answer', () => {
  it.each([
    ['before anything was judged', []],
    ['where nothing was found', ['[green forward]']],
  ])('to an objection %s', (_, before) => {
    expect(talkAfter(...before).say('[green advice really-withdrew]').reply).not.toContain(WITHDREW);
  });

  it.each([
    '[green emergency paid really-withdrew]',
    '[green emergency paid wont-listen]',
    '[green advice gave-code really-withdrew]',
    '[green despair really-withdrew]',
    '[green advice watched really-withdrew]',
  ])('to who has lost something, despairs or is watched: %s', (text) => {
    const { reply, escalation } = talkAfter(RED).say(text);
    expect(reply).not.toContain(WITHDREW);
    expect(reply).not.toContain(answerOf('wont-listen').zh);
    expect(escalation === null).toBe(text.includes('gave-code'));
  });
});

describe('a question that may be asked at any time', () => {
  it('is answered before anything was sent', () => {
    const { reply, verdict } = startTalk(stubDetector).say('[green knowledge real-96110]');
    expect(reply).toMatch(new RegExp(`^${answerOf('real-96110').zh}\n`));
    expect(verdict).toBeNull();
  });

  it('is answered beside what is done for who tells of an old loss', () => {
    const { reply, escalation } = startTalk(stubDetector).say('[yellow stop-loss late-report]');
    expect(reply).toMatch(/^🔴 别再转钱/);
    expect(reply).toContain(answerOf('late-report').zh);
    expect(escalation?.urgency).toBe('P1');
  });

  it('takes no step away from who has lost something', () => {
    const { reply } = startTalk(stubDetector).say('[yellow stop-loss gave-code late-report]');
    expect(reply).toMatch(/挂失/);
    expect(reply).toContain(answerOf('late-report').zh);
  });

  it('keeps what it tells of the city', () => {
    const talk = startTalk(stubDetector, { ...circumstances(), city: '安吉', hotline: '2250000' });
    for (const { id } of library.followUps) expect(talk.say(`[green knowledge ${id}]`).reply).not.toMatch(/\{\w+\}/);
  });
});

describe('what is asked beyond doubt', () => {
  const GAVE_ID = answerOf('gave-id').zh;

  it('calls nobody where it is no loss by itself, whatever it sounds like', () => {
    const { reply, escalation } = talkAfter(RED).say('[green emergency handed-over gave-id surely-asked]');
    expect(reply).toContain(GAVE_ID);
    expect(escalation).toBeNull();
  });

  it.each([
    '[green emergency paid gave-id surely-asked]',
    '[green emergency gave-code gave-id surely-asked]',
    '[green emergency sharing gave-id surely-asked]',
    '[green emergency handed-over gave-id surely-asked money]',
  ])('calls somebody where something is gone besides, and is answered in that reply: %s', (text) => {
    const { reply, escalation } = talkAfter(RED).say(text);
    expect(escalation?.urgency).toBe('P0');
    expect(reply).toMatch(/^🔴/);
    expect(reply).toContain(GAVE_ID);
  });

  it('calls somebody where it is not that sure', () => {
    expect(talkAfter(RED).say('[green emergency handed-over gave-id]').escalation?.urgency).toBe('P0');
  });

  it('is his own doing where only who does it asks so, and stays his own', () => {
    const talk = talkAfter('[red mule advice scene]');
    const { reply, state } = talk.say('[red mule advice phone-relay-did surely-asked]');
    expect(reply).toContain(answerOf('phone-relay-did').zh);
    expect([state.onlooker, state.forOther]).toEqual([null, false]);
    expect(talk.say('[green advice unsure]').reply).not.toContain('对骗子别说破');
  });
});
