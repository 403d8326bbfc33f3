import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONVERSATION, countOf, forget, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

export function testMessages(name: string, open: OpenStorage): void {
  describe(`messages in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('are saved once, whatever comes twice', async () => {
      const first = await incoming(under);
      const second = await incoming(under);
      expect(first.kind).toBe('new');
      expect(second).toEqual({ kind: 'duplicate', messageId: first.messageId, same: true, answer: null });
      expect(await countOf(under, 'messages')).toBe(1);
    });

    it('are saved once when the same one comes ten times at once', async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => incoming(under)));
      expect(all.filter(({ kind }) => kind === 'new')).toHaveLength(1);
      expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(1);
      expect(await countOf(under, 'messages')).toBe(1);
      expect(await countOf(under, 'conversations')).toBe(1);
      expect(await countOf(under, 'persons')).toBe(1);
    });

    it('bring the stored answer along when they come again', async () => {
      const { messageId } = await incoming(under);
      await under.storage.saveOutcome(outcome(messageId, { answer: '{"text":"先别转账"}' }));
      expect(await incoming(under)).toMatchObject({ kind: 'duplicate', same: true, answer: '{"text":"先别转账"}' });
      expect(await under.storage.answerOf(messageId)).toBe('{"text":"先别转账"}');
    });

    it('show when another text comes under a used id', async () => {
      await incoming(under, { text: '第一句' });
      expect(await incoming(under, { text: '第二句' })).toMatchObject({ kind: 'duplicate', same: false });
      expect((await under.storage.transcript(CONVERSATION)).map(({ text }) => text)).toEqual(['第一句']);
    });

    it('may carry the same id in two channels', async () => {
      await incoming(under);
      expect(await incoming(under, { channel: 'telegram', conversationId: 'telegram:7' })).toMatchObject({ kind: 'new' });
    });

    it('are refused where there is no conversation', async () => {
      const alone = under.storage.saveIncoming({ channel: 'web', conversationId: 'web:none', externalId: 'x', text: '在吗' });
      await expect(alone).rejects.toMatchObject({ code: 'conversation.unknown', status: 404 });
    });

    it('can be read again word for word', async () => {
      const text = '她说"要保密"\n别告诉我儿子 👵🏻 \u0000末尾';
      const { messageId } = await incoming(under, { text, sender: '+85200000001' });
      expect(await under.storage.readIncoming(messageId)).toEqual({ kind: 'text', text, sender: '+85200000001' });
      expect((await under.bytes()).includes('85200000001')).toBe(false);
    });

    it('stand in the transcript in order, each answer behind its question', async () => {
      for (const [turn, externalId] of ['m1', 'm2', 'm3'].entries()) {
        const { messageId } = await incoming(under, { externalId, text: `问${turn}` });
        await under.storage.saveOutcome(outcome(messageId, { turn, replies: [{ id: `r${turn}`, text: `答${turn}` }] }));
        under.clock.now += 1000;
      }
      const lines = await under.storage.transcript(CONVERSATION);
      expect(lines.map(({ author, text }) => `${author} ${text}`)).toEqual([
        'citizen 问0',
        'bot 答0',
        'citizen 问1',
        'bot 答1',
        'citizen 问2',
        'bot 答2',
      ]);
      expect(lines.map(({ answer }) => answer !== null)).toEqual([false, true, false, true, false, true]);
    });

    it('without an outcome are found page by page, oldest first, none twice and none left out', async () => {
      const ids: string[] = [];
      for (let index = 0; index < 7; index++) {
        const { messageId } = await incoming(under, { externalId: `m${index}` });
        ids.push(messageId);
        if (index % 3 !== 0) under.clock.now += 1; // some share a millisecond
      }
      const before = under.clock.now + 1;
      await under.storage.saveOutcome(outcome(ids[2] as string));
      const found: string[] = [];
      let page = await under.storage.unconcluded(before, null, 2);
      while (page.length > 0 && found.length < 20) {
        found.push(...page.map(({ id }) => id));
        page = await under.storage.unconcluded(before, page.at(-1) ?? null, 2);
      }
      expect(found).toHaveLength(6);
      expect([...found].sort()).toEqual(ids.filter((_, index) => index !== 2).sort());
    });

    it('without an outcome are left alone while they are young, and when the person was erased', async () => {
      await incoming(under);
      expect(await under.storage.unconcluded(under.clock.now, null, 10)).toEqual([]);
      expect(await under.storage.unconcluded(under.clock.now + 1, null, 10)).toHaveLength(1);
      await forget(under);
      expect(await under.storage.unconcluded(under.clock.now + 1, null, 10)).toEqual([]);
    });

    it('without an outcome that could not be had are looked for apart, once their pause is over', async () => {
      const { messageId: first } = await incoming(under, { externalId: 'm1' });
      const { messageId: second } = await incoming(under, { externalId: 'm2' });
      const found = async (tried: boolean) =>
        (await under.storage.unconcluded(under.clock.now + 1, null, 10, tried)).map(({ id }) => id).sort();
      expect([await found(false), await found(true)]).toEqual([[first, second].sort(), []]);
      await expect(under.storage.onePiece('conclude', first, () => Promise.reject(new Error('unreadable')))).rejects.toThrow();
      expect([await found(false), await found(true)]).toEqual([[second], []]);
      under.clock.now += 15_000;
      expect([await found(false), await found(true)]).toEqual([[second], [first]]);
    });
  });
}
