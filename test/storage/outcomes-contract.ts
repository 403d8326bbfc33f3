import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONVERSATION, calling, countOf, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const LIFETIMES = { phone: 1, link: 1, account: 1, app: 1 };

export function testOutcomes(name: string, open: OpenStorage): void {
  describe(`outcomes in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const message = async (externalId: string): Promise<string> => (await incoming(under, { externalId })).messageId;

    it('move the conversation on by one turn and keep its state', async () => {
      const id = await message('m1');
      expect(await under.storage.saveOutcome(outcome(id, { state: '{"matter":"刷单"}' }))).toBe('saved');
      expect(await under.storage.loadConversation(CONVERSATION)).toEqual({
        id: CONVERSATION,
        status: 'pending',
        guarded: false,
        runningCase: null,
        turn: 1,
        state: '{"matter":"刷单"}',
      });
    });

    it('leave nothing at all when one statement fails', async () => {
      const [first, second] = [await message('m1'), await message('m2')];
      await under.storage.saveOutcome(outcome(first, { replies: [{ id: 'same', text: '一' }] }));
      const taken = outcome(second, {
        turn: 1,
        replies: [
          { id: 'new', text: '二' },
          { id: 'same', text: '三' },
        ],
        escalation: calling('P0'),
      });
      expect(await under.storage.saveOutcome(taken)).not.toBe('saved');
      expect(await countOf(under, 'outcomes')).toBe(1);
      expect(await countOf(under, 'outbox')).toBe(1);
      expect(await countOf(under, 'cases')).toBe(0);
      expect(await under.storage.answerOf(second)).toBeNull();
      expect(await under.storage.loadConversation(CONVERSATION)).toMatchObject({ turn: 1 });
    });

    it('put what is reported on the list and note what is called wrong, in the same step or not at all', async () => {
      const [told, reporting, again] = [await message('m1'), await message('m2'), await message('m3')];
      await under.storage.saveOutcome(outcome(told, { replies: [{ id: 'r1', text: '一' }] }));
      const reported = ['13911112222', '13911113333'].map((value) => ({ kind: 'phone' as const, value, type: 'loan' }));
      const said = { reported: [...reported, ...reported], calledWrong: { messageId: null } };
      // Of a batch that fails nothing is left.
      expect(await under.storage.saveOutcome(outcome(reporting, { turn: 1, ...said, replies: [{ id: 'r1', text: '二' }] }))).not.toBe(
        'saved',
      );
      expect(await under.storage.newestIdentifiers('phone', LIFETIMES)).toEqual([]);
      expect(await under.storage.feedbackOf(CONVERSATION)).toEqual(new Set());
      expect(await under.storage.saveOutcome(outcome(reporting, { turn: 1, ...said }))).toBe('saved');
      expect(await under.storage.saveOutcome(outcome(again, { turn: 2, reported, calledWrong: { messageId: 'r1' } }))).toBe('saved');
      const listed = await under.storage.newestIdentifiers('phone', LIFETIMES);
      // Once for each conversation, however often it is said.
      expect(listed.map(({ value, counts }) => `${value} ${counts.report}`).sort()).toEqual(['13911112222 1', '13911113333 1']);
      expect(await under.storage.feedbackOf(CONVERSATION)).toEqual(new Set(['r1']));
    });

    it('pass an error on that is not about uniqueness, and leave nothing either', async () => {
      const id = await message('m1');
      await under.database.query.schema.dropTable('outbox').execute();
      await expect(under.storage.saveOutcome(outcome(id))).rejects.toThrow(/outbox/);
      expect(await countOf(under, 'outcomes')).toBe(0);
      expect(await under.storage.loadConversation(CONVERSATION)).toMatchObject({ turn: 0 });
    });

    it('let one of two messages through per turn; the other is told to decide again', async () => {
      const ids = [await message('m1'), await message('m2')];
      const results = await Promise.all(ids.map((id) => under.storage.saveOutcome(outcome(id))));
      expect([...results].sort()).toEqual(['overtaken', 'saved']);
      const loser = ids[results.indexOf('overtaken')] as string;
      expect(await under.storage.saveOutcome(outcome(loser, { turn: 1 }))).toBe('saved');
      expect(await countOf(under, 'outcomes')).toBe(2);
    });

    it('happen once per message, however many conclude it at once', async () => {
      const id = await message('m1');
      const attempts = Array.from({ length: 8 }, (_, index) => outcome(id, { replies: [{ id: `r${index}`, text: `答${index}` }] }));
      const results = await Promise.all(attempts.map((attempt) => under.storage.saveOutcome(attempt)));
      expect(results.filter((result) => result === 'saved')).toHaveLength(1);
      expect(results.filter((result) => result === 'concluded')).toHaveLength(7);
      expect((await under.storage.transcript(CONVERSATION)).filter(({ author }) => author === 'bot')).toHaveLength(1);
    });

    it('say that the message was concluded even when the turn has moved on', async () => {
      const id = await message('m1');
      await under.storage.saveOutcome(outcome(id));
      expect(await under.storage.saveOutcome(outcome(id, { turn: 1, replies: [] }))).toBe('concluded');
      expect(await under.storage.loadConversation(CONVERSATION)).toMatchObject({ turn: 1 });
    });

    it('open one case per conversation, whose urgency only rises', async () => {
      const seen: string[] = [];
      for (const [turn, urgency] of (['P2', 'P0', 'P1', 'P3'] as const).entries()) {
        const id = await message(`m${turn}`);
        await under.storage.saveOutcome(outcome(id, { turn, escalated: true, escalation: calling(urgency, `A00000${turn}`) }));
        const cases = await under.database.query.selectFrom('cases').select(['number', 'urgency', 'status']).execute();
        expect(cases).toHaveLength(1);
        seen.push(`${cases[0]?.number} ${cases[0]?.urgency} ${cases[0]?.status}`);
      }
      expect(seen).toEqual(['A000000 P2 waiting', 'A000000 P0 waiting', 'A000000 P0 waiting', 'A000000 P0 waiting']);
    });

    it('open a new case once the old one is closed', async () => {
      await under.storage.saveOutcome(outcome(await message('m1'), { escalation: calling('P1', 'A000001') }));
      await under.database.query.updateTable('cases').set({ status: 'closed' }).execute();
      await under.storage.saveOutcome(outcome(await message('m2'), { turn: 1, escalation: calling('P2', 'A000002') }));
      const cases = await under.database.query.selectFrom('cases').select(['number', 'urgency', 'status']).orderBy('number').execute();
      expect(cases).toEqual([
        { number: 'A000001', urgency: 'P1', status: 'closed' },
        { number: 'A000002', urgency: 'P2', status: 'waiting' },
      ]);
    });

    it('ask for another try when a case number is taken', async () => {
      await under.storage.saveOutcome(outcome(await message('m1'), { escalation: calling('P1', 'A000001') }));
      const other = await incoming(under, { conversationId: 'web:c2', externalId: 'other' });
      const taken = outcome(other.messageId, { conversationId: 'web:c2', escalation: calling('P1', 'A000001') });
      expect(await under.storage.saveOutcome(taken)).toBe('overtaken');
      expect(await under.storage.saveOutcome({ ...taken, escalation: calling('P1', 'A000002') })).toBe('saved');
    });

    it('queue every reply before it is sent, and mark what went out', async () => {
      const id = await message('m1');
      await under.storage.saveOutcome(
        outcome(id, {
          replies: [
            { id: 'r1', text: '一' },
            { id: 'r2', text: '二' },
          ],
        }),
      );
      const states = () => under.database.query.selectFrom('outbox').select(['message_id', 'state']).orderBy('message_id').execute();
      expect(await states()).toEqual([
        { message_id: 'r1', state: 'queued' },
        { message_id: 'r2', state: 'queued' },
      ]);
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set(['r1']));
      expect(await under.storage.takeForAnswer([])).toEqual(new Set());
      expect(await states()).toEqual([
        { message_id: 'r1', state: 'accepted' },
        { message_id: 'r2', state: 'queued' },
      ]);
    });
  });
}
