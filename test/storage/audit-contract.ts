import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import type { BadLink } from '../../src/storage/audit-chain.ts';
import { UNMASKED_FOR } from '../../src/storage/unmaskings.ts';
import { warning } from './dissuasion-under-test.ts';
import { calling, forget, incoming, type OpenStorage, outcome, type StorageUnderTest, writeAudit } from './storage-under-test.ts';

export function testAudit(name: string, open: OpenStorage): void {
  describe(`the audit log in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      for (const id of ['o1', 'o2'])
        await under.database.query
          .insertInto('officers')
          .values({
            ...{ id, name: id, display: `接线员${id}`, role: 'officer', password: '', totp_sealed: '' },
            ...{ last_step: 0, failures: 0, locked_until: 0, disabled: 0, created_at: 0 },
          })
          .execute();
    });
    afterEach(() => under.close());

    async function openCase(number = 'A000001'): Promise<string> {
      const { messageId } = await incoming(under, { text: '我转了两万给张三' });
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P1', number), replies: [{ id: 'r1', text: '先打110' }] }));
      return (await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow()).id;
    }
    async function write(count: number): Promise<void> {
      for (let index = 0; index < count; index += 1) await writeAudit(under, 'o1', `s${index}`);
    }
    const audited = async (action: string) =>
      under.database.query.selectFrom('audit').selectAll().where('action', '=', action).orderBy('seq').execute();
    const run = async (text: string): Promise<void> => {
      for (const statement of text.split('; ')) await sql.raw(statement).execute(under.database.query);
    };
    const broken = (position: number, what: BadLink['what']) => ({ ok: false, firstBad: { position, what } });

    it('is chained once, in order, as it grows', async () => {
      expect(await under.storage.verifyAudit()).toEqual({ ok: true, rows: 0, chained: 0, head: null });
      await write(450);
      expect(await under.storage.chainAudit()).toBe(450);
      expect(await under.storage.chainAudit()).toBe(0);
      const first = await under.storage.verifyAudit();
      expect(first).toMatchObject({ ok: true, rows: 450, chained: 450, head: { position: 450 } });
      expect(first.head?.hash).toMatch(/^[0-9a-f]{64}$/);
      await write(3);
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true, rows: 453, chained: 450 });
      expect(await under.storage.chainAudit()).toBe(3);
      expect(await under.storage.verifyAudit(first.head)).toMatchObject({ ok: true, chained: 453 });
    });

    it('is chained by several at once as by one', async () => {
      await write(450);
      const added = await Promise.all(Array.from({ length: 8 }, () => under.storage.chainAudit()));
      expect(added.reduce((sum, some) => sum + some, 0)).toBe(450);
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true, chained: 450 });
    });

    it.each<[string, string, number, BadLink['what']]>([
      ['another officer', "UPDATE audit SET officer_id = 'o2' WHERE seq = 3", 3, 'changed'],
      ['nobody', 'UPDATE audit SET officer_id = NULL WHERE seq = 3', 3, 'changed'],
      ['another action', "UPDATE audit SET action = 'case.read' WHERE seq = 3", 3, 'changed'],
      ['another subject', "UPDATE audit SET subject = 'x' WHERE seq = 3", 3, 'changed'],
      ['another time', 'UPDATE audit SET at = at + 1 WHERE seq = 1', 1, 'changed'],
      ['a row gone', 'DELETE FROM audit WHERE seq = 3', 3, 'deleted'],
      ['the first row gone', 'DELETE FROM audit WHERE seq = 1', 1, 'deleted'],
      ['a link gone', 'DELETE FROM audit_chain WHERE position = 3', 3, 'deleted'],
      ['the end gone', 'DELETE FROM audit WHERE seq >= 4', 4, 'cut-off'],
      ['a row before all', "INSERT INTO audit (seq, at, action, subject) VALUES (-5, 0, 'case.read', 'x')", 1, 'inserted'],
      [
        'two rows in the other order',
        'UPDATE audit_chain SET audit_seq = -1 WHERE position = 2; UPDATE audit_chain SET audit_seq = 2 WHERE position = 4; UPDATE audit_chain SET audit_seq = 4 WHERE position = 2',
        2,
        'reordered',
      ],
      ['another hash', "UPDATE audit_chain SET hash = 'x' WHERE position = 5", 5, 'changed'],
    ])('shows %s', async (_, tampering, position, what) => {
      await write(5);
      await under.storage.chainAudit();
      await run(tampering);
      expect(await under.storage.verifyAudit()).toMatchObject(broken(position, what));
    });

    it('shows a row put where one had been, also when it comes later', async () => {
      await write(5);
      await run('DELETE FROM audit WHERE seq = 3');
      await under.storage.chainAudit();
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true });
      await run("INSERT INTO audit (seq, at, action, subject) VALUES (3, 0, 'case.read', 'x')");
      expect(await under.storage.chainAudit()).toBe(0);
      expect(await under.storage.verifyAudit()).toMatchObject(broken(3, 'inserted'));
    });

    it('is read through stretch by stretch, and whatever does not hold shows in its stretch', async () => {
      const { storage } = under;
      await write(1050);
      await run('DELETE FROM audit WHERE seq = 1001');
      await storage.chainAudit();
      const head = { position: 1050, hash: 'x' };
      expect(await storage.verifyAuditStretch(0, head)).toEqual({ verified: 1000, ended: false, firstBad: null });
      expect(await storage.verifyAuditStretch(1000)).toEqual({ verified: 1049, ended: true, firstBad: null });
      const cutOff = { verified: 1049, ended: true, firstBad: { position: 1050, what: 'cut-off' } };
      expect(await storage.verifyAuditStretch(1000, head)).toEqual(cutOff);
      // No such link: from the beginning.
      expect(await storage.verifyAuditStretch(5000)).toEqual({ verified: 1000, ended: false, firstBad: null });
      await run("INSERT INTO audit (seq, at, action, subject) VALUES (1001, 0, 'case.read', 'x')");
      await run("UPDATE audit SET subject = 'x' WHERE seq = 1040");
      expect(await storage.verifyAuditStretch(0)).toMatchObject({ ended: false, firstBad: null });
      const inserted = { verified: 1000, ended: true, firstBad: { position: 1001, what: 'inserted' } };
      expect(await storage.verifyAuditStretch(1000)).toEqual(inserted);
      expect(await storage.verifyAudit()).toMatchObject(broken(1001, 'inserted'));
      await run('DELETE FROM audit WHERE seq = 1001');
      expect(await storage.verifyAudit()).toMatchObject(broken(1039, 'changed'));
    });

    it('shows an end cut off with its links, and a chain made anew, against a head noted before', async () => {
      await write(5);
      await under.storage.chainAudit();
      const { head } = await under.storage.verifyAudit();
      await run('DELETE FROM audit WHERE seq >= 4');
      await run('DELETE FROM audit_chain WHERE position >= 4');
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true, chained: 3 });
      expect(await under.storage.verifyAudit(head)).toMatchObject(broken(4, 'cut-off'));
      await write(3);
      await under.storage.chainAudit();
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true, chained: 6 });
      expect(await under.storage.verifyAudit(head)).toMatchObject(broken(5, 'changed'));
    });

    it('writes down who reads a case, once in ten minutes', async () => {
      const id = await openCase();
      await under.storage.noteRead('o1', id);
      under.clock.now += 599_999;
      await under.storage.noteRead('o1', id);
      await under.storage.noteRead('o2', id);
      under.clock.now += 1;
      await under.storage.noteRead('o1', id);
      await under.storage.noteRead('o1', 'nothing');
      expect((await audited('case.read')).map(({ officer_id, subject }) => [officer_id, subject])).toEqual([
        ['o1', id],
        ['o2', id],
        ['o1', id],
      ]);
    });

    it('shows a case in full for fifteen minutes to whoever said why, and to nobody else', async () => {
      const id = await openCase();
      expect(await under.storage.isUnmasked('o1', id)).toBe(false);
      expect(await under.storage.unmask('o1', id, '家属来电核对')).toBe(true);
      expect([await under.storage.isUnmasked('o1', id), await under.storage.isUnmasked('o2', id)]).toEqual([true, false]);
      expect(await under.storage.unmaskedBy(id)).toEqual(new Map([['o1', under.clock.now + UNMASKED_FOR]]));
      under.clock.now += UNMASKED_FOR;
      expect(await under.storage.isUnmasked('o1', id)).toBe(false);
      expect(await under.storage.unmask('o1', id, '再看一次')).toBe(true);
      expect(await under.storage.isUnmasked('o1', id)).toBe(true);
      expect(await audited('case.unmasked')).toHaveLength(2);
      expect((await under.bytes()).includes('家属来电')).toBe(false);
      expect(await under.storage.unmask('o1', 'nothing', '没有这一单')).toBe(false);
    });

    it('opens reasons to whoever may read them, until the person is erased; the chain stays whole', async () => {
      const id = await openCase();
      await under.storage.unmask('o1', id, '家属来电核对');
      await under.storage.chainAudit();
      const reasonFor = async (opened: boolean) => (await under.storage.auditRows({ action: 'case.unmasked' }, 10, opened))[0]?.reason;
      expect(await reasonFor(false)).toEqual({ state: 'sealed' });
      expect(await reasonFor(true)).toEqual({ state: 'open', text: '家属来电核对' });
      await under.storage.claimCase(id, 'o1');
      await under.database.query.updateTable('cases').set({ status: 'closed' }).execute();
      await forget(under);
      expect(await reasonFor(true)).toEqual({ state: 'erased' });
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true });
      expect(await under.storage.unmask('o1', id, '还想看看')).toBe(false);
    });

    it('is listed newest first and filtered', async () => {
      const id = await openCase();
      await under.storage.noteRead('o1', id);
      await under.storage.noteRead('o2', id);
      await writeAudit(under, 'o1', 'o2', 'officer.disabled');
      const rows = await under.storage.auditRows({}, 10, false);
      expect(rows.map(({ officer, action, subject }) => [officer, action, subject.kind, subject.name])).toEqual([
        ['接线员o1', 'officer.disabled', 'officer', '接线员o2'],
        ['接线员o2', 'case.read', 'case', 'A000001'],
        ['接线员o1', 'case.read', 'case', 'A000001'],
      ]);
      expect(await under.storage.auditRows({ officerId: 'o2' }, 10, false)).toHaveLength(1);
      expect(await under.storage.auditRows({ number: 'a000001', officerId: 'o1' }, 10, false)).toHaveLength(1);
      expect(await under.storage.auditRows({ number: 'A9' }, 10, false)).toEqual([]);
      expect(await under.storage.auditRows({ before: rows[1]?.seq }, 10, false)).toEqual(rows.slice(2));
    });

    it('names what its ids are of: warnings, partners, places, drafts, stop leads, sheets', async () => {
      const { query } = under.database;
      const [warned] = await under.storage.receiveWarnings([warning('JD-77')], DISSUASION_PLAN);
      const partner = {
        kind: 'banks' as const,
        legal_basis: '反电信网络诈骗法',
        webhook: null,
        created_by: 'o1',
        created_at: 0,
        closed_at: null,
      };
      await query
        .insertInto('partners')
        .values({ ...partner, id: 'p1', name: '湖州某某银行', version: 1 })
        .execute();
      await query
        .insertInto('grids')
        .values({ id: 'g1', name: '东湾村', town: '南浔镇', kind: 'village', people: 300, created_at: 0, closed_at: null })
        .execute();
      await query
        .insertInto('handovers')
        .values({ id: 'h1', from_id: 'o2', to_id: null, body_sealed: '', created_at: 0, taken_at: null })
        .execute();
      for (const [subject, action] of [
        [warned?.id ?? '', 'warning.read'],
        [warned?.id ?? '', 'visit.read'],
        ['p1', 'partner.changed'],
        ['g1', 'grid.changed'],
        ['h1', 'shift.handed-over'],
        ['gone', 'partner.changed'],
      ] as const)
        await writeAudit(under, 'o1', subject, action);
      const rows = await under.storage.auditRows({ officerId: 'o1' }, 10, false);
      expect(rows.map(({ subject }) => [subject.kind, subject.name])).toEqual([
        ['other', 'gone'],
        ['handover', '接线员o2'],
        ['grid', '南浔镇 东湾村'],
        ['partner', '湖州某某银行'],
        ['warning', 'JD-77'],
        ['warning', 'JD-77'],
      ]);
      expect(await under.storage.auditRows({ number: 'JD-77' }, 10, false)).toHaveLength(2);
    });

    it('lets the owner, or a supervisor, take a case out only after saying why', async () => {
      const id = await openCase();
      expect(await under.storage.noteExport('o1', id, '给派出所', false)).toBe(false);
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.mayExport('o1', id)).toBe(false);
      expect(await under.storage.noteExport('o1', id, '给派出所', false)).toBe(true);
      expect([await under.storage.mayExport('o1', id), await under.storage.mayExport('o2', id)]).toEqual([true, false]);
      expect(await under.storage.noteExport('o2', id, '不是我的', false)).toBe(false);
      expect(await under.storage.noteExport('o2', id, '督导检查', true)).toBe(true);
      expect(await under.storage.noteExport('o2', 'nothing', '没有这一单', true)).toBe(false);
      expect(await audited('case.exported')).toHaveLength(2);
      expect((await under.bytes()).includes('派出所')).toBe(false);
      under.clock.now += 600_001;
      expect(await under.storage.mayExport('o1', id)).toBe(false);
    });

    it('exports everything of a case, and of an erased person nothing that was his', async () => {
      const id = await openCase();
      await under.storage.claimCase(id, 'o1');
      await under.storage.addNote(id, 'o1', '他儿子在路上');
      await under.storage.noteRead('o1', id);
      const content = await under.storage.caseExport(id);
      expect(content?.case).toMatchObject({ number: 'A000001', urgency: 'P1', owner: '接线员o1', erased: false });
      expect(content?.facts).toEqual({ stage: 'paid' });
      expect(content?.lines.map(({ text }) => text)).toEqual(['我转了两万给张三', '先打110']);
      expect(content?.verdicts).toMatchObject([{ colour: 'yellow', release: '1.0.0' }]);
      expect(content?.internalNotes).toMatchObject([{ officer: '接线员o1', text: '他儿子在路上' }]);
      expect(content?.audit.map(({ action }) => action)).toContain('case.read');
      await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
      const erased = await under.storage.caseExport(id);
      expect(erased?.case).toMatchObject({ number: 'A000001', erased: true });
      expect(JSON.stringify(erased)).not.toMatch(/张三|儿子|先打/);
      expect(await under.storage.caseExport('nothing')).toBeNull();
    });
  });
}
