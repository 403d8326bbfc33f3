import { describe, expect, it } from 'vitest';
import { stubDetector } from './stub-detector.ts';
import { startTalk } from './talk.ts';

describe('he wants no human any more', () => {
  const cancelAfter = (...texts: string[]) => {
    const talk = startTalk(stubDetector);
    for (const text of texts) talk.say(text);
    return talk.say('取消人工');
  };

  it.each([[['[green human]']], [['[green advice clicked]', '[green human]']]])('his case ends: %j', (texts) => {
    const { cancelling, state, reply, verdict } = cancelAfter(...texts);
    expect({ cancelling, escalation: state.escalation, verdict }).toEqual({ cancelling: 'cancelled', escalation: null, verdict: null });
    expect(reply).toMatch(/已取消人工，工单A000001.*110/);
  });

  it.each([
    [['[red emergency paid]']],
    [['[red stop-loss paid]']],
    [['[green despair]']],
    [['[green advice watched]']],
    [['[green human]', '[red emergency paid]']],
    [['[yellow advice gave-code]', '[green human]']],
    [['[yellow advice installed]', '[green human]', '[green forward]']],
    [['[green human]', '[yellow advice paid]', '[green thanks]']],
  ])('it stays where harm was told, and an officer learns of it: %j', (texts) => {
    const { cancelling, state, reply } = cancelAfter(...texts);
    expect(cancelling).toBe('told');
    expect(state.escalation?.caseNumber).toBe('A000001');
    // Somebody may read along: nothing is said of the doubt.
    expect(reply).not.toMatch(/指使|旁边|怀疑|骗/);
    if (texts.some((text) => text.includes('watched'))) expect(reply).toBe('收到，已登记。');
    else expect(reply).toMatch(/A000001值班员还是会看.*110.*96110.*2250000/);
  });

  it('nothing happens where none was called', () => {
    const { cancelling, state, reply } = startTalk(stubDetector).say('不用人工了');
    expect({ cancelling, escalation: state.escalation }).toEqual({ cancelling: null, escalation: null });
    expect(reply).toContain('没有在排队');
  });

  it('an officer who has the case hears it as any other message', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green human]');
    expect(talk.say('取消人工', undefined, { owned: true })).toMatchObject({
      cancelling: null,
      state: { escalation: { caseNumber: 'A000001' } },
    });
  });

  it('may call one again, and gets a new case', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green human]');
    talk.say('取消人工');
    expect(talk.say('转人工').escalation).toMatchObject({ urgency: 'P2', caseNumber: 'A000002' });
  });
});

describe('he wants a human', () => {
  it('and gets one, whatever the models make of the words, also while a case runs', () => {
    const talk = startTalk(stubDetector, { ahead: () => 3 });
    const first = talk.say('转人工');
    expect(first.escalation).toMatchObject({ urgency: 'P2', reason: 'human' });
    talk.say('[red emergency paid]');
    const again = talk.say('人工');
    expect(again.escalation).toMatchObject({ urgency: 'P0', caseNumber: 'A000001' });
    expect(again.reply).toContain('前面还有3位');
  });

  it('asks how long it takes only while he waits', () => {
    const talk = startTalk(stubDetector, { ahead: () => 2 });
    expect(talk.say('还要等多久').escalation).toBeNull();
    talk.say('转人工');
    expect(talk.say('还要等多久', undefined, { ahead: () => 1 }).reply).toContain('前面还有1位');
    expect(talk.say('排到几了？', undefined, { ahead: () => 0 }).reply).toContain('马上轮到您');
  });
});
