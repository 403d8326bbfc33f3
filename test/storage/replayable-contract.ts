import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VerdictName } from '../../src/storage/replayable.ts';
import { CONVERSATION, calling, forget, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const INPUTS = '{"v":1,"hotline":"2250000"}';
const VERDICT = 'ab'.repeat(16);
const answered = (id: string) => JSON.stringify({ messages: [{ id: 'r', verdict: { id } }] });

export function testReplayable(name: string, open: OpenStorage): void {
  describe(`what a replay needs in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function concluded(externalId: string, turn: number, parts: Parameters<typeof outcome>[1] = {}): Promise<string> {
      const { messageId } = await incoming(under, { externalId, text: `原话${externalId}`, sender: '95533' });
      await under.storage.saveOutcome(outcome(messageId, { turn, inputs: INPUTS, ...parts }));
      under.clock.now += 1000;
      return messageId;
    }
    async function turnsOf(named: VerdictName) {
      const found = await under.storage.findTurns(named);
      if (found.kind !== 'found') throw new Error(found.kind);
      return under.storage.openTurns(found);
    }
    const audited = async () =>
      (await under.database.query.selectFrom('audit').select(['action', 'subject']).execute()).map(({ action, subject }) => [
        action,
        subject,
      ]);

    it('is kept sealed, opened in order up to what was asked for, and that it was opened is written down', async () => {
      const ids = [await concluded('m1', 0), await concluded('m2', 1), await concluded('m3', 2)];
      expect((await under.bytes()).includes('hotline')).toBe(false);
      const some = await turnsOf({ message: ids[1] as string });
      expect(some?.turns.map(({ messageId, turn }) => [messageId, turn])).toEqual([
        [ids[0], 1],
        [ids[1], 2],
      ]);
      expect(some?.turns[0]).toEqual({
        messageId: ids[0],
        turn: 1,
        at: under.clock.now - 3000,
        channel: 'web',
        kind: 'text',
        release: '1.0.0',
        engine: '1.0.0',
        colour: 'yellow',
        score: 0.5,
        type: null,
        intent: 'forward',
        stage: 'seen',
        escalated: false,
        text: '原话m1',
        sender: '95533',
        answer: `{"to":"${ids[0]}"}`,
        inputs: INPUTS,
      });
      expect(some?.state).toBeNull();
      expect((await turnsOf({ message: ids[2] as string }))?.state).toBe('{"matter":null}');
      expect(await audited()).toEqual([
        ['verdict.replayed', ids[1]],
        ['verdict.replayed', ids[2]],
      ]);
    });

    it('is found by the message, by the reply to it, by the case and by the verdict, its newest', async () => {
      const since = under.clock.now;
      const first = await concluded('m1', 0, { answer: answered(VERDICT), escalation: calling('P1', 'A000001') });
      const second = await concluded('m2', 1, { answer: answered(VERDICT) });
      await concluded('m3', 2, { answer: answered('cd'.repeat(16)) });
      const found = { kind: 'found', conversationId: CONVERSATION };
      expect(await under.storage.findTurns({ message: first })).toEqual({ ...found, messageId: first, subject: first });
      expect(await under.storage.findTurns({ message: `reply-${first}` })).toEqual({ ...found, messageId: first, subject: first });
      expect(await under.storage.findTurns({ verdict: VERDICT, since })).toEqual({ ...found, messageId: second, subject: second });
      const ofCase = await under.storage.findTurns({ caseNumber: 'A000001' });
      expect(ofCase).toMatchObject({ ...found, messageId: null });
      expect((await turnsOf({ caseNumber: 'A000001' }))?.turns).toHaveLength(3);
      expect((await audited()).map(([action]) => action)).toEqual(['consults.read', 'verdict.replayed']);
    });

    it('is not found when there is none', async () => {
      const first = await concluded('m1', 0, { answer: answered(VERDICT) });
      const { messageId } = await incoming(under, { externalId: 'm2' });
      expect(await under.storage.findTurns({ message: 'none' })).toEqual({ kind: 'unknown' });
      expect(await under.storage.findTurns({ caseNumber: 'A999999' })).toEqual({ kind: 'unknown' });
      expect(await under.storage.findTurns({ verdict: VERDICT, since: under.clock.now })).toEqual({ kind: 'unknown' });
      expect(await under.storage.findTurns({ message: messageId })).toEqual({ kind: 'no-verdict' });
      expect(await under.storage.findTurns({ message: first })).toMatchObject({ kind: 'found' });
    });

    it('is found over many pages of verdicts', async () => {
      const first = await concluded('m0', 0, { answer: answered(VERDICT), colour: 'red' });
      for (let turn = 1; turn <= 205; turn++) await concluded(`m${turn}`, turn, { answer: answered('cd'.repeat(16)), replies: [] });
      expect(await under.storage.findTurns({ verdict: VERDICT, since: 0 })).toMatchObject({ messageId: first });
    });

    it('is gone with whoever was erased, also when he has come again', async () => {
      const first = await concluded('m1', 0, { answer: answered(VERDICT), escalation: calling('P1', 'A000001') });
      await under.database.query.updateTable('cases').set({ status: 'closed' }).execute();
      const found = await under.storage.findTurns({ message: first });
      await forget(under);
      expect(found.kind === 'found' ? await under.storage.openTurns(found) : 'not found').toBeNull();
      for (const again of [false, true]) {
        if (again) {
          under.clock.now += 1000;
          const second = await concluded('m2', 1, { answer: answered('cd'.repeat(16)) });
          expect((await turnsOf({ message: second }))?.turns.map(({ messageId }) => messageId)).toEqual([second]);
        }
        expect(await under.storage.findTurns({ message: first })).toEqual({ kind: 'erased' });
        expect(await under.storage.findTurns({ caseNumber: 'A000001' })).toEqual({ kind: 'erased' });
        expect(await under.storage.findTurns({ verdict: VERDICT, since: 0 })).toEqual({ kind: 'unknown' });
      }
    });

    it('says what is not kept any more, and what never was', async () => {
      const first = await concluded('m1', 0, { inputs: null });
      await under.database.query.updateTable('messages').set({ body_sealed: '' }).where('id', '=', first).execute();
      expect((await turnsOf({ message: first }))?.turns).toMatchObject([{ text: null, inputs: null }]);
    });
  });
}
