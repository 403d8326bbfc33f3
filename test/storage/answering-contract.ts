import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewJudgement } from '../../src/storage/judgements.ts';
import { calling, countOf, forget, incoming, type OpenStorage, outcome, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const TEXT = '我转了两万，刷单的';
const ANSWER = {
  messages: [{ id: 'r1', verdict: { reasons: [{ id: 'advance-fee', why: '先交钱', quote: '垫付两万' }] } }],
};
const NUMBER = 'R2026-0000-1111-2222';
const WORDS = '您的咨询回执';

export function testAnswering(name: string, open: OpenStorage): void {
  describe(`an officer's verdicts and receipts in ${name}`, () => {
    let under: StorageUnderTest;
    let caseId: string;
    const conversationId = 'web:c1';
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
      const { messageId } = await incoming(under, { conversationId, text: TEXT });
      const replies = [{ id: 'r1', text: '先打110' }];
      const parts = { conversationId, escalation: calling('P1'), replies, colour: 'yellow', answer: JSON.stringify(ANSWER) };
      await under.storage.saveOutcome(outcome(messageId, parts));
      caseId = (await under.storage.queue())[0]?.id ?? '';
      await under.storage.claimCase(caseId, 'o1');
      under.clock.now += 1000;
    });
    afterEach(() => under.close());

    const judgement = (parts: Partial<NewJudgement> = {}): NewJudgement => ({
      caseId,
      officerId: 'o1',
      colour: 'red',
      type: 'task-rebate',
      reason: '对方要他先垫钱',
      text: '🔴 人工研判：像诈骗。',
      formId: 'form-0001',
      ...parts,
    });
    const receipt = (parts: Partial<Parameters<typeof under.storage.makeReceipt>[0]> = {}) => ({
      caseId,
      officerId: 'o1',
      number: NUMBER,
      text: WORDS,
      formId: 'form-0002',
      ...parts,
    });
    const audited = async (): Promise<string[]> => {
      const rows = await under.database.query.selectFrom('audit').select(['action', 'officer_id', 'subject']).orderBy('seq').execute();
      return rows
        .filter(({ action }) => ['case.judged', 'receipt.made', 'case.read'].includes(action))
        .map(({ action, officer_id, subject }) => `${action} ${officer_id} ${subject}`);
    };
    const said = async () =>
      (await under.storage.deskCase(caseId))?.lines.filter(({ author }) => author === 'officer').map(({ text }) => text);
    const rowsOf = (table: 'judgements' | 'receipts') => under.database.query.selectFrom(table).selectAll().execute();

    it('are the owner’s alone: of anybody else nothing is written', async () => {
      const before = [await countOf(under, 'messages'), await countOf(under, 'outbox'), await countOf(under, 'events')];
      expect(await under.storage.judgeCase(judgement({ officerId: 'o2' }))).toBe('not-owner');
      expect(await under.storage.judgeCase(judgement({ caseId: 'none' }))).toBe('not-owner');
      expect(await under.storage.makeReceipt(receipt({ officerId: 'o2' }))).toBe(false);
      expect([await countOf(under, 'messages'), await countOf(under, 'outbox'), await countOf(under, 'events')]).toEqual(before);
      expect([await rowsOf('judgements'), await rowsOf('receipts'), await audited()]).toEqual([[], [], []]);
      expect(await under.storage.latestJudgement(conversationId)).toBeNull();
    });

    it('reach the citizen in the same step, and count as an answer', async () => {
      const cursor = await under.storage.deskCursor();
      expect(await under.storage.judgeCase(judgement())).toBe('judged');
      const heard = await under.storage.eventsAfter(conversationId, cursor);
      expect(heard.map(({ message }) => `${message?.author} ${message?.text}`)).toEqual(['officer 🔴 人工研判：像诈骗。']);
      const [row] = await rowsOf('judgements');
      expect(row).toMatchObject({ colour: 'red', type: 'task-rebate', message_id: heard[0]?.message?.id });
      const { answered_at, touched_at } = await under.database.query
        .selectFrom('cases')
        .select(['answered_at', 'touched_at'])
        .executeTakeFirstOrThrow();
      expect([answered_at, touched_at]).toEqual([under.clock.now, under.clock.now]);
      expect(await audited()).toEqual([`case.judged o1 ${caseId}`]);
      expect((await under.bytes()).includes('先垫钱')).toBe(false);
      const first = under.clock.now;
      under.clock.now += 5000;
      await under.storage.judgeCase(judgement({ formId: 'form-0003', colour: 'yellow', type: null, reason: '再看看' }));
      expect(await under.database.query.selectFrom('cases').select(['answered_at', 'touched_at']).execute()).toEqual([
        { answered_at: first, touched_at: under.clock.now },
      ]);
      expect(await under.storage.latestJudgement(conversationId)).toEqual({
        colour: 'yellow',
        type: null,
        at: under.clock.now,
        officer: '接线员o1',
        reason: '再看看',
      });
    });

    it('are said once for a form that comes twice, and never instead of another text', async () => {
      expect(await under.storage.judgeCase(judgement())).toBe('judged');
      expect(await under.storage.judgeCase(judgement())).toBe('judged');
      expect(await under.storage.judgeCase(judgement({ text: '🟢 人工研判', colour: 'green' }))).toBe('form-used');
      expect(await under.storage.makeReceipt(receipt())).toBe(true);
      expect(await under.storage.makeReceipt(receipt({ number: 'R2026-3333-4444-5555' }))).toBe(true);
      expect(await said()).toEqual(['🔴 人工研判：像诈骗。', WORDS]);
      expect([(await rowsOf('judgements')).length, (await rowsOf('receipts')).length]).toEqual([1, 1]);
      expect(await under.storage.latestJudgement(conversationId)).toMatchObject({ colour: 'red' });
      expect(await audited()).toEqual([`case.judged o1 ${caseId}`, `receipt.made o1 ${NUMBER}`]);
    });

    it('never give out one number twice', async () => {
      await under.storage.makeReceipt(receipt());
      await expect(under.storage.makeReceipt(receipt({ formId: 'form-0009' }))).rejects.toThrow();
      expect(await said()).toEqual([WORDS]);
    });

    it('freeze what was asked, said and delivered, and none of his words', async () => {
      await under.storage.judgeCase(judgement());
      under.clock.now += 1000;
      await under.storage.makeReceipt(receipt());
      const read = await under.storage.readReceipt(NUMBER, 'o2');
      expect(read?.state).toBe('intact');
      const { evidence } = read ?? {};
      expect(evidence).toMatchObject({ number: NUMBER, caseNumber: 'A000001', madeAt: under.clock.now, madeBy: { id: 'o1' } });
      expect(evidence?.messages).toMatchObject([
        {
          sha256: await digest(TEXT),
          release: '1.0.0',
          engine: '1.0.0',
          colour: 'yellow',
          reasons: [{ id: 'advance-fee', why: '先交钱' }],
        },
      ]);
      expect(evidence?.judgements).toMatchObject([{ officerId: 'o1', colour: 'red', type: 'task-rebate', reason: '对方要他先垫钱' }]);
      expect(evidence?.deliveries.map(({ author, state }) => `${author} ${state}`)).toEqual(['bot queued', 'officer queued']);
      expect(JSON.stringify(evidence)).not.toMatch(/两万|刷单的|垫付/);
      expect((await audited()).at(-1)).toBe(`case.read o2 ${caseId}`);
      expect((await under.bytes()).includes('advance-fee')).toBe(false);
      expect(await under.storage.receiptsOf(caseId)).toEqual([
        { number: NUMBER, caseId, officer: '接线员o1', at: under.clock.now, ownerId: 'o1' },
      ]);
    });

    it('stay as they were sealed: later words change nothing, a changed seal or evidence is found', async () => {
      await under.storage.makeReceipt(receipt());
      await under.storage.judgeCase(judgement());
      await under.storage.makeReceipt(receipt({ number: 'R2026-9999-9999-9999', formId: 'form-0008' }));
      expect(await under.storage.verifyReceipt(NUMBER)).toBe('intact');
      const rows = await rowsOf('receipts');
      const other = rows.find(({ number }) => number !== NUMBER);
      const own = rows.find(({ number }) => number === NUMBER);
      const change = (parts: { evidence_sealed?: string; seal?: string }) =>
        under.database.query.updateTable('receipts').set(parts).where('number', '=', NUMBER).execute();
      await change({ seal: other?.seal ?? '' });
      expect(await under.storage.verifyReceipt(NUMBER)).toBe('changed');
      // The whole evidence of another receipt of the same person.
      await change({ evidence_sealed: other?.evidence_sealed ?? '' });
      expect(await under.storage.verifyReceipt(NUMBER)).toBe('changed');
      await change({ evidence_sealed: 'AAAA', seal: own?.seal ?? '' });
      expect(await under.storage.readReceipt(NUMBER, 'o1')).toEqual({ state: 'changed', evidence: null });
      await change({ evidence_sealed: own?.evidence_sealed ?? '' });
      expect(await under.storage.verifyReceipt(NUMBER)).toBe('intact');
    });

    it('exist after their citizen was erased, and after he came again as somebody else, but can be read no more', async () => {
      await under.storage.judgeCase(judgement());
      await under.storage.makeReceipt(receipt());
      await under.database.query.updateTable('cases').set({ status: 'closed' }).execute();
      await under.database.query.updateTable('outbox').set({ state: 'accepted' }).execute();
      await forget(under, conversationId);
      for (const again of [false, true]) {
        under.clock.now += 1000;
        if (again) await under.storage.ensureConversation(conversationId, 'web');
        expect(await under.storage.verifyReceipt(NUMBER)).toBe('erased');
        expect(await under.storage.readReceipt(NUMBER, 'o1')).toEqual({ state: 'erased', evidence: null });
        expect(await under.storage.hasReceipt(NUMBER)).toBe(true);
        expect(await under.storage.latestJudgement(conversationId)).toBeNull();
      }
      expect(await under.storage.hasReceipt('R2026-0000-0000-0000')).toBe(false);
      expect(await under.storage.verifyReceipt('R2026-0000-0000-0000')).toBeNull();
      expect(await under.storage.readReceipt('R2026-0000-0000-0000', 'o1')).toBeNull();
    });
  });
}

async function digest(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');
}
