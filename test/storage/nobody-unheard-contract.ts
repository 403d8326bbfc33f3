import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_WITHIN } from '../../src/storage/case-returns.ts';
import { PRESENT_FOR } from '../../src/storage/presence.ts';
import { atOnce, type CaseLife, openCaseLife } from './case-life-under-test.ts';
import { calling, countOf, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const MINUTE = 60_000;
/** A member of it. */
const GROUP = 'telegram:-1002/55';
const NOTES = { here: (number: string) => `并入${number}`, there: (number: string) => `${number}并到这里` };

export function testNobodyUnheard(name: string, open: OpenStorage): void {
  describe(`whoever waits for an answer in ${name}`, () => {
    let under: StorageUnderTest;
    let life: CaseLife;
    beforeEach(async () => {
      under = await open();
      life = await openCaseLife(under);
    });
    afterEach(() => under.close());

    const numberOf = async (id: string): Promise<string> => (await life.row(id)).number;
    const newestLine = async (id: string): Promise<number> => (await under.storage.deskCase(id))?.lines.at(-1)?.at ?? 0;
    /** Two chats of the same telephone. */
    const sameTelephone = (...persons: readonly string[]) =>
      under.database.query
        .updateTable('conversations')
        .set({ address_hash: 'the-same' })
        .where(
          'id',
          'in',
          persons.map((person) => `web:${person}`),
        )
        .execute();
    const press = (person: string) =>
      incoming(under, {
        conversationId: `web:${person}`,
        externalId: `rating-${under.clock.now}`,
        text: '{"says":"right"}',
        kind: 'rating',
      });

    describe('when the officer ends the case', () => {
      it('is not left behind: what came after the newest line that he had before him keeps it open', async () => {
        const id = await life.claimed('c1');
        const seenUpTo = await newestLine(id);
        await life.writes('c1', { replies: [] });
        expect(await under.storage.closeCase(id, 'o1', 'scam', { seenUpTo })).toBe(false);
        expect(await under.storage.hasUnread(id, 'o1', seenUpTo)).toBe(true);
        expect(await under.storage.hasUnread(id, 'o2', seenUpTo)).toBe(false);
        expect(await life.row(id)).toMatchObject({ status: 'claimed', truth: null });
        expect(await life.audited(id)).toEqual(['claimed o1']);
        expect(await under.storage.closeCase(id, 'o1', 'scam', { seenUpTo: await newestLine(id) })).toBe(true);
        await life.expectAgreement();
      });

      it('waits for nothing with what he only pressed', async () => {
        const id = await life.claimed('c1');
        const seenUpTo = await newestLine(id);
        await press('c1');
        expect(await under.storage.closeCase(id, 'o1', 'scam', { seenUpTo })).toBe(true);
      });

      it('is not left behind by a merge either', async () => {
        const [first, second] = [await life.openCase('c1'), await life.claimed('c2')];
        await sameTelephone('c1', 'c2');
        const seenUpTo = await newestLine(second);
        await life.writes('c2', { replies: [] });
        expect(await under.storage.mergeCase(second, 'o1', await numberOf(first), NOTES, seenUpTo)).toBe('unread');
        expect(await life.row(second)).toMatchObject({ status: 'claimed', merged_into: null });
        expect(await under.storage.mergeCase(second, 'o1', await numberOf(first), NOTES, await newestLine(second))).toBe('merged');
      });

      it('is not put away in a case that is closed itself', async () => {
        const [first, second] = [await life.claimed('c1'), await life.claimed('c2')];
        await sameTelephone('c1', 'c2');
        await under.storage.closeCase(first, 'o1', 'scam');
        expect(await under.storage.mergeCase(second, 'o1', await numberOf(first), NOTES)).toBe('closed');
        expect(await life.row(second)).toMatchObject({ status: 'claimed', merged_into: null });
        expect(await life.audited(first)).toEqual(['claimed o1', 'closed o1']);
      });
    });

    describe('for a role', () => {
      it('is anybody’s once life or money is at stake', async () => {
        const id = await life.claimed('c1', 'o1', 'P2');
        await life.hand(id, { role: 'supervisor' });
        expect(await under.storage.claimCase(id, 'o2')).toBeNull();
        await life.writes('c1', { escalation: calling('P1') });
        expect(await life.row(id)).toMatchObject({ urgency: 'P1', wanted_role: 'supervisor' });
        await life.writes('c1', { escalation: calling('P0') });
        expect(await life.row(id)).toMatchObject({ urgency: 'P0', wanted_role: null });
        expect(await under.storage.claimCase(id, 'o2')).toMatchObject({ won: true });
      });

      it('is that role’s as a P0 only while one of it has the desk open', async () => {
        const id = await life.claimed('c1');
        await life.hand(id, { role: 'supervisor' });
        expect(await under.storage.claimCase(id, 'o2')).toBeNull();
        under.clock.now += PRESENT_FOR;
        await under.storage.noteSeen('o2', 'desk');
        expect(await under.storage.claimCase(id, 'o2')).toMatchObject({ won: true });
      });
    });

    describe('on the telephone', () => {
      it('is answered by the call: what he had asked before brings the case back no more, what he asks later does', async () => {
        const id = await life.claimed('c1');
        await under.storage.setOnTelephone(id, 'o1', true);
        under.clock.now += 6 * MINUTE;
        await under.storage.noteSeen('o1', 'desk');
        await under.storage.setOnTelephone(id, 'o1', false);
        const ended = under.clock.now;
        expect(await life.row(id)).toMatchObject({ called_at: ended, answered_at: ended });
        expect(await under.storage.deskCase(id)).toMatchObject({ waitingSince: null });
        under.clock.now += 5 * ANSWER_WITHIN;
        expect(await under.storage.returnLapsed()).toEqual([]);
        await life.writes('c1', { replies: [] });
        expect(await under.storage.deskCase(id)).toMatchObject({ waitingSince: under.clock.now });
        under.clock.now += ANSWER_WITHIN;
        expect(await under.storage.returnLapsed()).toEqual([id]);
      });

      it('is answered by no button that ended no call', async () => {
        const id = await life.claimed('c1');
        await under.storage.setOnTelephone(id, 'o1', false);
        expect(await life.row(id)).toMatchObject({ called_at: null, answered_at: null });
      });
    });

    it('does not wait for an answer to what he pressed or opened', async () => {
      const id = await life.claimed('c1');
      const written = await newestLine(id);
      await under.storage.sayAsOfficer(id, 'o1', '先挂电话');
      under.clock.now += MINUTE;
      await press('c1');
      await incoming(under, { conversationId: 'web:c1', externalId: 'joined', text: '', kind: 'joined' });
      expect(await under.storage.deskCase(id)).toMatchObject({ waitingSince: null, lastFromCitizenAt: written });
      expect((await under.storage.queue()).map(({ waitingSince }) => waitingSince)).toEqual([null]);
    });

    /** Of a group, in which an officer has his case. */
    async function claimedInAGroup(): Promise<string> {
      const { messageId } = await incoming(under, { conversationId: GROUP, channel: 'telegram', externalId: 'g1', text: '在吗' });
      await under.storage.saveOutcome(
        outcome(messageId, { conversationId: GROUP, replies: [], stage: 'seen', escalation: calling('P0', 'A-g1') }),
      );
      const { id } = await under.database.query
        .selectFrom('cases')
        .select('id')
        .where('conversation_id', '=', GROUP)
        .executeTakeFirstOrThrow();
      await under.storage.claimCase(id, 'o1');
      under.clock.now += 1000;
      return id;
    }

    describe('when his case has come back', () => {
      const words = '又排上了';
      const untold = () => under.storage.returnsUntold();
      async function tell(): Promise<void> {
        for (const one of await untold()) await under.storage.tellReturned(one, words);
      }
      const told = async (person = 'c1') =>
        (await under.storage.transcript(`web:${person}`)).filter(({ author, text }) => author === 'bot' && text === words).length;
      const lapse = async (): Promise<void> => {
        under.clock.now += ANSWER_WITHIN;
        await under.storage.returnLapsed();
      };

      it('is told once behind his words, by outbox and events, and again behind the next ones', async () => {
        const id = await life.claimed('c1');
        expect(await untold()).toEqual([]);
        await lapse();
        const cursor = await under.storage.deskCursor();
        const [one] = await untold();
        if (!one) throw new Error('nobody is to be told');
        await Promise.all([under.storage.tellReturned(one, words), under.storage.tellReturned(one, words)]);
        expect(await told()).toBe(1);
        expect((await under.storage.eventsAfter('web:c1', cursor)).map(({ message }) => message?.text)).toEqual([words]);
        expect(await countOf(under, 'outbox')).toBe(1);
        expect(await untold()).toEqual([]);
        await under.storage.claimCase(id, 'o2');
        await lapse();
        await tell();
        expect(await told()).toBe(1);
        await under.storage.claimCase(id, 'o2');
        await life.writes('c1', { replies: [] });
        await lapse();
        await tell();
        expect(await told()).toBe(2);
      });

      it('is told nothing once somebody has it, once the bot has answered him, or where it is less urgent', async () => {
        const id = await life.claimed('c1');
        await life.claimed('c2', 'o1', 'P1');
        await life.claimed('c3');
        await under.storage.returnCasesOf('o1');
        const all = await untold();
        expect(all.map(({ conversationId }) => conversationId).sort()).toEqual(['web:c1', 'web:c3']);
        await under.storage.claimCase(id, 'o2');
        await life.writes('c3', { replies: [{ id: 'r3', text: '先打110' }] });
        expect(await untold()).toEqual([]);
        const late = all.find(({ conversationId }) => conversationId === 'web:c1');
        if (late) await under.storage.tellReturned(late, words);
        expect(await told()).toBe(0);
      });

      it('is told nothing in front of a group, and nobody at the desk reads that he was', async () => {
        const caseId = await claimedInAGroup();
        await under.storage.returnCasesOf('o1');
        expect(await untold()).toEqual([]);
        await under.storage.tellReturned({ caseId, conversationId: GROUP, behind: 'g1' }, words);
        expect((await under.storage.transcript(GROUP)).map(({ text }) => text)).toEqual(['在吗']);
        expect(await countOf(under, 'outbox')).toBe(0);
      });
    });

    describe('for a promised call', () => {
      async function promised(): Promise<string> {
        const id = await life.claimed('c1');
        await under.storage.promiseCallBack(id, 'o1', under.clock.now + MINUTE, '', 'call-0001');
        return id;
      }
      const takerSeenBy = async (officer: string) => (await under.storage.callBacksDue(officer))[0]?.takenBy;

      it('is called by one, whoever takes it at the same moment, and the others see who', async () => {
        const id = await promised();
        const takers = ['o2', 'sup', 'boss'];
        const won = await atOnce(
          under,
          takers.map((who) => () => under.storage.takeCallBack('call-0001', who)),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        const winner = takers[won.indexOf(true)] ?? '';
        expect(await takerSeenBy('o1')).toEqual({ id: winner, display: winner, at: under.clock.now });
        expect((await life.audited(id)).filter((line) => line.startsWith('unmasked'))).toEqual([`unmasked ${winner}`]);
        const seeing = await Promise.all(takers.map((who) => under.storage.isUnmasked(who, id)));
        expect(seeing).toEqual(won);
      });

      it('is free again after half an hour, or with what came of the call', async () => {
        await promised();
        await under.storage.takeCallBack('call-0001', 'o2');
        under.clock.now += 30 * MINUTE - 1;
        expect(await under.storage.takeCallBack('call-0001', 'sup')).toBe(false);
        under.clock.now += 1;
        expect(await takerSeenBy('sup')).toBeNull();
        expect(await under.storage.takeCallBack('call-0001', 'sup')).toBe(true);
        expect(await under.storage.settleCallBack('call-0001', 'sup', 0, 'unreached', '')).toBe(true);
        expect(await takerSeenBy('o2')).toBeNull();
        expect(await under.storage.takeCallBack('call-0001', 'o2')).toBe(true);
      });

      it('tells the lists of the others', async () => {
        await promised();
        const cursor = await under.storage.deskCursor();
        await under.storage.takeCallBack('call-0001', 'o2');
        expect(await under.storage.deskEventsAfter(cursor)).not.toBeNull();
      });
    });

    describe('when the shift changes', () => {
      async function sheetOf(...ids: readonly string[]): Promise<string> {
        const { cases } = await under.storage.openWork('o1');
        const given = cases.filter(({ id }) => ids.includes(id)).map((one) => ({ ...one, goes: true }));
        return under.storage.handOver('o1', { cases: given, waiting: [], callBacks: [], remarks: '' });
      }

      it('is taken over although the giver has gone home meanwhile; the sheet says who was', async () => {
        const [left, claimed, handed] = [await life.claimed('c1'), await life.claimed('c2'), await life.claimed('c3')];
        const sheet = await sheetOf(left, claimed, handed);
        under.clock.now += 1000;
        await under.storage.returnCasesOf('o1');
        await under.storage.claimCase(claimed, 'sup');
        await under.storage.claimCase(handed, 'sup');
        await life.hand(handed, { role: 'administrator' }, { officerId: 'sup', ownerId: 'sup' });
        under.clock.now += 1000;
        expect(await under.storage.takeHandover(sheet, 'o2', [left, claimed, handed])).toEqual({ kind: 'taken', moved: [left] });
        expect(await life.row(left)).toMatchObject({ status: 'claimed', owner_id: 'o2', returned_at: null });
        expect((await under.storage.loadConversation('web:c1')).status).toBe('open');
        expect(await life.audited(left)).toEqual(['claimed o1', 'returned o1', 'transferred o2']);
        expect((await under.storage.handover(sheet))?.moved).toEqual([left]);
        expect(await life.row(claimed)).toMatchObject({ owner_id: 'sup' });
        expect(await life.row(handed)).toMatchObject({ status: 'waiting', wanted_role: 'administrator' });
        await life.expectAgreement();
      });

      it('is not left without the bot where he writes in a group', async () => {
        const id = await claimedInAGroup();
        const sheet = await sheetOf(id);
        expect(await under.storage.takeHandover(sheet, 'o2', [id])).toEqual({ kind: 'taken', moved: [id] });
        expect(await life.row(id)).toMatchObject({ status: 'claimed', owner_id: 'o2' });
        expect((await under.storage.loadConversation(GROUP)).status).not.toBe('open');
      });

      it('is not taken from the queue where the giver put him back himself', async () => {
        const id = await life.claimed('c1');
        const sheet = await sheetOf(id);
        under.clock.now += 1000;
        await under.storage.releaseCase(id, 'o1');
        expect((await under.storage.handover(sheet))?.moved).toBeNull();
        expect(await under.storage.takeHandover(sheet, 'o2', [id])).toEqual({ kind: 'taken', moved: [] });
        expect(await life.row(id)).toMatchObject({ status: 'waiting', owner_id: null });
      });
    });
  });
}
