import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CONVERSATION,
  calling,
  forget,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
  twoOfficers,
} from './storage-under-test.ts';

export function testReleaseCallBacks(name: string, open: OpenStorage): void {
  describe(`people whom a release wants called back in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    async function told(text: string, conversationId: string, escalation = false): Promise<string> {
      const { messageId: id } = await incoming(under, { conversationId, externalId: `m-${conversationId}`, text });
      await under.storage.saveOutcome(
        outcome(id, { conversationId, colour: 'green', escalated: escalation, escalation: escalation ? calling('P2') : null }),
      );
      return id;
    }
    async function listed(version: string, conversationId: string, messageId: string): Promise<void> {
      under.clock.now += 1000;
      await under.database.query
        .insertInto('release_call_backs')
        .values({
          version,
          conversation_id: conversationId,
          message_id: messageId,
          case_id: null,
          created_at: under.clock.now,
          attempts: 0,
          last_attempt_at: null,
          done_at: null,
          result: null,
          officer_id: null,
        })
        .execute();
    }
    const audited = async (action: string): Promise<readonly { officer_id: string | null; subject: string | null }[]> =>
      under.database.query
        .selectFrom('audit')
        .select(['officer_id', 'subject'])
        .where('action', '=', action as never)
        .execute();
    const by = (officerId: string, attempts = 0) => ({ officerId, attempts });

    it('stand there with their case or their channel, the newest release first, and nobody who was erased', async () => {
      const first = await told('包裹丢了要理赔', CONVERSATION, true);
      const second = await told('加我领红包', 'web:c2');
      await listed('1.1.0', CONVERSATION, first);
      await listed('1.2.0', 'web:c2', second);
      const open = await under.storage.releaseCallBacksOpen(10);
      expect(open.map(({ version, messageId, caseNumber, channel }) => [version, messageId, caseNumber, channel])).toEqual([
        ['1.2.0', second, null, 'web'],
        ['1.1.0', first, 'A000001', 'web'],
      ]);
      expect((await under.storage.releaseCallBacksOpen(1)).map(({ version }) => version)).toEqual(['1.2.0']);
      await under.database.query.updateTable('cases').set({ status: 'closed', closed_at: under.clock.now }).execute();
      await forget(under);
      expect((await under.storage.releaseCallBacksOpen(10)).map(({ version }) => version)).toEqual(['1.2.0']);
      expect(await under.storage.readReleaseCallBack(first, 'o1')).toBeNull();
      // Who writes from the same place now is somebody else.
      under.clock.now += 1000;
      await incoming(under, { externalId: 'again', text: '您好' });
      expect(await under.storage.releaseCallBacksOpen(10)).toHaveLength(1);
      expect(await under.storage.readReleaseCallBack(first, 'o1')).toBeNull();
      expect(await audited('release.call-back-read')).toEqual([]);
    });

    it('are read by whoever calls them, and it is written down', async () => {
      const id = await told('加我领红包', CONVERSATION);
      expect(await under.storage.readReleaseCallBack(id, 'o1')).toBeNull();
      await listed('1.1.0', CONVERSATION, id);
      expect(await under.storage.readReleaseCallBack(id, 'o1')).toBe('加我领红包');
      expect(await audited('release.call-back-read')).toEqual([{ officer_id: 'o1', subject: id }]);
    });

    it('stay until they are reached or need no call, and each press counts once', async () => {
      const id = await told('加我领红包', CONVERSATION);
      await listed('1.1.0', CONVERSATION, id);
      const one = { version: '1.1.0', messageId: id };
      expect(await under.storage.settleReleaseCallBack(one, by('o1'), 'unreached')).toBe(true);
      expect(await under.storage.settleReleaseCallBack(one, by('o1'), 'unreached')).toBe(false);
      expect(await under.storage.releaseCallBacksOpen(9)).toMatchObject([{ attempts: 1, lastAttemptAt: under.clock.now, result: null }]);
      under.clock.now += 1000;
      const both = await Promise.all([
        under.storage.settleReleaseCallBack(one, by('o1', 1), 'reached'),
        under.storage.settleReleaseCallBack(one, by('o2', 1), 'not-needed'),
      ]);
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await under.storage.releaseCallBacksOpen(9)).toEqual([]);
      const [done] = await under.storage.releaseCallBacksDone(9);
      expect(done).toMatchObject({ messageId: id, doneAt: under.clock.now, attempts: 1, result: both[0] ? 'reached' : 'not-needed' });
      expect(await audited('release.called-back')).toHaveLength(2);
      expect(await under.storage.settleReleaseCallBack({ ...one, version: '9.9.9' }, by('o1'), 'reached')).toBe(false);
    });
  });
}
