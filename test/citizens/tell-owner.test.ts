import { describe, expect, it } from 'vitest';
import { type DoneForNumber, TOLD_OWNER, tellOwner, toldOwnerWords } from '../../src/citizens/tell-owner.ts';
import { saysForbidden } from '../conversation/never-said.ts';

const DONE: readonly DoneForNumber[] = ['proved', 'signed-in', 'link'];

describe('what the owner of a number is told', () => {
  it('promises nothing, asks for nothing, and says whom to ring, in any language', () => {
    const texts = Object.values(TOLD_OWNER).flatMap(({ zh, en }) => [zh, en]);
    expect(texts.flatMap((text) => saysForbidden(text).map((what) => `${what}: ${text}`))).toEqual([]);
    for (const done of DONE) {
      const [chinese, english] = (['zh-CN', 'en'] as const).map((language) => toldOwnerWords(done, language, (text) => text, '2250000'));
      expect([...(chinese ?? '')].slice(0, 60).join('')).toContain('2250000');
      expect(`${chinese}${english}`).not.toMatch(/放心|安全|\{|\}|!|！|safe/);
      expect(english).not.toMatch(/[\u3400-\u9fff]/);
    }
  });

  it.each([
    ['somebody reads along', JSON.stringify({ watched: true }), 0],
    ['nobody does', JSON.stringify({}), 1],
  ])('is said where the number writes to us, when %s', async (_, state, told) => {
    const said: string[] = [];
    const deps = {
      storage: {
        conversationOfPhone: async () => 'sms:1',
        loadConversation: async () => ({ id: 'sms:1', state }) as never,
        tellNumber: async (_id: string, _once: string, text: string) => void said.push(text),
      },
      config: { HOTLINE_NUMBER: '2250000' },
      surroundings: () => ({ toTraditional: (text: string) => text }),
      nudgeDelivery: () => undefined,
    };
    await tellOwner(deps, '13800001234', 'proved', 'proof:1');
    expect(said).toHaveLength(told);
    await tellOwner({ ...deps, storage: { ...deps.storage, conversationOfPhone: async () => null } } as never, '1', 'link', 'x');
    expect(said).toHaveLength(told);
  });
});
