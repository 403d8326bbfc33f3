import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CONVERSATION,
  calling,
  countOf,
  forget,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
} from './storage-under-test.ts';

export function testConversations(name: string, open: OpenStorage): void {
  describe(`conversations in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('are there once they were opened, and only then', async () => {
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(false);
      await under.storage.ensureConversation(CONVERSATION, 'web');
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(true);
      await expect(under.storage.loadConversation('web:other')).rejects.toMatchObject({ code: 'conversation.unknown', status: 404 });
    });

    it('open once, with one person, when ten come first together', async () => {
      await Promise.all(Array.from({ length: 10 }, () => under.storage.ensureConversation(CONVERSATION, 'web')));
      expect(await countOf(under, 'conversations')).toBe(1);
      expect(await countOf(under, 'persons')).toBe(1);
    });

    it('cannot be read any more once the person was erased', async () => {
      const { messageId } = await incoming(under, { text: '我叫程芳，卡号尾号7719' });
      await under.storage.saveOutcome(outcome(messageId));
      await forget(under);
      const erased = { code: 'conversation.erased', status: 404 };
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(false);
      await expect(under.storage.transcript(CONVERSATION)).rejects.toMatchObject(erased);
      await expect(under.storage.readIncoming(messageId)).rejects.toMatchObject(erased);
      await expect(under.storage.answerOf(messageId)).rejects.toMatchObject(erased);
      await expect(under.storage.loadConversation(CONVERSATION)).rejects.toMatchObject(erased);
    });

    it('belongs to a new person when one who was erased comes again', async () => {
      await incoming(under, { text: '我叫程芳，卡号尾号7719' });
      await forget(under);
      under.clock.now += 1000;
      await incoming(under, { externalId: 'm2', text: '您好' });
      expect((await under.storage.transcript(CONVERSATION)).map(({ text }) => text)).toEqual(['您好']);
      expect(await under.storage.unconcluded(under.clock.now + 1, null, 9)).toHaveLength(1);
      const again = { channel: 'web', conversationId: CONVERSATION, externalId: 'm1', text: '我叫程芳，卡号尾号7719' };
      expect(await under.storage.saveIncoming(again)).toEqual({ kind: 'forgotten' });
    });

    it('is erased when the person leaves, unless a case is running', async () => {
      const { messageId } = await incoming(under);
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P1') }));
      await under.storage.leave(CONVERSATION);
      expect(await under.storage.eraseLeavers()).toBe(0);
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(true);
      await under.database.query.updateTable('cases').set({ status: 'closed' }).execute();
      expect(await under.storage.eraseLeavers()).toBe(1);
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(false);
      await under.storage.leave('web:never-here');
      expect(await under.storage.eraseLeavers()).toBe(0);
    });

    it('waits for nobody who cannot be erased, who is set aside and tried again', async () => {
      const { messageId } = await incoming(under);
      const other = 'web:other';
      await under.storage.ensureConversation(other, 'web');
      await under.storage.saveOutcome(outcome(messageId));
      await under.database.query.updateTable('outcomes').set({ second_reader: 'a model' }).execute();
      const { body_sealed: whole } = await under.database.query.selectFrom('messages').select('body_sealed').executeTakeFirstOrThrow();
      await under.database.query.updateTable('messages').set({ body_sealed: 'a1.broken' }).execute();
      for (const id of [CONVERSATION, other]) await under.storage.leave(id);
      expect(await under.storage.eraseLeavers()).toBe(1);
      expect(await under.storage.hasConversation(other)).toBe(false);
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(true);
      expect(await under.storage.piecesAside()).toMatchObject([{ queue: 'leaver-erase', count: 1 }]);
      await under.database.query.updateTable('messages').set({ body_sealed: whole }).execute();
      expect(await under.storage.eraseLeavers()).toBe(0);
      under.clock.now += 15_000;
      expect(await under.storage.eraseLeavers()).toBe(1);
      expect(await under.storage.piecesAside()).toEqual([]);
    });

    it('is not erased over a cry for help that is being answered', async () => {
      await incoming(under, { externalId: 'm1', text: '删除我的信息' });
      const cry = await incoming(under, { externalId: 'm2', text: '我刚刚把钱转给骗子了' });
      await under.storage.leave(CONVERSATION);
      expect(await under.storage.eraseLeavers()).toBe(0);
      await under.storage.saveOutcome(outcome(cry.messageId, { escalation: calling('P0') }));
      expect(await under.storage.eraseLeavers()).toBe(0);
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(true);
    });

    it('is erased once its last answer is out, and in the end whatever becomes of that', async () => {
      const id = 'telegram:1';
      for (const externalId of ['m1', 'm2']) {
        const { messageId } = await incoming(under, { channel: 'telegram', conversationId: id, externalId });
        const last = await under.storage.loadConversation(id);
        const replies = [{ id: `r-${externalId}`, text: '已删除' }];
        await under.storage.saveOutcome(outcome(messageId, { conversationId: id, turn: last.turn, passive: false, replies, erase: true }));
        expect(await under.storage.eraseLeavers()).toBe(0);
        if (externalId === 'm1') await settled(await under.storage.claimDue(['telegram']));
        else under.clock.now += 10 * 60_000 + 1;
        expect(await under.storage.eraseLeavers()).toBe(1);
        expect(await under.storage.hasConversation(id)).toBe(false);
        under.clock.now += 1000;
      }
      const states = await under.database.query.selectFrom('outbox').select('state').orderBy('position').execute();
      expect(states.map(({ state }) => state)).toEqual(['accepted', 'withdrawn']);
    });

    async function settled(due: Awaited<ReturnType<typeof under.storage.claimDue>>): Promise<void> {
      if (due) await under.storage.settle(due, { state: 'accepted', dueAt: under.clock.now, reason: null, platformId: null });
    }

    it('of somebody new is not held up by what was waiting for the one before', async () => {
      const id = 'wechat:o1';
      const write = async (externalId: string, turn: number) => {
        const { messageId } = await incoming(under, { channel: 'wechat', conversationId: id, externalId });
        const replies = [{ id: `r-${externalId}`, text: externalId }];
        await under.storage.saveOutcome(outcome(messageId, { conversationId: id, turn, passive: false, replies }));
      };
      await write('m1', 0);
      const due = await under.storage.claimDue(['wechat']);
      if (due) await under.storage.settle(due, { state: 'waiting', dueAt: under.clock.now, reason: '45015', platformId: null });
      await forget(under, id);
      under.clock.now += 1000;
      await write('m2', 1);
      await under.storage.releaseWaiting(id);
      expect(await under.storage.claimDue(['wechat'])).toMatchObject({ said: { text: 'm2' } });
    });

    it('leave other persons readable when one is erased', async () => {
      await incoming(under);
      await incoming(under, { conversationId: 'web:c2', externalId: 'm2', text: '别人的话' });
      await forget(under);
      expect((await under.storage.transcript('web:c2')).map(({ text }) => text)).toEqual(['别人的话']);
    });

    it('are kept while a case runs, and go once it is closed', async () => {
      const { messageId } = await incoming(under);
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P1') }));
      await forget(under);
      expect(await under.storage.transcript(CONVERSATION)).toHaveLength(2);
      await under.database.query.updateTable('cases').set({ status: 'closed' }).execute();
      await under.storage.eraseLeavers();
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(false);
    });

    it('never lie in plain text in the database', async () => {
      const secrets = {
        text: '尤其机密的一句话：张家弄12号',
        state: '{"matter":"状态里的秘密"}',
        answer: '{"reply":"回答里的秘密"}',
        reply: '说给他一个人听的话',
        facts: '{"stage":"事实里的秘密"}',
      };
      const { messageId } = await incoming(under, { text: secrets.text });
      await under.storage.saveOutcome(
        outcome(messageId, {
          state: secrets.state,
          answer: secrets.answer,
          replies: [{ id: 'r1', text: secrets.reply }],
          escalation: { ...calling('P1', 'A731905'), facts: secrets.facts },
        }),
      );
      const bytes = await under.bytes();
      const found = Object.values(secrets).filter((secret) => bytes.includes(secret) || bytes.includes(secret.slice(0, 12)));
      expect(found).toEqual([]);
      // The search itself works: what is not personal is found.
      expect(bytes.includes('A731905')).toBe(true);
    });

    it('show nobody that two people wrote the same', async () => {
      await incoming(under, { text: '同一句话' });
      await incoming(under, { conversationId: 'web:c2', externalId: 'm2', text: '同一句话' });
      const rows = await under.database.query.selectFrom('messages').select('body_sealed').execute();
      expect(new Set(rows.map(({ body_sealed }) => body_sealed)).size).toBe(2);
    });
  });
}
