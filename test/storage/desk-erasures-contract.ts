import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carryOut, eraseAtTheDesk, finishErasures, lookAtErasable } from '../../src/citizens/desk-erasure.ts';
import type { ErasureSought } from '../../src/storage/privacy/find-erasable.ts';
import { enter, warning } from './dissuasion-under-test.ts';
import {
  account,
  CONVERSATION,
  calling,
  forget,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
  twoOfficers,
} from './storage-under-test.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PHONE = '13800138000';
const GUARDIAN = '13911112222';
const ORDER = { officerId: 'admin', ground: 'in-person', remark: '窗口核了身份证' } as const;

/** Whoever asks at the desk to be erased: how he is found, and that it is done once. */
export function testDeskErasures(name: string, open: OpenStorage): void {
  describe(`erasures at the desk in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
      await under.database.query
        .insertInto('officers')
        .values(account('admin', '管理员', 'administrator'))
        .execute();
    });
    afterEach(() => under.close());

    const rows = () => under.database.query.selectFrom('erasure_requests').selectAll().execute();
    const audited = async (action: string) =>
      (await under.database.query.selectFrom('audit').select(['officer_id', 'subject']).where('action', '=', action).execute()).map(
        ({ officer_id, subject }) => [officer_id, subject],
      );

    async function registers(tokenHash = 'hash-a', parts = {}): Promise<string> {
      const profile = { name: '独一无二的名字', gridId: null, ageBand: '60-69', job: 'retired', guardian: null } as const;
      return under.storage.registerCitizen({ tokenHash, ...profile, consents: [{ purpose: 'profile', version: 1 }], ...parts });
    }
    async function proves(id: string, secret: string, purpose: 'phone' | 'guardian', number: string): Promise<void> {
      const { code } = await under.storage.phoneCode(purpose, secret, `hash-${secret}`, id);
      expect(await under.storage.proveByOfficer(code, number, 'o1')).toBe(purpose === 'phone' ? 'proved' : 'guardian');
    }
    /** What was found, written down as somebody's look-up. */
    async function sought(asked: ErasureSought): Promise<string> {
      const found = await under.storage.findErasable(asked);
      if (found.kind !== 'found') throw new Error(found.kind);
      const [id = ''] = await under.storage.noteErasureSought('admin', found.several);
      return id;
    }
    const own = (number = PHONE): ErasureSought => ({ by: 'own-number', number });
    const look = async (id: string) => lookAtErasable(under.storage, (await under.storage.erasureRequest(id))?.whose as never);
    async function calls(conversationId: string, number: string, address: string | null = null): Promise<void> {
      await under.storage.ensureConversation(conversationId, 'sms', address);
      const saved = await incoming(under, { conversationId, externalId: `m-${conversationId}`, text: '只此一句的话' });
      const escalation = calling('P0', number);
      await under.storage.saveOutcome(outcome(saved.messageId, { conversationId, escalation, escalated: true }));
      await under.database.query.updateTable('outbox').set({ state: 'delivered' }).execute();
      await under.database.query.updateTable('messages').set({ concluded: 1 }).execute();
    }
    const closeCases = () => under.database.query.updateTable('cases').set({ status: 'closed', closed_at: under.clock.now }).execute();

    it('find a registration by its proved number, with what the number wrote, and nobody by another one', async () => {
      const id = await registers();
      await proves(id, 'a', 'phone', PHONE);
      await under.storage.ensureConversation('sms:1', 'sms', `+86${PHONE}`);
      under.clock.now += MINUTE;
      const found = await look(await sought(own('138-0013-8000')));
      expect(found).toMatchObject({ conversations: ['sms:1'], hasNumber: true, leavingSince: null, warnings: 0 });
      expect(found.registration).toMatchObject({ since: under.clock.now - MINUTE, ageBand: '60-69' });
      expect(found.stays).toEqual({ cases: [], stopLeads: [], warnings: 0 });
      for (const number of ['13800138001', 'none', '']) expect(await under.storage.findErasable(own(number))).toEqual({ kind: 'nobody' });
      expect(await under.storage.findErasable({ by: 'guardian-number', number: PHONE })).toEqual({ kind: 'nobody' });
    });

    it('find whoever is not registered by the number he wrote from', async () => {
      await calls('sms:2', 'A000002', PHONE);
      expect(await look(await sought(own()))).toMatchObject({
        registration: null,
        conversations: ['sms:2'],
        hasNumber: true,
        stays: { cases: ['A000002'] },
      });
    });

    it('find the children of a guardian by his number, and not himself', async () => {
      const child = { ageBand: 'under14', job: 'student', guardian: '李妈妈' };
      for (const secret of ['b', 'c']) await proves(await registers(`hash-${secret}`, child), secret, 'guardian', GUARDIAN);
      await proves(await registers('hash-d'), 'd', 'phone', GUARDIAN);
      const found = await under.storage.findErasable({ by: 'guardian-number', number: GUARDIAN });
      expect(found).toMatchObject({ kind: 'found', several: [{ phoneHash: null }, { phoneHash: null }] });
      const ids = await under.storage.noteErasureSought('admin', found.kind === 'found' ? found.several : []);
      for (const id of ids) expect((await look(id)).registration?.ageBand).toBe('under14');
      await eraseAtTheDesk(under.storage, ids[0] ?? '', { ...ORDER, ground: 'guardian' });
      expect((await look(ids[0] ?? '')).since).toBeNull();
      expect((await look(ids[1] ?? '')).registration?.ageBand).toBe('under14');
      expect(await under.storage.citizenByPhone(GUARDIAN)).not.toBeNull();
    });

    it('find by a case the person, his registration and his other chats', async () => {
      const id = await registers();
      await calls(CONVERSATION, 'A000003');
      await under.storage.linkConversation(id, CONVERSATION);
      await under.storage.ensureConversation('web:other', 'web');
      await under.storage.linkConversation(id, 'web:other');
      const found = await look(await sought({ by: 'case', number: 'A000003' }));
      expect(found.registration).not.toBeNull();
      expect([...found.conversations].sort()).toEqual([CONVERSATION, 'web:other']);
      expect(await under.storage.findErasable({ by: 'case', number: 'A999999' })).toEqual({ kind: 'nobody' });
      expect(await under.storage.findErasable({ by: 'receipt', number: 'R2026-0000-0000-0000' })).toEqual({ kind: 'nobody' });
    });

    it('find and erase what hangs on a number alone: warnings that are over at once, the others when they are', async () => {
      const [open_, over] = [await enter(under, warning('a', 'low')), await enter(under, warning('b', 'low'))];
      const { query } = under.database;
      await query.updateTable('warnings').set({ status: 'closed', closed_at: 1, due_at: null }).where('id', '=', over).execute();
      const listed = { kind: 'phone', value: '13911112222' } as const;
      await under.storage.listIdentifiers([{ ...listed, type: 'loan' }], { kind: 'closing', ref: 'case-1' });
      await under.storage.saveDispute('dispute-01', listed as never, '这是我的号', '138 0000 1234');
      const request = await sought(own('138 0000 1234'));
      expect(await look(request)).toMatchObject({ registration: null, conversations: [], hasNumber: true, warnings: 1 });
      await eraseAtTheDesk(under.storage, request, ORDER);
      const subjects = await query.selectFrom('warnings').select(['id', 'subject_sealed', 'forget']).orderBy('external_id').execute();
      expect(subjects.map(({ id, subject_sealed, forget: goes }) => [id, subject_sealed === null, Number(goes)])).toEqual([
        [open_, false, 1],
        [over, true, 1],
      ]);
      const objection = () => query.selectFrom('identifier_disputes').selectAll().executeTakeFirstOrThrow();
      expect([(await objection()).contact_sealed, (await under.storage.erasureRequest(request))?.ordered?.stays.warnings]).toEqual(['', 1]);
      // It can still be decided by what he wrote; then that goes as well.
      expect(await under.storage.openDisputes()).toMatchObject([{ reason: '这是我的号', contact: null }]);
      expect(await under.storage.decideDispute('dispute-01', 'kept', '核对过', 'o1')).toBe(true);
      expect((await objection()).reason_sealed).toBe('');
      const [decided] = await under.storage.disputesOf((await objection()).identifier_id);
      expect(decided).toMatchObject({ reason: '', contact: null, decisionReason: '核对过' });
    });

    it('lose the same when they ask in a channel that knows their number, and nothing by merely leaving it', async () => {
      const [open_, over] = [await enter(under, warning('a', 'low')), await enter(under, warning('b', 'low'))];
      const { query } = under.database;
      await query.updateTable('warnings').set({ status: 'closed', closed_at: 1, due_at: null }).where('id', '=', over).execute();
      const listed = { kind: 'phone', value: '13911112222' } as const;
      await under.storage.listIdentifiers([{ ...listed, type: 'loan' }], { kind: 'closing', ref: 'case-1' });
      await under.storage.saveDispute('dispute-01', listed as never, '这是我的号', '138 0000 1234');
      await under.storage.saveDispute('dispute-02', listed as never, '是我的', '13800009999');
      const kept = async () => ({
        warnings: (await query.selectFrom('warnings').select(['id', 'subject_sealed', 'forget']).orderBy('external_id').execute()).map(
          ({ id, subject_sealed, forget: goes }) => [id, subject_sealed === null, Number(goes)],
        ),
        contacts: (await under.storage.openDisputes()).map(({ id, contact }) => [id, contact]),
      });
      const before = {
        warnings: [
          [open_, false, 0],
          [over, false, 0],
        ],
        contacts: [
          ['dispute-01', '138 0000 1234'],
          ['dispute-02', '13800009999'],
        ],
      };
      for (const [id, number, asked] of [
        ['sms:left', '+8613800001234', false],
        ['sms:other', '13800005555', true],
      ] as const) {
        await under.storage.ensureConversation(id, 'sms', number);
        await under.storage.leave(id, { asked });
        expect(await under.storage.eraseLeavers()).toBe(1);
        expect(await kept()).toEqual(before);
      }
      await under.storage.ensureConversation('sms:asks', 'sms', '+8613800001234');
      await under.storage.leave('sms:asks', { asked: true });
      await under.storage.eraseLeavers();
      expect(await kept()).toEqual({
        warnings: [
          [open_, false, 1],
          [over, true, 1],
        ],
        contacts: [
          ['dispute-01', null],
          ['dispute-02', '13800009999'],
        ],
      });
    });

    it('attach no registration where two people use the browser', async () => {
      await calls(CONVERSATION, 'A000004');
      for (const secret of ['a', 'b']) await under.storage.linkConversation(await registers(`hash-${secret}`), CONVERSATION);
      expect((await look(await sought({ by: 'case', number: 'A000004' }))).registration).toBeNull();
    });

    it('say of whoever is erased when it was, and take nobody else for him', async () => {
      await calls(CONVERSATION, 'A000005');
      await closeCases();
      under.clock.now += DAY;
      await forget(under);
      const erased = { kind: 'erased', at: under.clock.now };
      under.clock.now += DAY;
      expect(await under.storage.findErasable({ by: 'case', number: 'A000005' })).toEqual(erased);
      await incoming(under, { externalId: 'again' });
      expect(await under.storage.findErasable({ by: 'case', number: 'A000005' })).toEqual({ kind: 'erased', at: null });
    });

    it('erase once however often and together it is pressed, and give one number', async () => {
      const id = await registers();
      await proves(id, 'a', 'phone', PHONE);
      await under.storage.ensureConversation('sms:1', 'sms', PHONE);
      const request = await sought(own());
      await Promise.all([1, 2, 3].map(() => eraseAtTheDesk(under.storage, request, ORDER)));
      await eraseAtTheDesk(under.storage, request, { ...ORDER, officerId: 'o2', ground: 'other' });
      const ordered = (await under.storage.erasureRequest(request))?.ordered;
      expect(ordered).toMatchObject({ ground: 'in-person', doneAt: under.clock.now, stays: { cases: [], stopLeads: [], warnings: 0 } });
      expect(ordered?.number).toMatch(/^S\d{6}$/);
      expect(await audited('erasure.ordered')).toEqual([['admin', ordered?.number]]);
      expect(await audited('citizen.erased')).toEqual([['admin', id]]);
      expect(await under.storage.erasureByNumber(ordered?.number ?? '')).toMatchObject({ id: request });
      expect(await under.storage.readCitizen(id)).toBeNull();
      expect(await under.storage.hasConversation('sms:1')).toBe(false);
      // Nothing by which he could be known stays with the request.
      const [row] = await rows();
      expect([row?.phone_hash, JSON.stringify(row)]).toEqual([null, expect.not.stringContaining('窗口')]);
      expect(await under.storage.findErasable(own())).toEqual({ kind: 'nobody' });
    });

    it('leave an open case and an open stop lead until they are closed, as his own erasure does', async () => {
      await calls(CONVERSATION, 'A000006');
      const lead = { formId: 'form-0001', body: '{"name":"只此一人"}', origin: 'citizen', transfers: [] } as const;
      const { number } = await under.storage.receiveStopLead({
        ...lead,
        conversationId: CONVERSATION,
        caseId: null,
        warningRef: null,
        officerId: null,
      } as never);
      const request = await sought({ by: 'stop-lead', number });
      await eraseAtTheDesk(under.storage, request, ORDER);
      expect((await under.storage.erasureRequest(request))?.ordered?.stays).toEqual({
        cases: ['A000006'],
        stopLeads: [number],
        warnings: 0,
      });
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(true);
      expect((await look(request)).leavingSince).toBe(under.clock.now);
      const keeping = { lead: 365 * DAY };
      expect(await under.storage.purgeStopLead(keeping)).toBe(false);
      await closeCases();
      await under.database.query.updateTable('stop_leads').set({ state: 'closed', closed_at: under.clock.now }).execute();
      await under.storage.eraseLeavers();
      expect(await under.storage.hasConversation(CONVERSATION)).toBe(false);
      expect(await under.storage.purgeStopLead(keeping)).toBe(true);
      expect(await under.storage.findErasable({ by: 'stop-lead', number })).toEqual({ kind: 'erased', at: null });
    });

    it('take a lead that hangs on nobody, and let it go once it is closed', async () => {
      const bare = { formId: 'form-0002', body: '{}', origin: 'officer', transfers: [] };
      const none = { conversationId: null, caseId: null, warningRef: null, officerId: 'o1' };
      const { number } = await under.storage.receiveStopLead({ ...bare, ...none } as never);
      const request = await sought({ by: 'stop-lead', number });
      expect((await look(request)).stays.stopLeads).toEqual([number]);
      await eraseAtTheDesk(under.storage, request, ORDER);
      await under.database.query.updateTable('stop_leads').set({ state: 'closed', closed_at: under.clock.now }).execute();
      expect(await under.storage.purgeStopLead({ lead: 365 * DAY })).toBe(true);
    });

    it('go on after a crash between the order and the deed', async () => {
      await under.storage.ensureConversation('sms:1', 'sms', PHONE);
      const request = await sought(own());
      const chore = finishErasures(under);
      await under.storage.orderErasure(request, { ...ORDER, stays: { cases: [], stopLeads: [], warnings: 0 } });
      expect(await chore.work()).toBe(false);
      under.clock.now += 2 * MINUTE;
      expect([await chore.work(), await chore.work()]).toEqual([true, false]);
      expect(await under.storage.hasConversation('sms:1')).toBe(false);
      expect((await under.storage.erasureRequest(request))?.ordered?.doneAt).toBe(under.clock.now);
    });

    it('do nothing that was not ordered', async () => {
      await under.storage.ensureConversation('sms:1', 'sms', PHONE);
      const request = await sought(own());
      await carryOut(under.storage, request);
      await eraseAtTheDesk(under.storage, 'none', ORDER);
      under.clock.now += 2 * MINUTE;
      expect(await finishErasures(under).work()).toBe(false);
      expect(await under.storage.hasConversation('sms:1')).toBe(true);
    });

    it('can be ordered for half an hour by whoever looked; a look-up that led to nothing goes after a day', async () => {
      await under.storage.ensureConversation('sms:1', 'sms', PHONE);
      const request = await sought(own());
      expect([await under.storage.isErasureFresh(request, 'admin'), await under.storage.isErasureFresh(request, 'o1')]).toEqual([
        true,
        false,
      ]);
      under.clock.now += 30 * MINUTE;
      expect(await under.storage.isErasureFresh(request, 'admin')).toBe(false);
      const kept = await sought(own());
      await eraseAtTheDesk(under.storage, kept, ORDER);
      under.clock.now += DAY + 1;
      while (await under.storage.purgeWork(365 * DAY));
      expect((await rows()).map(({ id }) => id)).toEqual([kept]);
    });

    it('write down who looked, also when nobody was found, and never by what', async () => {
      await under.storage.noteErasureSought('admin', []);
      const id = await registers();
      await proves(id, 'a', 'phone', PHONE);
      await sought(own());
      expect(await audited('erasure.sought')).toEqual([
        ['admin', 'nobody'],
        ['admin', id],
      ]);
      expect((await under.storage.auditRows({ action: 'erasure.sought' }, 9, true)).map(({ subject }) => subject.kind)).toEqual([
        'other',
        'nobody',
      ]);
    });

    it('stand in the audit log with their ground for every reader, with the line for whoever may open it', async () => {
      await under.storage.ensureConversation('sms:1', 'sms', PHONE);
      const request = await sought(own());
      await eraseAtTheDesk(under.storage, request, ORDER);
      const number = (await under.storage.erasureRequest(request))?.ordered?.number ?? '';
      const [open] = await under.storage.auditRows({ number: number.toLowerCase() }, 9, true);
      expect(open).toMatchObject({
        action: 'erasure.ordered',
        officer: '管理员',
        subject: { kind: 'erasure', id: request, name: number },
        ground: 'in-person',
        reason: { state: 'open', text: ORDER.remark },
      });
      const [closed] = await under.storage.auditRows({ number }, 9, false);
      expect([closed?.ground, closed?.reason]).toEqual(['in-person', { state: 'sealed' }]);
      expect((await under.bytes()).includes(ORDER.remark)).toBe(false);
    });
  });
}
