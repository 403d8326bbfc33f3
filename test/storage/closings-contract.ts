import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Truth } from '../../src/storage/desk-schema.ts';
import type { Outcome } from '../../src/storage/outcomes.ts';
import { calling, forget, incoming, type OpenStorage, outcome, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const DAY = 24 * 60 * 60_000;

export function testClosings(name: string, open: OpenStorage): void {
  describe(`what closings say of the library in ${name}`, () => {
    let under: StorageUnderTest;
    let messages = 0;
    const turns = new Map<string, number>();
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
      messages = 0;
      turns.clear();
    });
    afterEach(() => under.close());

    /** A message and what came of it; with a case when `number` says so. */
    async function consult(person: string, text: string, parts: Partial<Outcome> = {}, number?: string): Promise<string> {
      const conversationId = `web:${person}`;
      const { messageId } = await incoming(under, { conversationId, externalId: `m${++messages}`, text });
      const turn = turns.get(person) ?? 0;
      turns.set(person, turn + 1);
      const escalation = number === undefined ? null : calling('P2', number);
      expect(await under.storage.saveOutcome(outcome(messageId, { conversationId, turn, escalation, ...parts }))).toBe('saved');
      under.clock.now += 1000;
      return messageId;
    }
    async function close(number: string, truth: Truth): Promise<string> {
      const { id } = await under.database.query.selectFrom('cases').select('id').where('number', '=', number).executeTakeFirstOrThrow();
      await under.storage.claimCase(id, 'o1');
      under.clock.now += 1000;
      expect(await under.storage.closeCase(id, 'o1', truth)).toBe(true);
      under.clock.now += 1000;
      return id;
    }
    const tallyOf = async (pattern: string) => (await under.storage.patternTallies(30)).find((tally) => tally.pattern === pattern);

    it('counts a conversation once, however often it met a pattern, in the stretch in which it did', async () => {
      expect(await under.storage.judgingSince()).toBeNull();
      const first = under.clock.now;
      await consult('old', '很早', { patterns: ['p'] });
      under.clock.now = first + 70 * DAY;
      await consult('before', '之前', { patterns: ['p'] });
      under.clock.now = first + 100 * DAY;
      await consult('now', '现在', { patterns: ['p', 'q'] });
      const last = under.clock.now;
      await consult('now', '又来', { patterns: ['p'] });
      await consult('before', '之前的人又来', { patterns: ['p'] });
      expect(await tallyOf('p')).toEqual({
        pattern: 'p',
        conversations: 3,
        recent: 2,
        before: 1,
        lastHit: last + 1000,
        scam: 0,
        falseAlarm: 0,
        unclear: 0,
      });
      expect(await tallyOf('q')).toMatchObject({ conversations: 1, recent: 1, before: 0 });
      expect(await under.storage.judgingSince()).toBe(first);
    });

    it('gives a hit to the first closing with a truth after it, and to no later one', async () => {
      await consult('a', '一', { patterns: ['p'] }, 'A1');
      await consult('a', '一又来', { patterns: ['p'] });
      await close('A1', 'scam');
      await consult('a', '别的事', { patterns: ['q'] }, 'A2');
      await close('A2', 'false-alarm');
      await consult('b', '二', { patterns: ['p'] }, 'B1');
      await close('B1', 'unclear');
      await consult('c', '没有案子', { patterns: ['p'] });
      await consult('d', '还在办', { patterns: ['p'] }, 'D1');
      expect(await tallyOf('p')).toMatchObject({ conversations: 4, scam: 1, falseAlarm: 0, unclear: 1 });
      expect(await tallyOf('q')).toMatchObject({ scam: 0, falseAlarm: 1, unclear: 0 });
    });

    it('does not take a closing before the hit, nor one without a truth', async () => {
      await consult('a', '人工', {}, 'A1');
      await close('A1', 'scam');
      await consult('a', '后来', { patterns: ['p'] });
      await consult('b', '人工', { patterns: ['p'] }, 'B1');
      await consult('b', '不用了', { cancelling: 'cancelled' });
      expect(await tallyOf('p')).toMatchObject({ conversations: 2, scam: 0, falseAlarm: 0, unclear: 0 });
    });

    it('lists the scams that were green or yellow with what they had written, newest first, and writes down that it was read', async () => {
      await consult('a', '先存进去再返', { colour: 'green' });
      await consult('a', '人工', { colour: null }, 'A1');
      const missed = await close('A1', 'scam');
      await consult('a', '又一件', { colour: 'yellow' }, 'A2');
      await close('A2', 'scam');
      await consult('b', '红的', { colour: 'red' }, 'B1');
      await close('B1', 'scam');
      await consult('c', '真的没事', { colour: 'green' }, 'C1');
      await close('C1', 'false-alarm');
      const found = await under.storage.missedScams(10);
      expect(found.map(({ caseNumber, colour, texts }) => [caseNumber, colour, texts.map(({ text }) => text)])).toEqual([
        ['A2', 'yellow', ['又一件']],
        ['A1', 'green', ['先存进去再返']],
      ]);
      expect(await under.storage.missedScams(1)).toHaveLength(1);
      const read = await under.database.query
        .selectFrom('audit')
        .selectAll()
        .where('action', '=', 'case.read')
        .where('subject', '=', missed)
        .execute();
      expect(read).toMatchObject([{ officer_id: null }]);
    });

    it('lists a missed scam whose person was erased without his words', async () => {
      await consult('a', '先存进去再返', { colour: 'green' }, 'A1');
      await close('A1', 'scam');
      await forget(under, 'web:a');
      expect(await under.storage.missedScams(10)).toMatchObject([{ caseNumber: 'A1', texts: [] }]);
      await consult('a', '新来的人', { colour: 'green' });
      expect(await under.storage.missedScams(10)).toMatchObject([{ caseNumber: 'A1', texts: [] }]);
    });

    it('reads past consults page by page, newest first, each once, with what became of it', async () => {
      const start = under.clock.now;
      await consult('early', '太早');
      const from = under.clock.now;
      await consult('a', '一', { colour: 'green' });
      await consult('a', '二', { colour: 'red' }, 'A1');
      await close('A1', 'scam');
      await consult('a', '三', { colour: null });
      await consult('b', '四', { colour: 'yellow' }, 'B1');
      await consult('gone', '走了');
      await forget(under, 'web:gone');
      const read = [];
      let page = await under.storage.consultsSince(from, null, 2);
      while (page.length > 0) {
        expect(page.length).toBeLessThanOrEqual(2);
        read.push(...page);
        page = await under.storage.consultsSince(from, page.at(-1) ?? null, 2);
      }
      expect(read.map(({ text, told, caseNumber, truth }) => [text, told, caseNumber, truth])).toEqual([
        ['四', 'yellow', 'B1', null],
        ['三', null, null, null],
        ['二', 'red', 'A1', 'scam'],
        ['一', 'green', 'A1', 'scam'],
      ]);
      expect(read[0]).toMatchObject({ conversationId: 'web:b', channel: 'web', sender: null });
      expect(await under.storage.consultsSince(start, null, 10)).toHaveLength(5);
    });

    it('does not lose or repeat consults of the same millisecond', async () => {
      const at = under.clock.now;
      for (const person of ['a', 'b', 'c', 'd', 'e']) {
        under.clock.now = at;
        await consult(person, person);
      }
      const texts: string[] = [];
      for (let page = await under.storage.consultsSince(at, null, 2); page.length > 0; ) {
        texts.push(...page.map(({ text }) => text));
        page = await under.storage.consultsSince(at, page.at(-1) ?? null, 2);
      }
      expect(texts.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });
  });
}
