import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '../../src/storage/context.ts';
import { canonicalIdentifier } from '../../src/storage/lookups/canonical-identifier.ts';
import type { Lifetimes } from '../../src/storage/lookups/identifier-list.ts';
import type { IdentifierKind } from '../../src/storage/lookups/lookups-tables.ts';
import { noteIdentifiers } from '../../src/storage/lookups/note-identifiers.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { CONVERSATION, calling, incoming, type OpenStorage, outcome, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

const DAY = 24 * 3_600_000;
const LIFETIMES: Lifetimes = { phone: 180 * DAY, link: 365 * DAY, account: 730 * DAY, app: 365 * DAY };

export function testLookups(name: string, open: OpenStorage): void {
  describe(`reported identifiers in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    const list = (
      kind: IdentifierKind,
      value: string,
      source: Parameters<typeof under.storage.listIdentifiers>[1],
      type: string | null = null,
    ) => under.storage.listIdentifiers([{ kind, value, type }], source);
    async function look(kind: IdentifierKind, value: string) {
      const found = canonicalIdentifier(kind, value);
      if (!found) throw new Error(`${value} is nothing of its kind`);
      return under.storage.lookUp(found, LIFETIMES);
    }
    async function idOf(kind: IdentifierKind, value: string): Promise<string> {
      return (await look(kind, value)).exact?.id ?? '';
    }

    it('count each source once, however it was written and however often it came', async () => {
      await list('phone', '138 0000 1234', { kind: 'report', ref: 'c1' });
      await Promise.all(['13800001234', '+86 13800001234'].map((value) => list('phone', value, { kind: 'report', ref: 'c1' })));
      under.clock.now += DAY;
      await list('phone', '13800001234', { kind: 'closing', ref: 'case-1' }, 'loan');
      const { exact } = await look('phone', '0086-138-0000-1234');
      expect(exact).toMatchObject({
        counts: { report: 1, closing: 1, import: 0 },
        type: 'loan',
        firstAt: under.clock.now - DAY,
        lastAt: under.clock.now,
      });
      expect((await look('phone', '13800001235')).exact).toBeNull();
      expect((await under.bytes()).includes('13800001234')).toBe(false);
    });

    it('never are numbers of public services, nor what is nothing of its kind', async () => {
      for (const value of ['110', '96110', '95588', '10086', '12345', 'abc']) await list('phone', value, { kind: 'report', ref: 'c1' });
      expect(await under.storage.newestIdentifiers(null, LIFETIMES)).toEqual([]);
    });

    it('of a site count for its other addresses, unless many share it', async () => {
      await list('link', 'https://www.bad-bank.top/pay?u=1', { kind: 'closing', ref: 'c1' });
      await list('link', 'https://docs.qq.com/form/abc', { kind: 'closing', ref: 'c1' });
      expect((await look('link', 'bad-bank.top/pay?u=2')).exact).toBeNull();
      expect((await look('link', 'hxxps://bad-bank.top/pay/?u=1')).exact).not.toBeNull();
      expect(await look('link', 'http://m.bad-bank.top/else')).toMatchObject({ exact: null, sameSite: { counts: { closing: 1 } } });
      expect(await look('link', 'https://docs.qq.com/form/other')).toEqual({ exact: null, sameSite: null });
      expect((await look('link', 'https://docs.qq.com/form/abc')).exact).not.toBeNull();
    });

    it('expire, and their value goes with the last source', async () => {
      await list('phone', '13800001234', { kind: 'report', ref: 'c1' });
      await list('account', '6222000011112222', { kind: 'report', ref: 'c1' });
      under.clock.now += 181 * DAY;
      expect((await look('phone', '13800001234')).exact).toBeNull();
      expect((await look('account', '6222 0000 1111 2222')).exact).not.toBeNull();
      expect(await under.storage.forgetIdentifiers(LIFETIMES)).toBe(true);
      expect(await under.storage.forgetIdentifiers(LIFETIMES)).toBe(false);
      expect(await under.storage.newestIdentifiers(null, LIFETIMES)).toMatchObject([{ kind: 'account' }]);
    });

    it('are disputed by anybody, decided by one officer, and come back only by more than reports', async () => {
      await list('phone', '13800001234', { kind: 'closing', ref: 'c1' });
      const id = await idOf('phone', '13800001234');
      const found = { kind: 'phone', value: '13800001234', site: null } as const;
      expect(await under.storage.saveDispute('d1', { ...found, value: '13800001235' }, '不是我', null)).toBe(false);
      for (const _ of [1, 2]) expect(await under.storage.saveDispute('d1', found, '号码是我新办的', '微信abc')).toBe(true);
      expect(await under.storage.openDisputes()).toMatchObject([
        { id: 'd1', reason: '号码是我新办的', contact: '微信abc', decision: null },
      ]);
      const decided = await Promise.all(
        (['removed', 'kept'] as const).map((decision, at) => under.storage.decideDispute('d1', decision, `理由${decision}`, `o${at + 1}`)),
      );
      expect(decided.filter(Boolean)).toHaveLength(1);
      if (!decided[0]) await under.storage.removeIdentifier(id, '核实是误报', 'o1');
      expect((await look('phone', '13800001234')).exact).toBeNull();
      under.clock.now += 1;
      await list('phone', '13800001234', { kind: 'report', ref: 'c9' });
      expect((await look('phone', '13800001234')).exact).toBeNull();
      await list('phone', '13800001234', { kind: 'closing', ref: 'c10' });
      expect((await look('phone', '13800001234')).exact).toMatchObject({ counts: { closing: 1, report: 0 } });
      const audited = await under.database.query.selectFrom('audit').select(['action', 'subject']).execute();
      expect(audited[0]?.subject).toBe(id);
      expect((await under.bytes()).includes('号码是我新办的')).toBe(false);
    });

    it('are put back by the closing that named them before, when an officer names them once more after a removal', async () => {
      await under.storage.ensureConversation(CONVERSATION, 'web');
      const { messageId } = await incoming(under);
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P1', 'A1'), replies: [] }));
      const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      await under.storage.claimCase(id, 'o1');
      await under.storage.closeCase(id, 'o1', 'scam');
      const again = (type: string) => under.storage.listOfClosing('A1', [{ kind: 'phone', value: '13800001234', type }], 'o1');
      expect(await again('loan')).toBe(true);
      const first = under.clock.now;
      under.clock.now += DAY;
      expect(await again('prize')).toBe(true);
      expect((await look('phone', '13800001234')).exact).toMatchObject({ firstAt: first, lastAt: first, counts: { closing: 1 } });
      await under.storage.removeIdentifier(await idOf('phone', '13800001234'), '核实是误报', 'o1');
      const reasons = async (mayRead: boolean) =>
        (await under.storage.auditRows({ action: 'identifier.removed' }, 9, mayRead)).map(({ reason }) => reason);
      expect([await reasons(true), await reasons(false)]).toEqual([[{ state: 'open', text: '核实是误报' }], [{ state: 'sealed' }]]);
      under.clock.now += DAY;
      await list('phone', '13800001234', { kind: 'report', ref: 'c1' });
      expect((await look('phone', '13800001234')).exact).toBeNull();
      expect(await again('prize')).toBe(true);
      expect((await look('phone', '13800001234')).exact).toMatchObject({
        firstAt: under.clock.now,
        type: 'prize',
        counts: { closing: 1, report: 0 },
      });
    });

    it('are found each, however many come at once and however often the same is among them', async () => {
      const items = Array.from({ length: 45 }, (_, at) => ({ kind: 'phone' as const, value: `138000012${10 + (at % 44)}`, type: 'loan' }));
      await under.storage.importIdentifiers('import-1', '市局通报', items, 'o1');
      await under.storage.listIdentifiers(items, { kind: 'closing', ref: 'case-1' });
      for (const { value } of items)
        expect((await look('phone', value)).exact).toMatchObject({ counts: { import: 1, closing: 1 }, type: 'loan' });
      expect(await under.database.query.selectFrom('identifiers').select('id').execute()).toHaveLength(44);
      const context = createContext(under.database, await createSealer(MASTER_KEY), { now: () => under.clock.now, id: () => 'unused' });
      // A list of two thousand lines is one batch.
      expect((await noteIdentifiers(context, items, { kind: 'import', ref: 'import-2' })).length).toBeLessThanOrEqual(6);
    });

    it('stand in the order in which they were named last, each once, however often others were', async () => {
      for (const value of ['老的', '旧的']) {
        await list('app', `${value}软件`, { kind: 'report', ref: 'c1' });
        under.clock.now += 1000;
      }
      for (let at = 0; at < 20; at++) {
        under.clock.now += 1000;
        await list('phone', '13800001234', { kind: 'report', ref: `c${at}` });
      }
      await list('app', '老的软件', { kind: 'closing', ref: 'case-1' });
      const values = async (kind: IdentifierKind | null, most: number) =>
        (await under.storage.newestIdentifiers(kind, LIFETIMES, most)).map(({ value }) => value);
      expect(await values(null, 50)).toEqual(expect.arrayContaining(['老的软件', '13800001234', '旧的软件']));
      expect((await values(null, 2)).toSorted()).toEqual(['13800001234', '老的软件']);
      expect(await values('app', 1)).toEqual(['老的软件']);
      expect(await values('app', 50)).toEqual(['老的软件', '旧的软件']);
    });

    it('are imported whole, and once', async () => {
      const items = [
        { kind: 'app', value: '速贷宝', type: null },
        { kind: 'link', value: 'a-b-c.top', type: null },
      ] as const;
      await Promise.all([1, 2].map(() => under.storage.importIdentifiers('import-1', '市局通报', items, 'o1')));
      expect(await under.storage.newestImports()).toMatchObject([{ rows: 2, label: '市局通报' }]);
      expect((await look('app', ' 速贷宝 ')).exact).toMatchObject({ counts: { import: 1 } });
    });
  });
}
