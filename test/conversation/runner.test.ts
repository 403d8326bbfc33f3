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

  it('is spoken of by a relative as a relative', () => {
    expect(first('[red mule stop-loss paid other]').reply).toMatch(/^🔴 别让他再转钱/);
  });
});
