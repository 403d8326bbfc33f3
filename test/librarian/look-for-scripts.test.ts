import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/durations.ts';
import { libraryChores, lookInTurn, lookNow } from '../../src/librarian/look-for-scripts.ts';
import { incoming, outcome, type StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

describe('looking for new scripts', () => {
  let under: StorageUnderTest;
  let looks: number;
  /** What the workshop finds next; an error when it breaks down. */
  let next: number | Error;
  beforeEach(async () => {
    under = await openTemporarySqlite();
    looks = 0;
    next = 0;
  });
  afterEach(() => under.close());

  const deps = () => ({
    storage: under.storage,
    now: () => under.clock.now,
    workshop: {
      findScripts: async () => {
        looks += 1;
        if (next instanceof Error) throw next;
        return next;
      },
    },
  });
  async function consulted(): Promise<void> {
    const conversationId = 'web:citizen';
    const { messageId } = await incoming(under, { conversationId, text: '紫檀鉴赏会，凭通知到三楼领取' });
    const { turn } = await under.storage.loadConversation(conversationId);
    await under.storage.saveOutcome(outcome(messageId, { conversationId, turn }));
  }

  it('happens by itself every four hours, once', async () => {
    await consulted();
    next = 2;
    expect(await lookInTurn(deps())).toBe(true);
    expect(await lookInTurn(deps())).toBe(false);
    expect([looks, await under.storage.lastScriptLook()]).toEqual([1, { endedAt: under.clock.now, found: 2 }]);
    under.clock.now += 4 * HOUR;
    expect([await lookInTurn(deps()), looks]).toEqual([true, 2]);
  });

  it('begins again half an hour after it broke off', async () => {
    await consulted();
    next = new Error('broken');
    await expect(lookInTurn(deps())).rejects.toThrow('broken');
    expect(await lookInTurn(deps())).toBe(false);
    under.clock.now += 30 * MINUTE;
    next = 1;
    expect([await lookInTurn(deps()), looks]).toEqual([true, 2]);
  });

  it('loads no library where nobody has asked anything', async () => {
    expect(await lookInTurn(deps())).toBe(true);
    expect([looks, await under.storage.lastScriptLook()]).toEqual([0, { endedAt: under.clock.now, found: 0 }]);
  });

  it('is spared where a librarian has just looked', async () => {
    await consulted();
    next = 3;
    expect(await lookNow(deps())).toBe(3);
    expect([await lookInTurn(deps()), looks]).toEqual([false, 1]);
  });

  it('is no chore of a server without a workshop', () => {
    expect(libraryChores({ ...deps(), workshop: null })).toEqual([]);
  });
});
