import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ring } from '../../src/storage/rings.ts';
import { account, calling, countOf, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const AFTER = 30_000;
const EVERY = 60_000;

export function testRings(name: string, open: OpenStorage): void {
  describe(`cases that wait in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const caseOf = async (person: string) =>
      under.database.query.selectFrom('cases').selectAll().where('conversation_id', '=', `web:${person}`).executeTakeFirstOrThrow();
    async function openCase(person: string, urgency: 'P0' | 'P1' | 'P2'): Promise<string> {
      const conversationId = `web:${person}`;
      const { messageId } = await incoming(under, { conversationId, externalId: person });
      await under.storage.saveOutcome(
        outcome(messageId, {
          conversationId,
          escalation: calling(urgency, `A-${person}`),
          replies: [{ id: `r-${person}`, text: '先打110' }],
        }),
      );
      under.clock.now += 1000;
      return (await caseOf(person)).id;
    }
    const claim = (caseId: string) =>
      under.database.query.updateTable('cases').set({ status: 'claimed' }).where('id', '=', caseId).execute();
    const wait = (ms: number): void => {
      under.clock.now += ms;
    };
    const ring = (staffed = true): Promise<Ring | null> => under.storage.claimRing(AFTER, EVERY, staffed);

    it('are counted by urgency, those that came before a moment apart', async () => {
      await openCase('a', 'P2');
      await openCase('b', 'P0');
      const before = under.clock.now;
      await openCase('c', 'P2');
      await claim(await openCase('d', 'P2'));
      const line = [...(await under.storage.waitingLine(before))].sort((a, b) => (a.urgency < b.urgency ? -1 : 1));
      expect(line).toEqual([
        { urgency: 'P0', waiting: 1, older: 1 },
        { urgency: 'P2', waiting: 2, older: 1 },
      ]);
    });

    it('ring when they are P0 and nobody has claimed them in time, and again until somebody does', async () => {
      await openCase('p1', 'P1');
      const id = await openCase('p0', 'P0');
      const since = (await caseOf('p0')).created_at;
      wait(since + AFTER - 1 - under.clock.now);
      expect(await ring()).toBeNull();
      wait(1);
      expect(await ring()).toEqual({
        caseId: id,
        number: 'A-p0',
        urgency: 'P0',
        conversationId: 'web:p0',
        waitingSince: since,
        attempt: 1,
      });
      wait(EVERY - 1);
      expect(await ring()).toBeNull();
      wait(1);
      expect(await ring()).toMatchObject({ attempt: 2 });
      await claim(id);
      wait(EVERY);
      expect(await ring()).toBeNull();
    });

    it('ring at once where nobody has the desk open, once before the pause', async () => {
      await openCase('p0', 'P0');
      expect(await ring(false)).toMatchObject({ attempt: 1 });
      expect(await ring(false)).toBeNull();
      wait(EVERY);
      expect(await ring(false)).toMatchObject({ attempt: 2 });
    });

    it('ring after ever longer pauses, a quarter of an hour at most, and as for the first time when they come back', async () => {
      const id = await openCase('p0', 'P0');
      const minutes: number[] = [];
      for (let minute = 0; minute <= 50; minute++) {
        if ((await ring(false)) !== null) minutes.push(minute);
        wait(EVERY);
      }
      expect(minutes).toEqual([0, 1, 2, 4, 8, 16, 31, 46]);
      await under.database.query.insertInto('officers').values(account('o1', '李娜')).execute();
      await under.storage.claimCase(id, 'o1');
      await under.storage.releaseCase(id, 'o1');
      expect(await ring()).not.toBeNull();
      wait(EVERY);
      expect(await ring()).not.toBeNull();
    });

    it('are named by one SMS for all of them, each once in its pause', async () => {
      const named = async (person: string) => {
        const { id: caseId } = await caseOf(person);
        return (await under.storage.claimText({ caseId }, EVERY)).map(({ number }) => number);
      };
      await openCase('a', 'P0');
      await openCase('b', 'P0');
      await openCase('calm', 'P2');
      await Promise.all([ring(false), ring(false)]);
      const both = await Promise.all([named('a'), named('b'), named('a')]);
      expect(both.filter((numbers) => numbers.length > 0)).toEqual([['A-a', 'A-b']]);
      wait(EVERY);
      await Promise.all([ring(false), ring(false)]);
      expect([await named('b'), await named('a')]).toEqual([['A-a', 'A-b'], []]);
      await openCase('late', 'P0');
      await ring(false);
      expect(await named('late')).toEqual(['A-a', 'A-b', 'A-late']);
    });

    it('ring as well when they became urgent later, or came back', async () => {
      const id = await openCase('p2', 'P2');
      wait(AFTER);
      expect(await ring()).toBeNull();
      await under.database.query.updateTable('cases').set({ urgency: 'P0' }).where('id', '=', id).execute();
      expect(await ring()).toMatchObject({ attempt: 1 });
      await claim(id);
      wait(EVERY);
      expect(await ring()).toBeNull();
      await under.database.query.updateTable('cases').set({ status: 'waiting' }).where('id', '=', id).execute();
      expect(await ring()).toMatchObject({ attempt: 2 });
    });

    it('ring once each, however many instances ask', async () => {
      const ids = await Promise.all(['a', 'b', 'c'].map((person) => openCase(person, 'P0')));
      wait(AFTER);
      const rung = (await Promise.all(Array.from({ length: 20 }, () => ring()))).filter((one) => one !== null);
      expect(rung.map(({ caseId }) => caseId).sort()).toEqual([...ids].sort());
      expect(rung.every(({ attempt }) => attempt === 1)).toBe(true);
    });

    describe('once somebody was reached', () => {
      const reached = { reached: true, reason: null };
      const bots = async () =>
        (await under.database.query.selectFrom('outbox').select(['conversation_id', 'state']).orderBy('position').execute()).length;

      it('are known for it, and their citizen is told once, live and by the outbox', async () => {
        await openCase('p0', 'P0');
        const first = (await ring(false)) as Ring;
        const cursor = await under.storage.deskCursor();
        expect((await under.storage.loadConversation('web:p0')).runningCase?.reached).toBe(false);
        await under.storage.settleRing(first, reached, '已联系上值班员');
        expect((await under.storage.loadConversation('web:p0')).runningCase?.reached).toBe(true);
        expect((await under.storage.eventsAfter('web:p0', cursor)).map(({ message }) => message?.text)).toEqual(['已联系上值班员']);
        expect(await bots()).toBe(2);
        wait(EVERY);
        await under.storage.settleRing((await ring(false)) as Ring, reached, '已联系上值班员');
        expect(await bots()).toBe(2);
        expect((await under.storage.transcript('web:p0')).filter(({ text }) => text === '已联系上值班员')).toHaveLength(1);
      });

      it('are told of nothing that has been claimed meanwhile, or of what nothing may be said', async () => {
        const id = await openCase('p0', 'P0');
        const one = (await ring(false)) as Ring;
        await under.storage.settleRing(one, reached, null);
        expect(await bots()).toBe(1);
        await claim(id);
        await under.storage.settleRing(one, reached, '已联系上值班员');
        expect(await bots()).toBe(1);
      });

      it('count as not reached again when they have come back since', async () => {
        const id = await openCase('p0', 'P0');
        await under.storage.settleRing((await ring(false)) as Ring, reached, null);
        wait(1);
        await under.database.query.updateTable('cases').set({ returned_at: under.clock.now }).where('id', '=', id).execute();
        expect((await under.storage.loadConversation('web:p0')).runningCase?.reached).toBe(false);
      });

      it('keep why a ring failed, and that somebody was reached before', async () => {
        await openCase('p0', 'P0');
        await under.storage.settleRing((await ring(false)) as Ring, reached, null);
        wait(EVERY);
        await under.storage.settleRing((await ring(false)) as Ring, { reached: false, reason: 'webhook: HTTP 500' }, null);
        expect(await under.database.query.selectFrom('rings').select(['reason', 'attempts', 'reached_at']).execute()).toEqual([
          { reason: 'webhook: HTTP 500', attempts: 2, reached_at: expect.any(Number) },
        ]);
      });
    });
  });

  describe(`a wish to cancel in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function cancel(urgency: 'P0' | 'P1' | 'P2', cancelling: 'cancelled' | 'told', before?: () => Promise<unknown>) {
      const first = await incoming(under);
      await under.storage.saveOutcome(outcome(first.messageId, { escalation: calling(urgency) }));
      under.clock.now += 1000;
      const second = await incoming(under, { externalId: 'm2', text: '取消人工' });
      await before?.();
      await under.storage.saveOutcome(outcome(second.messageId, { turn: 1, cancelling }));
      return under.database.query
        .selectFrom('cases')
        .select(['status', 'truth', 'closed_by', 'closed_at', 'reason'])
        .executeTakeFirstOrThrow();
    }
    const audit = () => under.database.query.selectFrom('audit').select(['officer_id', 'action']).execute();

    it('closes what waits, by nobody and without a truth, and writes it down', async () => {
      expect(await cancel('P2', 'cancelled')).toEqual({
        status: 'closed',
        truth: null,
        closed_by: null,
        closed_at: under.clock.now,
        reason: 'emergency',
      });
      expect(await audit()).toEqual([{ officer_id: null, action: 'case.closed' }]);
      expect(await under.storage.loadConversation('web:c1')).toMatchObject({ status: 'resolved', runningCase: null });
    });

    it.each(['P0', 'P1'] as const)('never closes a %s', async (urgency) => {
      expect(await cancel(urgency, 'cancelled')).toMatchObject({ status: 'waiting', closed_at: null });
      expect(await audit()).toEqual([]);
    });

    it('comes too late for what an officer has claimed, and nothing of the bot is said then', async () => {
      const claimed = () =>
        under.database.batch([
          under.database.query.updateTable('cases').set({ status: 'claimed' }),
          under.database.query.updateTable('conversations').set({ status: 'open' }),
        ]);
      expect(await cancel('P2', 'cancelled', claimed)).toMatchObject({ status: 'claimed' });
      expect(await audit()).toEqual([]);
      expect(await countOf(under, 'outbox')).toBe(1);
      expect((await under.storage.transcript('web:c1')).map(({ author }) => author)).toEqual(['citizen', 'bot', 'citizen']);
    });

    it('is told to the officer by the reason, once', async () => {
      expect(await cancel('P0', 'told')).toMatchObject({ status: 'waiting', reason: 'emergency: seen: asked-to-cancel' });
      const third = await incoming(under, { externalId: 'm3', text: '取消人工' });
      await under.storage.saveOutcome(outcome(third.messageId, { turn: 2, cancelling: 'told' }));
      expect(await under.database.query.selectFrom('cases').select('reason').execute()).toEqual([
        { reason: 'emergency: seen: asked-to-cancel' },
      ]);
    });
  });
}
