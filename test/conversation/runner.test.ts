import { describe, expect, it } from 'vitest';
import { stubDetector } from './stub-detector.ts';
import { startTalk } from './talk.ts';

const first = (text: string) => startTalk(stubDetector).say(text);

describe('somebody who moved their money', () => {
  it.each(['[red mule stop-loss handed-over]', '[red mule emergency paid]'])('is told to stop and to come forward: %s', (text) => {
    const { reply, escalation } = first(text);
    expect(reply).toMatch(/^🔴 马上停手：别再替人收钱.*去派出所主动讲/);
    expect(reply).not.toContain('我被骗了');
    expect(escalation).not.toBeNull();
  });

  it('may have lost money of his own', () => {
    expect(first('[red mule stop-loss handed-over]').reply).toContain('要止付');
  });

  it('hears after a long time how to report it', () => {
    expect(first('[red mule stop-loss paid long-ago]').reply).toMatch(/^🔴 过了这么久/);
  });

  it('is told so later too, whatever else he adds or asks', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red mule stop-loss handed-over]');
    for (const later of ['[green mule advice unsure]', '[green mule smalltalk]', '[green mule advice unsure] 要不要紧？']) {
      const { reply } = talk.say(later);
      expect(reply).toMatch(/派出所|主动去讲/);
      expect(reply).not.toMatch(/我被骗了|止付/);
    }
  });

  it('is spoken of by a relative, who brings him there', () => {
    const talk = startTalk(stubDetector);
    const { reply, escalation } = talk.say('[red mule stop-loss paid other]');
    expect(reply).toMatch(/^🔴 叫他马上停手.*陪他早点去派出所主动讲/);
    expect(reply).not.toContain('我被骗了');
    expect(escalation).not.toBeNull();
    for (const later of ['[green mule advice unsure]', '[green mule advice unsure] 要不要紧？'])
      expect(talk.say(later).reply).toMatch(/派出所.*(?:看着他|他停手)|陪他主动去派出所/);
  });

  it('of whom a relative tells after a long time is a case to report', () => {
    expect(first('[red mule stop-loss paid other long-ago]').reply).toMatch(/^🔴 过了这么久/);
  });
});
