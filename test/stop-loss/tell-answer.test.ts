import { describe, expect, it } from 'vitest';
import { ANSWERED, answeredWords } from '../../src/stop-loss/tell-answer.ts';
import { saysForbidden } from '../conversation/never-said.ts';

const address = 'https://fanzha.example/stop-loss/abc';

describe('the message that the police have answered', () => {
  it('promises nothing, approves of nothing and asks for nothing, in any language', () => {
    const texts = Object.values(ANSWERED).flatMap(({ zh, en }) => [zh, en]);
    expect(texts.flatMap((text) => saysForbidden(text).map((what) => `${what}: ${text}`))).toEqual([]);
    for (const language of ['zh-CN', 'en'] as const)
      expect(answeredWords(language, (text) => text, 'Z123456', address, '2250000')).not.toMatch(/放心|安全|\{|\}|!|！|30|safe/);
  });

  it('says first that an answer is not a stop, also where an SMS shows no more', () => {
    const chinese = answeredWords('zh-CN', (text) => text, 'Z123456', address, '2250000');
    expect([...chinese].slice(0, 60).join('')).toMatch(/警方.*Z123456.*不等于钱已止住/);
    const english = answeredWords('en', (text) => text, 'Z123456', null, '2250000');
    expect(english).toMatch(
      /An answer does not mean that the payment has been stopped\. To read it, open the page you were given, or call 2250000/,
    );
    expect(english).not.toMatch(/[\u3400-\u9fff]/);
  });
});
