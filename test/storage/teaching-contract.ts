import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgeBand, Job } from '../../src/storage/citizens/citizens-tables.ts';
import { CONVERSATION, incoming, type OpenStorage, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const DAY = 24 * 3_600_000;
const WINDOWS = [{ channel: 'telegram', since: 0 }];

export function testTeaching(name: string, open: OpenStorage): void {
  describe(`teaching in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    const told = (id: string) => ({
      id,
      kind: 'daily' as const,
      type: 'loan',
      caseMonth: '2026-10',
      lossBand: '1-5' as const,
      title: '先交钱的贷款',
      body: '有人先交了手续费，贷款没有来。',
      source: '',
    });
    /** Registered, proved, agreed, with a chat on Telegram. */
    async function citizen(conversationId = 'telegram:7', ageBand: AgeBand = '60-69', job: Job = 'retired'): Promise<string> {
      const profile = { name: '吴', gridId: null, ageBand, job, guardian: null };
      const id = await under.storage.registerCitizen({
        ...profile,
        tokenHash: `t-${conversationId}`,
        consents: [
          { purpose: 'profile', version: 1 },
          { purpose: 'exposure', version: 1 },
          { purpose: 'teaching', version: 1 },
        ],
      });
      await under.database.query.updateTable('citizens').set({ phone_proved_at: 1 }).where('id', '=', id).execute();
      const saved = await incoming(under, { conversationId, channel: 'telegram', externalId: `m-${conversationId}` });
      await under.database.query.updateTable('messages').set({ concluded: 1 }).where('id', '=', saved.messageId).execute();
      await under.database.query
        .insertInto('citizen_conversations')
        .values({ citizen_id: id, conversation_id: conversationId, since: 0 })
        .execute();
      return id;
    }
    const push = (citizenId: string, week = 1, conversationId = 'telegram:7') =>
      under.storage.pushLesson({ citizenId, conversationId, channel: 'telegram', lesson: 'loan', text: '反诈疫苗', week }, 1);
    const outbox = () => under.database.query.selectFrom('outbox').select(['state', 'channel']).execute();

    it('shows a text to citizens when a second officer has agreed, once, on a day that is free', async () => {
      await under.storage.proposeText(told('t1'), 'o1');
      await under.storage.proposeText(told('t1'), 'o1');
      expect(await under.storage.proposedTexts()).toHaveLength(1);
      expect(await under.storage.approveText('t1', 'o1', 20_777)).toBe('own');
      const both = await Promise.all(['o2', 'o2'].map((officer) => under.storage.approveText('t1', officer, 20_777)));
      expect(both).toContain('done');
      expect(await under.storage.turnsBetween(20_777, 20_777)).toEqual([{ day: 20_777, type: 'loan', textId: 't1' }]);
      await under.storage.proposeText(told('t2'), 'o1');
      expect(await under.storage.approveText('t2', 'o2', 20_777)).toBe('taken');
      expect((await under.storage.readTeachingText('t2'))?.state).toBe('proposed');
      expect(await under.storage.approveText('t2', 'o2', null)).toBe('gone');
      const audit = await under.database.query.selectFrom('audit').select(['action', 'subject']).execute();
      expect(audit.filter(({ action }) => action === 'teaching.approved')).toEqual([{ action: 'teaching.approved', subject: 't1' }]);
      expect((await under.bytes()).includes(Buffer.from('贷款没有来'))).toBe(false);
    });

    it('gives the day back to the library when a text is taken down, and refuses once', async () => {
      await under.storage.proposeText(told('t1'), 'o1');
      await under.storage.approveText('t1', 'o2', 20_777);
      expect(await under.storage.withdrawText('t1', 'o1')).toBe(true);
      expect(await under.storage.withdrawText('t1', 'o1')).toBe(false);
      expect(await under.storage.turnsBetween(0, 99_999)).toEqual([]);
      await under.storage.proposeText(told('t2'), 'o1');
      expect(await under.storage.refuseText('t2', 'o2')).toBe(true);
      expect(await under.storage.approveText('t2', 'o2', 20_778)).toBe('gone');
      expect(await under.storage.chooseTurn(20_778, 'loan', 'o1')).toBe(true);
      expect(await under.storage.chooseTurn(20_778, 'game', 'o2')).toBe(false);
      expect(await under.storage.freeTurn(20_778, 'o1')).toBe(true);
      expect(await under.storage.freeTurn(20_778, 'o1')).toBe(false);
    });

    it('keeps the best of what a citizen has done, and nothing once he is erased', async () => {
      const id = await citizen();
      for (const result of [60, 100, 40]) await under.storage.noteTaught(id, 'loan', 'quiz', result);
      await under.storage.noteTaught(id, 'loan', 'dialogue', 80);
      expect(await under.storage.teachingDone(id)).toHaveLength(2);
      expect((await under.storage.teachingDone(id)).find(({ kind }) => kind === 'quiz')?.result).toBe(100);
      await push(id);
      await under.storage.eraseCitizen(id);
      expect(await under.storage.teachingDone(id)).toEqual([]);
      expect(await under.storage.forgetTaught()).toBe(false);
      await under.storage.noteTaught(id, 'game', 'quiz', 100);
      expect(await under.storage.teachingDone(id)).toEqual([]);
    });

    it('pushes a lesson once, whoever does it, and the next one after seven days', async () => {
      const id = await citizen();
      expect((await under.storage.citizenToTeach(1, WINDOWS))?.citizenId).toBe(id);
      const both = await Promise.all([push(id), push(id)]);
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await outbox()).toEqual([{ state: 'queued', channel: 'telegram' }]);
      expect(await under.storage.citizenToTeach(1, WINDOWS)).toBeNull();
      under.clock.now += 6 * DAY;
      expect(await push(id, 2)).toBe(false);
      under.clock.now += 2 * DAY;
      expect((await under.storage.citizenToTeach(1, WINDOWS))?.citizenId).toBe(id);
      expect(await push(id, 2)).toBe(true);
      expect(await under.storage.lessonsPushed(id, 0)).toHaveLength(2);
    });

    it('leaves alone who has not agreed in today’s words, is out of the window, or has a human at work', async () => {
      await citizen();
      expect(await under.storage.citizenToTeach(2, WINDOWS)).toBeNull();
      expect(await under.storage.citizenToTeach(1, [])).toBeNull();
      expect(await under.storage.citizenToTeach(1, [{ channel: 'telegram', since: under.clock.now + 1 }])).toBeNull();
      expect(await under.storage.citizenToTeach(1, [{ channel: 'wechat', since: 0 }])).toBeNull();
      await under.database.query.updateTable('conversations').set({ status: 'open' }).execute();
      expect(await under.storage.citizenToTeach(1, WINDOWS)).toBeNull();
    });

    it('stops at one word in any conversation of his, and keeps back what was on its way', async () => {
      const id = await citizen();
      await push(id);
      expect(await under.storage.stopTeachingFrom('telegram:nobody')).toBe(false);
      expect(await under.storage.stopTeachingFrom('telegram:7')).toBe(true);
      expect((await outbox()).map(({ state }) => state)).toEqual(['withdrawn']);
      under.clock.now += 30 * DAY;
      expect(await under.storage.citizenToTeach(1, WINDOWS)).toBeNull();
      expect(await push(id, 9)).toBe(false);
      await under.storage.giveConsent(id, { purpose: 'teaching', version: 1 });
      expect(await push(id, 9)).toBe(true);
      await under.storage.stopTeaching(id);
      expect(await under.storage.citizenToTeach(1, WINDOWS)).toBeNull();
    });

    it('drops a lesson that did not get out in time', async () => {
      await push(await citizen());
      expect(await under.storage.dropLateLessons(under.clock.now)).toBe(false);
      expect(await under.storage.dropLateLessons(under.clock.now + 1)).toBe(true);
      expect((await outbox()).map(({ state }) => state)).toEqual(['withdrawn']);
    });

    it('gives a lesson that never left its turn again; what may have arrived or was refused counts as sent', async () => {
      const id = await citizen();
      const since = under.clock.now;
      for (const [state, attempts, settled, again] of [
        ['sending', 1, 0, false],
        ['refused', 1, 1, false],
        ['accepted', 1, 1, false],
        ['queued', 2, 2, true],
      ] as const) {
        under.clock.now += 8 * DAY;
        expect(await push(id, under.clock.now)).toBe(true);
        await under.database.query.updateTable('outbox').set({ state, attempts, settled }).where('state', '=', 'queued').execute();
        under.clock.now += 1;
        await under.storage.dropLateLessons(under.clock.now);
        expect([state, await under.storage.giveBackDroppedLessons(since)]).toEqual([state, again]);
        expect([state, (await under.storage.citizenToTeach(1, WINDOWS)) !== null]).toEqual([state, again]);
      }
      expect(await under.storage.giveBackDroppedLessons(since)).toBe(false);
    });

    it('looks at what he met only while he agrees', async () => {
      const id = await citizen();
      const [message] = await under.database.query.selectFrom('messages').select('id').execute();
      await under.database.query
        .insertInto('outcomes')
        .values({
          message_id: message?.id ?? '',
          conversation_id: 'telegram:7',
          turn: 1,
          release: '1',
          engine: '1',
          colour: 'red',
          score: 1,
          type: 'loan',
          intent: 'forward',
          stage: 'seen',
          escalated: 0,
          answer_sealed: '',
          created_at: under.clock.now,
        })
        .execute();
      expect(await under.storage.typesMet(id, 1, 0)).toEqual(['loan']);
      expect(await under.storage.typesMet(id, 1, under.clock.now + 1)).toEqual([]);
      await under.storage.withdrawConsent(id, 'exposure');
      expect(await under.storage.typesMet(id, 1, 0)).toEqual([]);
    });

    it('counts for the board what was closed as a scam, and publishes a month once', async () => {
      await incoming(under);
      const one = (id: string, parts: object) => ({
        id,
        number: id,
        conversation_id: CONVERSATION,
        urgency: 'P1' as const,
        reason: 'x',
        facts_sealed: '',
        status: 'closed' as const,
        truth: 'scam' as const,
        closed_at: 1000,
        true_type: 'loan',
        lost: 500,
        community: '织里镇',
        created_at: 1,
        updated_at: 1,
        ...parts,
      });
      await under.database.query
        .insertInto('cases')
        .values([one('a', {}), one('b', { truth: 'false-alarm' }), one('c', { closed_at: 9000 }), one('d', { merged_into: 'a' })])
        .execute();
      expect(await under.storage.boardCases(0, 5000)).toEqual([{ community: '织里镇', lost: 500 }]);
      expect((await under.storage.tellableCases(0, 10)).map(({ id }) => id)).toEqual(['c', 'a']);
      expect(await under.storage.tellableCase('b')).toBeNull();
      expect(await under.storage.firstScamClosed()).toBe(1000);
      expect(await under.storage.publishBoard('2026-10', '{}')).toBe(true);
      expect(await under.storage.publishBoard('2026-10', '{"other":1}')).toBe(false);
      expect([await under.storage.readBoard('2026-10'), await under.storage.publishedBoards()]).toEqual(['{}', ['2026-10']]);
    });
  });
}
