import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HandoverBody } from '../../src/storage/handovers.ts';
import { calling, incoming, type OpenStorage, outcome, START, type StorageUnderTest } from './storage-under-test.ts';

const DAY = 86_400_000;
/** START is 10:00 in Shanghai. */
const MIDNIGHT = START - 10 * 3_600_000;

export function testShifts(name: string, open: OpenStorage): void {
  describe(`numbers and shifts in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      for (const id of ['o1', 'o2', 'o3'])
        await under.database.query
          .insertInto('officers')
          .values({
            id,
            name: id,
            display: `接线员${id}`,
            role: 'officer',
            password: '',
            totp_sealed: '',
            last_step: 0,
            failures: 0,
            locked_until: 0,
            disabled: 0,
            created_at: 0,
          })
          .execute();
    });
    afterEach(() => under.close());

    /** A judged message, and a case where it calls somebody. */
    async function judged(
      person: string,
      parts: { at?: number; colour?: string | null; type?: string | null; urgency?: 'P0' | 'P1' | 'P2'; channel?: string } = {},
    ): Promise<string> {
      const { at = under.clock.now, colour = 'red', type = 'brushing', urgency, channel = 'web' } = parts;
      under.clock.now = at;
      const conversationId = `${channel}:${person}`;
      const { messageId } = await incoming(under, { channel, conversationId, externalId: `${person}-${at}`, text: '我转了钱' });
      const { turn } = await under.storage.loadConversation(conversationId);
      const escalation = urgency ? calling(urgency, `A-${person}`) : null;
      await under.storage.saveOutcome(
        outcome(messageId, { conversationId, turn, colour, type, escalation, escalated: urgency !== undefined, replies: [] }),
      );
      const row = await under.database.query
        .selectFrom('cases')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .orderBy('created_at', 'desc')
        .executeTakeFirst();
      return row?.id ?? '';
    }
    const change = (id: string, values: Record<string, string | number | null>) =>
      under.database.query.updateTable('cases').set(values).where('id', '=', id).execute();
    const audited = async (action: string) =>
      (await under.database.query.selectFrom('audit').select(['officer_id', 'subject']).where('action', '=', action).execute()).map(
        ({ officer_id, subject }) => `${officer_id} ${subject}`,
      );

    describe('what is counted', () => {
      it('is who waits, by urgency, and since when the longest does', async () => {
        await judged('a', { urgency: 'P1' });
        await judged('b', { urgency: 'P0', at: START + 1000 });
        await judged('c', { urgency: 'P0', at: START + 2000 });
        const mine = await judged('d', { urgency: 'P0', at: START + 500 });
        await under.storage.claimCase(mine, 'o1');
        expect(await under.storage.waitingNow()).toEqual([
          { urgency: 'P0', count: 2, since: START + 1000 },
          { urgency: 'P1', count: 1, since: START },
        ]);
        expect([...(await under.storage.casesInHand())]).toEqual([['o1', 1]]);
      });

      it('is how long citizens waited, and for whom', async () => {
        const [first, second, third, merged] = [
          await judged('a', { urgency: 'P1', at: MIDNIGHT - 1 }),
          await judged('b', { urgency: 'P1', at: MIDNIGHT }),
          await judged('c', { urgency: 'P1', at: MIDNIGHT + 1 }),
          await judged('d', { urgency: 'P1', at: MIDNIGHT + 2 }),
        ];
        under.clock.now = START;
        await under.storage.claimCase(first, 'o1');
        await under.storage.claimCase(second, 'o1');
        await under.storage.sayAsOfficer(second, 'o1', '您好');
        await change(second, { answered_at: START });
        // The case has gone on to a colleague since.
        await change(second, { owner_id: 'o2' });
        await change(merged, { merged_into: third });
        expect(await under.storage.answeredCases(MIDNIGHT)).toEqual([
          { createdAt: MIDNIGHT, answeredAt: START, officer: '接线员o1' },
          { createdAt: MIDNIGHT + 1, answeredAt: null, officer: null },
        ]);
        expect(await under.storage.answeredCases(MIDNIGHT - 1)).toHaveLength(3);
        // On the telephone there is no message.
        await change(third, { answered_at: START, owner_id: 'o3', status: 'claimed' });
        expect((await under.storage.answeredCases(MIDNIGHT + 1))[0]?.officer).toBe('接线员o3');
      });

      it('is of the day that was asked for, also at noon where counting takes its time', async () => {
        await judged('a', { urgency: 'P1', at: MIDNIGHT - DAY });
        await judged('b', { urgency: 'P1', at: MIDNIGHT });
        const noon = MIDNIGHT + DAY / 2;
        let now = noon - 20;
        Object.defineProperty(under.clock, 'now', { get: () => now++ });
        expect(await under.storage.answeredCases(MIDNIGHT - DAY)).toHaveLength(2);
        now = noon;
        expect(await under.storage.answeredCases(MIDNIGHT)).toHaveLength(1);
      });

      it('is what the machine said, by day in Shanghai, type and channel', async () => {
        await judged('a', { at: MIDNIGHT - 1, colour: 'green', type: null });
        await judged('a', { at: MIDNIGHT, urgency: 'P1' });
        await judged('b', { at: MIDNIGHT + DAY - 1 });
        await judged('t', { at: MIDNIGHT + DAY - 1, channel: 'telegram', colour: null, type: null });
        await judged('b', { at: MIDNIGHT + DAY });
        const today = (MIDNIGHT + 8 * 3_600_000) / DAY;
        const sorted = (rows: readonly { count: number; channel: string; colour: string | null }[]) =>
          [...rows].sort((x, y) => y.count - x.count || x.channel.localeCompare(y.channel));
        expect(sorted(await under.storage.verdictCounts(MIDNIGHT, MIDNIGHT + DAY))).toEqual([
          { day: today, colour: 'red', type: 'brushing', channel: 'web', count: 2, escalated: 1 },
          { day: today, colour: null, type: null, channel: 'telegram', count: 1, escalated: 0 },
        ]);
        const days = (await under.storage.verdictCounts(MIDNIGHT - 1, MIDNIGHT + DAY + 1)).map(({ day }) => day - today);
        expect(days.toSorted((x, y) => x - y)).toEqual([-1, 0, 0, 1]);
      });

      it('is what cases turned out to be, against the machine\u2019s last colour before the closing', async () => {
        const missed = await judged('a', { urgency: 'P1', colour: 'yellow' });
        const wrong = await judged('b', { urgency: 'P1', colour: 'green' });
        await judged('b', { at: START + 10, colour: 'red' });
        await judged('b', { at: START + 20, colour: null });
        const early = await judged('c', { urgency: 'P1' });
        const unjudged = await judged('d', { urgency: 'P1', colour: null });
        await change(missed, { status: 'closed', closed_at: START + 100, truth: 'scam', lost: 20_000, saved: 5 });
        await change(wrong, { status: 'closed', closed_at: START + 100, truth: 'false-alarm' });
        await change(early, { status: 'closed', closed_at: START + 99, truth: 'scam' });
        await change(unjudged, { status: 'closed', closed_at: START + 200, truth: 'unclear' });
        await judged('a', { at: START + 101, colour: 'red' });
        const closed = await under.storage.closedCases(START + 100);
        expect(closed.toSorted((x, y) => x.closedAt - y.closedAt || x.truth.localeCompare(y.truth))).toEqual([
          { closedAt: START + 100, truth: 'false-alarm', colour: 'red', lost: 0, saved: 0 },
          { closedAt: START + 100, truth: 'scam', colour: 'yellow', lost: 20_000, saved: 5 },
          { closedAt: START + 200, truth: 'unclear', colour: null, lost: 0, saved: 0 },
        ]);
      });

      it('is what came back, and whom nobody reached', async () => {
        const id = await judged('a', { urgency: 'P1' });
        const { query } = under.database;
        for (const [at, action] of [
          [START - 1, 'case.returned'],
          [START, 'case.returned'],
          [START, 'case.released'],
        ] as const)
          await query.insertInto('audit').values({ at, officer_id: null, action, subject: id, reason_sealed: null }).execute();
        expect(await under.storage.returnsSince(START)).toEqual([START]);
        const promise = (callId: string, values: object) =>
          query
            .insertInto('call_backs')
            .values({
              id: callId,
              case_id: id,
              kind: 'promised',
              due_at: START,
              attempts: 0,
              last_attempt_at: null,
              done_at: null,
              result: null,
              officer_id: 'o1',
              note_sealed: null,
              created_at: START,
              ...values,
            })
            .execute();
        await promise('tried', { attempts: 2, due_at: START + 50 });
        await promise('late', { due_at: START - 1 });
        await promise('guard', { kind: 'guard', due_at: START - 1 });
        await promise('done', { attempts: 1, done_at: START, result: 'reached' });
        await promise('old', { attempts: 3, done_at: START - 1, result: 'given-up' });
        await promise('lost', { attempts: 3, done_at: START, result: 'given-up' });
        expect(await under.storage.unreachedCallBacks(START)).toEqual({ unreached: 1, overdue: 1, givenUpAt: [START] });
        expect((await under.storage.openWork('o1')).callBacks).toEqual([
          { caseId: id, number: 'A-a', dueAt: START - 1, attempts: 0 },
          { caseId: id, number: 'A-a', dueAt: START + 50, attempts: 2 },
        ]);
      });

      it('opens nothing that is sealed', async () => {
        await judged('a', { urgency: 'P1' });
        await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
        expect(await under.storage.verdictCounts(MIDNIGHT, START + DAY)).toHaveLength(1);
        expect(await under.storage.answeredCases(MIDNIGHT)).toHaveLength(1);
      });
    });

    describe('a hand-over', () => {
      async function sheet(goes: readonly string[], stays: readonly string[] = []): Promise<string> {
        const { cases, waiting, callBacks } = await under.storage.openWork('o1');
        const body: HandoverBody = {
          cases: cases.filter(({ id }) => goes.includes(id) || stays.includes(id)).map((one) => ({ ...one, goes: goes.includes(one.id) })),
          waiting,
          callBacks,
          remarks: '家属在路上',
        };
        return under.storage.handOver('o1', body);
      }
      async function owned(person: string, urgency: 'P0' | 'P1' = 'P1'): Promise<string> {
        const id = await judged(person, { urgency });
        await under.storage.claimCase(id, 'o1');
        return id;
      }
      const ownerOf = async (id: string) => (await under.storage.deskCase(id))?.owner?.id;

      it('holds what is open, in order, sealed', async () => {
        const calm = await owned('a');
        const urgent = await owned('b', 'P0');
        const free = await judged('c', { urgency: 'P2' });
        const id = await sheet([calm, urgent]);
        const found = await under.storage.handover(id);
        expect(found).toMatchObject({ from: { id: 'o1', display: '接线员o1' }, to: null, takenAt: null, createdAt: START });
        expect(found?.body.cases.map(({ number, urgency, goes }) => `${number} ${urgency} ${goes}`)).toEqual([
          'A-b P0 true',
          'A-a P1 true',
        ]);
        expect(found?.body.waiting.map((one) => one.id)).toEqual([free]);
        expect(found?.body.remarks).toBe('家属在路上');
        expect((await under.bytes()).includes('家属在路上')).toBe(false);
        expect(await audited('shift.handed-over')).toEqual([`o1 ${id}`]);
        expect(await under.storage.handover('none')).toBeNull();
      });

      it('makes one sheet of one form', async () => {
        const body: HandoverBody = { cases: [], waiting: [], callBacks: [], remarks: '' };
        expect(await under.storage.handOver('o1', body, 'form-0001')).toBe('form-0001');
        expect(await under.storage.handOver('o1', { ...body, remarks: '第二次' }, 'form-0001')).toBe('form-0001');
        expect((await under.storage.listHandovers(9)).map(({ id }) => id)).toEqual(['form-0001']);
        expect((await under.storage.handover('form-0001'))?.body.remarks).toBe('');
        expect(await audited('shift.handed-over')).toHaveLength(1);
      });

      it('gives its cases to whoever takes it, in one step, and tells live pages', async () => {
        const [goes, stays, unticked, released] = [await owned('a'), await owned('b'), await owned('c'), await owned('d')];
        const id = await sheet([goes, unticked, released], [stays]);
        await under.storage.releaseCase(released, 'o1');
        await under.storage.claimCase(released, 'o3');
        under.clock.now += 1000;
        const cursor = await under.storage.deskCursor();
        expect(await under.storage.takeHandover(id, 'o2', [goes, stays, released])).toEqual({ kind: 'taken', moved: [goes] });
        expect(await Promise.all([goes, stays, unticked, released].map(ownerOf))).toEqual(['o2', 'o1', 'o1', 'o3']);
        const row = await under.database.query
          .selectFrom('cases')
          .select(['touched_at', 'claimed_at', 'status'])
          .where('id', '=', goes)
          .executeTakeFirst();
        expect(row).toEqual({ touched_at: under.clock.now, claimed_at: under.clock.now, status: 'claimed' });
        expect(await audited('case.transferred')).toEqual([`o2 ${goes}`]);
        expect(await audited('shift.taken')).toEqual([`o2 ${id}`]);
        expect(await under.storage.deskEventsAfter(cursor)).not.toBeNull();
        expect(await under.storage.handover(id)).toMatchObject({ to: { id: 'o2' }, takenAt: under.clock.now });
        // He may speak at once, the giver no more.
        expect(await under.storage.sayAsOfficer(goes, 'o2', '我接着办')).toBe(true);
        expect(await under.storage.sayAsOfficer(goes, 'o1', '我还在')).toBe(false);
      });

      it('has one taker, whoever signs at the same moment, and everything once', async () => {
        const goes = await owned('a');
        const id = await sheet([goes]);
        const takings = await Promise.all(['o2', 'o3', 'o2', 'o3', 'o2'].map((who) => under.storage.takeHandover(id, who, [goes])));
        const winner = (await under.storage.handover(id))?.to?.id ?? '';
        expect(['o2', 'o3']).toContain(winner);
        expect(await ownerOf(goes)).toBe(winner);
        expect(takings.filter(({ kind }) => kind === 'late').length).toBeGreaterThanOrEqual(2);
        expect(await audited('shift.taken')).toEqual([`${winner} ${id}`]);
        expect(await audited('case.transferred')).toEqual([`${winner} ${goes}`]);
        expect(await under.storage.takeHandover(id, 'o3', [])).toMatchObject({ kind: 'late', by: `接线员${winner}` });
      });

      it('is not taken by its giver, and takes no case that is not on it', async () => {
        const [goes, other] = [await owned('a'), await owned('b')];
        const id = await sheet([goes]);
        expect(await under.storage.takeHandover(id, 'o1', [goes])).toEqual({ kind: 'own' });
        expect(await under.storage.takeHandover('none', 'o2', [goes])).toEqual({ kind: 'unknown' });
        expect(await audited('shift.taken')).toEqual([]);
        await under.storage.takeHandover(id, 'o2', [goes, other]);
        expect(await Promise.all([goes, other].map(ownerOf))).toEqual(['o2', 'o1']);
      });

      it('lists the newest first', async () => {
        const first = await sheet([]);
        under.clock.now += 1;
        const second = await sheet([]);
        await under.storage.takeHandover(first, 'o2', []);
        const lines = await under.storage.listHandovers(9);
        expect(lines.map(({ id, to }) => [id, to?.display ?? null])).toEqual([
          [second, null],
          [first, '接线员o2'],
        ]);
        expect(await under.storage.listHandovers(1)).toHaveLength(1);
      });
    });
  });
}
