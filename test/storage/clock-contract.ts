import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DueMessage } from '../../src/storage/outbox.ts';
import {
  account,
  CONVERSATION,
  calling,
  forget,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
} from './storage-under-test.ts';

const HOUR = 3_600_000;
const YEARS = 14 * 365 * 24 * HOUR;
const TOTP_STEP = 30_000;

/** A clock that was ahead and is set right, over any database. */
export function testClock(name: string, open: OpenStorage): void {
  describe(`after the clock was set back, in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function answered(externalId: string, turn: number): Promise<void> {
      const { messageId } = await incoming(under, { externalId, text: `问${turn}` });
      await under.storage.saveOutcome(
        outcome(messageId, { turn, passive: false, replies: [{ id: `r${turn}`, text: `答${turn}` }], answer: '{}' }),
      );
    }
    const claim = () => under.storage.claimDue(['web']);

    it('a message that was to be tried again soon is, and one under way is left alone', async () => {
      under.clock.now += YEARS;
      await answered('m1', 0);
      const due = (await claim()) as DueMessage;
      const later = { reason: 'unreachable', platformId: null, dueAt: under.clock.now + 2000 };
      await under.storage.settle(due, { state: 'queued', ...later });
      under.clock.now -= YEARS;
      expect(await claim()).toBeNull();
      await under.storage.mendTimes();
      expect(await claim()).toMatchObject({ messageId: 'r0', attempt: 2 });
      await under.storage.mendTimes();
      expect(await claim()).toBeNull();
    });

    it('a claim that nobody holds any more is taken again, but not at once', async () => {
      under.clock.now += YEARS;
      await answered('m1', 0);
      await claim();
      under.clock.now -= YEARS;
      await under.storage.mendTimes();
      expect(await claim()).toBeNull();
      under.clock.now += 30_000;
      expect(await claim()).toMatchObject({ messageId: 'r0', maybeSent: true });
    });

    it('a talk that began in the other time goes on: in its order, answered, and taken for nobody’s who was erased', async () => {
      under.clock.now += YEARS;
      await answered('m1', 0);
      under.clock.now -= YEARS;
      await answered('m2', 1);
      under.clock.now += 1;
      await answered('m3', 2);
      const lines = (await under.storage.transcript(CONVERSATION)).map(({ text }) => text);
      expect(lines).toEqual(['问0', '答0', '问1', '答1', '问2', '答2']);
      await under.storage.mendTimes();
      const said: unknown[] = [];
      for (let due = await claim(); due; due = await claim()) {
        said.push(due.said?.text);
        await under.storage.settle(due, { state: 'accepted', dueAt: under.clock.now, reason: null, platformId: null });
      }
      expect(said).toEqual(['答0', '答1', '答2']);
      expect(await incoming(under, { externalId: 'm3', text: '问2' })).toMatchObject({ kind: 'duplicate', same: true, answer: '{}' });
    });

    it('what an officer said then stays before what is said now', async () => {
      await under.database.query
        .insertInto('officers')
        .values([account('o1', '接线员甲')])
        .execute();
      const { messageId } = await incoming(under, { externalId: 'm1', text: '问' });
      await under.storage.saveOutcome(outcome(messageId, { replies: [], escalation: calling('P1') }));
      const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      under.clock.now += YEARS;
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.sayAsOfficer(id, 'o1', '在')).toBe(true);
      under.clock.now -= YEARS;
      await incoming(under, { externalId: 'm2', text: '好' });
      expect((await under.storage.transcript(CONVERSATION)).map(({ text }) => text)).toEqual(['问', '在', '好']);
    });

    it('whoever was erased then and comes again now has nothing of before', async () => {
      under.clock.now += YEARS;
      await answered('m1', 0);
      under.clock.now += 1;
      await forget(under);
      under.clock.now -= YEARS;
      await incoming(under, { externalId: 'm2', text: '新的' });
      expect((await under.storage.transcript(CONVERSATION)).map(({ text }) => text)).toEqual(['新的']);
    });

    it('a message without an outcome is found, and not the one that has only just come', async () => {
      under.clock.now += YEARS;
      await incoming(under, { externalId: 'm1' });
      under.clock.now -= YEARS;
      await incoming(under, { conversationId: 'web:c2', externalId: 'm2' });
      expect(await under.storage.unconcluded(under.clock.now, null, 10)).toHaveLength(1);
      expect(await under.storage.unconcluded(under.clock.now + 1, null, 10)).toHaveLength(2);
    });

    it('a message that could not be concluded then is tried again now', async () => {
      under.clock.now += YEARS;
      const { messageId } = await incoming(under, { externalId: 'm1' });
      await expect(under.storage.onePiece('conclude', messageId, () => Promise.reject(new Error('unreadable')))).rejects.toThrow();
      under.clock.now -= YEARS;
      await under.storage.mendTimes();
      expect((await under.storage.unconcluded(under.clock.now, null, 10, true)).map(({ id }) => id)).toEqual([messageId]);
    });

    it('a message that failed a moment ago keeps its pause', async () => {
      const { messageId } = await incoming(under, { externalId: 'm1' });
      await expect(under.storage.onePiece('conclude', messageId, () => Promise.reject(new Error('unreadable')))).rejects.toThrow();
      await under.storage.mendTimes();
      expect(await under.storage.unconcluded(under.clock.now + 1, null, 10, true)).toEqual([]);
    });

    it('no session lasts for years, and nobody is locked out for years', async () => {
      const { database, storage, clock } = under;
      await database.query
        .insertInto('officers')
        .values([account('o1', '接线员甲'), account('o2', '接线员乙')])
        .execute();
      await storage.startSession('today', 'o2', clock.now + HOUR);
      clock.now += YEARS;
      await storage.noteSuccess('o1', Math.floor(clock.now / TOTP_STEP));
      await storage.noteFailure('o2', 0, clock.now + 30_000);
      await database.query
        .insertInto('sessions')
        .values({ id_hash: 'then', officer_id: 'o1', created_at: clock.now, seen_at: clock.now, expires_at: clock.now + HOUR })
        .execute();
      clock.now -= YEARS;
      const step = Math.floor(clock.now / TOTP_STEP);
      expect(await storage.noteSuccess('o1', step + 1)).toBe(false);
      await storage.mendTimes();
      expect(await storage.officerOfSession('then', clock.now - HOUR)).toBeNull();
      expect(await storage.officerOfSession('today', clock.now - HOUR)).toMatchObject({ id: 'o2' });
      // The code of this step may have served already, the next one has not.
      expect(await storage.noteSuccess('o1', step)).toBe(false);
      expect(await storage.noteSuccess('o1', step + 1)).toBe(true);
      expect(await storage.noteFailure('o2', 1, clock.now + 30_000)).toBe(true);
    });

    it('what a citizen asks now was not answered by a call of then', async () => {
      const { database, storage, clock } = under;
      await database.query.insertInto('officers').values(account('o1', '王警官')).execute();
      const { messageId } = await incoming(under, { externalId: 'm1', text: '在吗' });
      await storage.saveOutcome(outcome(messageId, { replies: [], escalation: calling('P0', 'A-1') }));
      const { id } = await database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      await storage.claimCase(id, 'o1');
      clock.now += YEARS;
      for (const calls of [true, false, true, false]) {
        under.clock.now += 1000;
        expect(await storage.setOnTelephone(id, 'o1', calls)).toBe(true);
      }
      clock.now -= YEARS + 4000;
      await storage.mendTimes();
      expect((await storage.deskCase(id))?.waitingSince).toBeNull();
      clock.now += 1000;
      await incoming(under, { externalId: 'm2', text: '那我怎么办' });
      expect((await storage.deskCase(id))?.waitingSince).toBe(clock.now);
    });

    it('a lead of a partner that came then is passed on now', async () => {
      await under.database.query
        .insertInto('officers')
        .values([account('admin', '管理员', 'administrator')])
        .execute();
      await under.storage.addPartner('bank', { name: '银行', kind: 'banks', legalBasis: '第二十条', webhook: null }, 'admin');
      const bank = await under.storage.readPartner('bank');
      if (!bank) throw new Error('the partner is not there');
      under.clock.now += YEARS;
      const lead = { kind: 'other', tier: 'high', phone: '13800001234', name: '', type: null, facts: '柜台取现', identifiers: [] } as const;
      await under.storage.savePartnerLead(bank, { externalId: 'e1', officerId: null, raw: 'raw' }, lead);
      under.clock.now -= YEARS;
      expect(await under.storage.claimPartnerLead()).toBeNull();
      await under.storage.mendTimes();
      expect(await under.storage.claimPartnerLead()).toMatchObject({ externalId: 'e1' });
      await under.storage.mendTimes();
      expect(await under.storage.claimPartnerLead()).toBeNull();
    });

    it('whoever was told green before a release was put to work then is looked for now', async () => {
      const { database, storage, clock } = under;
      await database.query
        .insertInto('officers')
        .values([account('o1', '王警官')])
        .execute();
      const row = { title: '新套路', base: '1.0.0', state: 'published', edits: 1, author_id: 'o1', published_by: 'o1' } as const;
      const later = clock.now + YEARS;
      await database.query
        .insertInto('drafts')
        .values({
          ...{ ...row, id: 'd1', proposed_by: 'o1', proposed_at: later, published_as: '1.1.0' },
          ...{ created_at: later, updated_at: later, call_backs_due: later },
        })
        .execute();
      expect(await storage.takeDueCallBacks(HOUR)).toBeNull();
      await storage.mendTimes();
      expect(await storage.takeDueCallBacks(HOUR)).toEqual({ draftId: 'd1', version: '1.1.0' });
      await storage.mendTimes();
      expect(await storage.takeDueCallBacks(HOUR)).toBeNull();
    });

    it('a trader who signed in then is signed out, and one who signed in today stays', async () => {
      const details = { name: '童装店', licence: '91330500MA28A1B2C3', market: '织里', contact: '李四', phone: '13800001234' };
      await under.storage.registerMerchant('m1', details, 'today');
      under.clock.now += YEARS;
      await under.storage.registerMerchant('m2', { ...details, licence: '91330500MA28A1B2C4' }, 'then');
      under.clock.now -= YEARS;
      await under.storage.mendTimes();
      const left = await under.database.query.selectFrom('merchant_sessions').select('token_hash').execute();
      expect(left).toEqual([{ token_hash: 'today' }]);
    });

    it('nothing else is changed', async () => {
      await answered('m1', 0);
      const rows = () => under.database.query.selectFrom('outbox').selectAll().execute();
      const before = await rows();
      await under.storage.mendTimes();
      expect(await rows()).toEqual(before);
    });
  });
}
