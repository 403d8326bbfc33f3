import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import type { StepDone } from '../../src/storage/dissuasion/warning-steps.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { ADVISOR, BOSS, enter, MIN, peopleOfDissuasion, tasksOf, WANG, warning } from './dissuasion-under-test.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

const DAY = 24 * 60 * MIN;

export function testDissuasion(name: string, open: OpenStorage): void {
  describe(`warnings in ${name}`, () => {
    let under: StorageUnderTest;
    let steps = 0;
    beforeEach(async () => {
      under = await open();
      await peopleOfDissuasion(under);
    });
    afterEach(() => under.close());
    const done = (warningId: string, kind: StepDone['kind'], result: StepDone['result'], more: Partial<StepDone> = {}) =>
      under.storage.recordStep({ stepId: `step-${String(++steps).padStart(6, '0')}`, warningId, kind, result, officerId: 'o1', ...more });

    it('come in once, however often and at once they are sent, and tell a changed one', async () => {
      const sent = Array.from({ length: 120 }, (_, at) => warning(`w${at}`, at % 2 === 0 ? 'urgent' : 'low'));
      const both = await Promise.all([sent, sent].map((some) => under.storage.receiveWarnings(some, DISSUASION_PLAN)));
      const receptions = both.flat().map(({ reception }) => reception);
      expect(receptions.filter((one) => one === 'accepted')).toHaveLength(120);
      expect(receptions.filter((one) => one === 'known')).toHaveLength(120);
      const again = await under.storage.receiveWarnings([warning('w0', 'low'), warning('w2', 'urgent'), warning('new')], DISSUASION_PLAN);
      expect(again.map(({ reception }) => reception)).toEqual(['changed', 'known', 'accepted']);
      expect((await under.storage.listWarnings(BOSS)).total).toBe(121);
    });

    it('of 紧急 and 高危 start the lead, the call and the visit at once; the lane has the most urgent first', async () => {
      for (const tier of ['low', 'high', 'urgent', 'medium'] as const) await enter(under, warning(tier, tier));
      const { warnings } = await under.storage.listWarnings(BOSS);
      expect(warnings.map(({ tier, tasks }) => [tier, tasks.map(({ kind }) => kind).sort()])).toEqual([
        ['urgent', ['call', 'protective-stop', 'visit']],
        ['high', ['call', 'protective-stop', 'visit']],
        ['medium', ['message']],
        ['low', ['message']],
      ]);
      expect(await under.storage.countWarnings(BOSS)).toEqual({ urgent: 1, high: 1, medium: 1, low: 1 });
    });

    it('are claimed by one, given back by him or a supervisor', async () => {
      const id = await enter(under, warning('w'));
      const claims = await Promise.all(['o1', 'o2', 'boss'].map((officer) => under.storage.claimWarning(id, officer)));
      expect(claims.filter((claim) => claim?.won)).toHaveLength(1);
      expect(new Set(claims.map((claim) => claim?.owner)).size).toBe(1);
      const owner = (await under.storage.readWarning(id, BOSS))?.owner?.id ?? '';
      expect(await under.storage.releaseWarning(id, owner === 'o1' ? 'o2' : 'o1')).toBe(false);
      expect(await under.storage.claimWarning('none', 'o1')).toBeNull();
      await expect(under.storage.claimWarning(id, 'a1')).rejects.toMatchObject({ code: 'warning.not-yours' });
    });

    it('record a step once, also when it is sent from a bad line again and again', async () => {
      const id = await enter(under, warning('w', 'medium'));
      const step = { stepId: 'phone-0001', warningId: id, kind: 'call', result: 'unreached', officerId: 'o1', note: '关机' } as const;
      const answers = await Promise.all([step, step, step].map((one) => under.storage.recordStep(one)));
      expect(answers.map(({ recorded }) => recorded).sort()).toEqual(['before', 'before', 'now']);
      expect(answers.every(({ tier }) => tier === 'high')).toBe(true);
      const read = await under.storage.readWarning(id, BOSS);
      expect(read?.steps).toMatchObject([{ kind: 'call', result: 'unreached', tier: 'high', officer: '王警官', note: '关机' }]);
      await expect(under.storage.recordStep({ ...step, result: 'persuaded' })).rejects.toMatchObject({ code: 'warning.step-changed' });
      const other = await enter(under, warning('other'));
      await expect(under.storage.recordStep({ ...step, warningId: other })).rejects.toMatchObject({ code: 'warning.step-changed' });
      await expect(done(id, 'message', 'persuaded')).rejects.toMatchObject({ code: 'warning.step' });
      await expect(done('none', 'call', 'unreached')).rejects.toMatchObject({ code: 'warning.unknown' });
    });

    it('lose none of many steps at once', async () => {
      const id = await enter(under, warning('w', 'low'));
      const all = Array.from({ length: 15 }, (_, at) => done(id, at % 2 ? 'call' : 'visit', at % 3 ? 'unreached' : 'unpersuaded'));
      await Promise.all(all);
      const read = await under.storage.readWarning(id, BOSS);
      expect([read?.steps.length, read?.tier, read?.status, read?.mayClose]).toEqual([15, 'urgent', 'open', false]);
      // Whether a text message is tried as well depends on which step came first; nothing stands there twice.
      const left = (await tasksOf(under, id)).filter((kind) => kind !== 'sms' || name === 'SQLite');
      expect(left).toEqual(['call', 'message', 'protective-stop', 'visit']);
    });

    it('are closed only after he was met, and are called back after 24 and 72 hours', async () => {
      const id = await enter(under, warning('w', 'urgent'));
      await under.storage.claimWarning(id, 'o1');
      await done(id, 'call', 'persuaded');
      expect(await under.storage.closeWarning(id, 'o1', 'close-001')).toBe('not-met');
      under.clock.now += 30 * MIN;
      expect(await done(id, 'visit', 'persuaded')).toMatchObject({ mayClose: true, tier: 'urgent' });
      expect(await under.storage.closeWarning(id, 'o2', 'close-002')).toBe('not-yours');
      const twice = await Promise.all([1, 2].map(() => under.storage.closeWarning(id, 'o1', 'close-003', '他说不转了')));
      expect(twice.sort()).toEqual(['before', 'now']);
      // Nobody has it in hand any more: there is nothing to give back.
      expect(await under.storage.releaseWarning(id, 'o1')).toBe(false);
      const { warnings } = await under.storage.listWarnings(WANG, { lane: 'call-backs' });
      expect(warnings[0]?.tasks.map(({ kind, startsAt }) => [kind, (startsAt - under.clock.now) / DAY])).toEqual([
        ['first-call-back', 1],
        ['second-call-back', 3],
      ]);
      await expect(done(id, 'first-call-back', 'persuaded')).rejects.toMatchObject({ code: 'warning.too-early' });
      under.clock.now += DAY;
      expect(await done(id, 'first-call-back', 'persuaded')).toMatchObject({ status: 'closed' });
      under.clock.now += 2 * DAY;
      expect(await done(id, 'second-call-back', 'paid')).toMatchObject({ status: 'open', tier: 'urgent', mayClose: false });
      expect(await tasksOf(under, id)).toEqual(['call', 'protective-stop', 'visit']);
    });

    it('that are closed name whoever closed them last, and him alone', async () => {
      const id = await enter(under, warning('w', 'low'));
      const closers = async () => {
        const { warnings } = await under.storage.listWarnings(BOSS, { lane: 'call-backs' });
        return [warnings.map(({ closedBy }) => closedBy), (await under.storage.readWarning(id, BOSS))?.closedBy];
      };
      await under.storage.claimWarning(id, 'o1');
      await done(id, 'visit', 'persuaded');
      await under.storage.closeWarning(id, 'boss', 'close-101');
      const boss = { id: 'boss', display: '周主管' };
      expect(await closers()).toEqual([[boss], boss]);
      under.clock.now += DAY;
      await done(id, 'first-call-back', 'unpersuaded');
      expect(await closers()).toEqual([[], null]);
      expect((await under.storage.listWarnings(BOSS)).warnings.map(({ closedBy }) => closedBy)).toEqual([null]);
      await done(id, 'visit', 'persuaded');
      await under.storage.closeWarning(id, 'o1', 'close-102');
      const wang = { id: 'o1', display: '王警官' };
      expect(await closers()).toEqual([[wang], wang]);
    });

    it('that are opened again belong to the officer who found out, or to nobody, not to whoever closed them days ago', async () => {
      const ownerOf = async (id: string) => (await under.storage.readWarning(id, BOSS))?.owner?.id ?? null;
      for (const [external, officerId, kind, owner] of [
        ['a', 'o2', 'first-call-back', 'o2'],
        ['b', 'a1', 'visit', null],
      ] as const) {
        const id = await enter(under, warning(external, 'low', { gridId: 'g1' }));
        await under.storage.claimWarning(id, 'o1');
        await done(id, 'visit', 'persuaded');
        await under.storage.closeWarning(id, 'o1', `close-00${external}`);
        under.clock.now += DAY;
        await under.storage.recordStep({ stepId: `again-00${external}`, warningId: id, kind, result: 'paid', officerId });
        expect([external, await ownerOf(id)]).toEqual([external, owner]);
      }
    });

    it('are counted by grid: met in person, in time, cheated after all', async () => {
      const [first, second] = [
        await enter(under, warning('a', 'urgent', { gridId: 'g1' })),
        await enter(under, warning('b', 'urgent', { gridId: 'g1' })),
      ];
      await enter(under, warning('c', 'low', { gridId: 'g2' }));
      await done(first, 'visit', 'persuaded');
      under.clock.now += 61 * MIN;
      await done(second, 'visit', 'paid');
      expect(await under.storage.warningFigures(0, under.clock.now)).toEqual([
        { gridId: 'g1', warned: 2, met: 2, metInTime: 1, cheated: 1 },
        { gridId: 'g2', warned: 1, met: 0, metInTime: 0, cheated: 0 },
      ]);
      expect(await under.storage.warningFigures(under.clock.now, under.clock.now + DAY)).toEqual([]);
    });

    it('end without anybody to warn: nothing is owed, nothing is counted, and who has paid after all opens them again', async () => {
      const id = await enter(under, warning('w', 'urgent', { gridId: 'g1' }));
      const voiding = {
        warningId: id,
        stepId: 'void-0001',
        officerId: 'boss',
        reason: 'wrong-number',
        note: '空号，村里没有此人',
      } as const;
      await expect(under.storage.voidWarning({ ...voiding, officerId: 'o1' })).rejects.toMatchObject({ code: 'warning.not-yours' });
      await expect(under.storage.voidWarning({ ...voiding, note: ' ' })).rejects.toMatchObject({ code: 'warning.void' });
      await expect(under.storage.voidWarning({ ...voiding, reason: 'duplicate' })).rejects.toMatchObject({ code: 'warning.no-other' });
      const twice = await Promise.all([1, 2].map(() => under.storage.voidWarning(voiding)));
      expect(twice.sort()).toEqual(['before', 'now']);
      const read = await under.storage.readWarning(id, BOSS);
      expect(read).toMatchObject({ status: 'closed', voidReason: 'wrong-number', dueAt: null, tasks: [], closedBy: { id: 'boss' } });
      expect(read?.steps).toMatchObject([{ kind: 'void', result: 'wrong-number', note: '空号，村里没有此人' }]);
      under.clock.now += DAY;
      expect(await under.storage.escalateOverdue()).toBe(false);
      expect(await under.storage.warningFigures(0, under.clock.now)).toEqual([]);
      expect((await under.storage.warningsToMeet(0, under.clock.now, under.clock.now)).size).toBe(0);
      const audited = await under.database.query.selectFrom('audit').select('officer_id').where('action', '=', 'warning.voided').execute();
      expect(audited).toEqual([{ officer_id: 'boss' }]);
      expect(await done(id, 'call', 'paid')).toMatchObject({ status: 'open', tier: 'urgent' });
      expect((await under.storage.readWarning(id, BOSS))?.voidReason).toBeNull();
      expect(await under.storage.warningFigures(0, under.clock.now)).toMatchObject([{ warned: 1, cheated: 1 }]);
    });

    it('that were closed after a meeting keep their figures when the call-backs are ended, and can be erased', async () => {
      const [id] = [await enter(under, warning('w', 'low')), await enter(under, warning('other', 'low'))];
      await done(id, 'visit', 'persuaded');
      await under.storage.closeWarning(id, 'boss', 'close-0001');
      const voiding = { warningId: id, stepId: 'void-0001', officerId: 'boss', reason: 'dead', note: '家属来电' } as const;
      expect(await under.storage.voidWarning(voiding)).toBe('now');
      expect(await under.storage.voidWarning({ ...voiding, stepId: 'void-0002' })).toBeNull();
      expect(await under.storage.readWarning(id, BOSS)).toMatchObject({ status: 'closed', voidReason: null, tasks: [] });
      expect(await under.storage.warningFigures(0, under.clock.now + 1)).toMatchObject([{ warned: 2, met: 1 }]);
      under.clock.now += 366 * DAY;
      while (await under.storage.tidyWarnings());
      expect((await under.storage.readWarning(id, BOSS))?.person).toBeNull();
    });

    it('are called back by nobody any more after six calls that nobody answered, and the count begins anew with a closing', async () => {
      const id = await enter(under, warning('w', 'low'));
      for (const round of [1, 2]) {
        await done(id, 'visit', 'persuaded');
        await under.storage.closeWarning(id, 'boss', `close-000${round}`);
        under.clock.now += 3 * DAY;
        await done(id, 'second-call-back', 'persuaded');
        for (let call = 1; call <= 6; call++) {
          expect(await tasksOf(under, id)).toEqual(['first-call-back']);
          await done(id, 'first-call-back', 'unreached');
          under.clock.now += 4 * 60 * MIN;
        }
        expect(await tasksOf(under, id)).toEqual([]);
        expect((await under.storage.readWarning(id, BOSS))?.dueAt).toBeNull();
        if (round === 1) await done(id, 'call', 'unpersuaded');
      }
    });

    it('count a visit at its own time, when the telephone sends it later', async () => {
      const id = await enter(under, warning('w', 'urgent'));
      const at = under.clock.now + 40 * MIN;
      under.clock.now += 3 * 60 * MIN;
      await done(id, 'visit', 'persuaded', { at });
      expect((await under.storage.warningFigures(0, under.clock.now))[0]).toMatchObject({ met: 1, metInTime: 1 });
    });

    it('show an advisor his grids alone, and neither accounts nor what the source tells', async () => {
      const [his, others] = [
        await enter(under, warning('a', 'high', { gridId: 'g1' })),
        await enter(under, warning('b', 'high', { gridId: 'g2' })),
      ];
      await done(his, 'call', 'unreached', { note: '卡号6217000012345678903' });
      expect((await under.storage.listWarnings(ADVISOR)).warnings.map(({ id }) => id)).toEqual([his]);
      expect(await under.storage.readWarning(others, ADVISOR)).toBeNull();
      const seen = await under.storage.readWarning(his, ADVISOR);
      expect(seen?.person).toMatchObject({ name: '钱三多', phone: '13800001234', account: null, amount: null, story: null });
      expect(JSON.stringify(seen)).not.toContain('6217');
      await expect(done(others, 'visit', 'persuaded', { officerId: 'a1' })).rejects.toMatchObject({ code: 'warning.not-yours' });
    });

    it('let no advisor go alone on 紧急', async () => {
      const id = await enter(under, warning('a', 'urgent', { gridId: 'g1' }));
      for (const companionId of [null, 'a1', 'nobody'])
        await expect(done(id, 'visit', 'persuaded', { officerId: 'a1', companionId })).rejects.toMatchObject({ code: 'warning.alone' });
      await done(id, 'visit', 'persuaded', { officerId: 'a1', companionId: 'o2' });
      expect((await under.storage.readWarning(id, BOSS))?.steps[0]).toMatchObject({ officer: '沈顾问', companion: '李警官' });
      const lower = await enter(under, warning('b', 'high', { gridId: 'g1' }));
      await done(lower, 'visit', 'persuaded', { officerId: 'a1' });
      await expect(done(lower, 'protective-stop', 'sent', { officerId: 'a1' })).rejects.toMatchObject({ code: 'warning.not-yours' });
    });

    it('are raised by a task that is overdue, once each, by several instances at a time', async () => {
      const many = Array.from({ length: 1000 }, (_, at) => warning(`w${at}`, 'low'));
      await under.storage.receiveWarnings(many, DISSUASION_PLAN);
      under.clock.now += 31 * MIN;
      let ids = 0;
      const sources = { now: () => under.clock.now, id: () => `second-${++ids}` };
      const second = createStorage(under.database, await createSealer('0f'.repeat(32)), sources);
      const work = async (storage: Pick<typeof second, 'escalateOverdue'>): Promise<void> => {
        while (await storage.escalateOverdue());
      };
      await Promise.all([work(under.storage), work(second), work(under.storage)]);
      const raised = await under.database.query.selectFrom('warning_steps').select('warning_id').where('kind', '=', 'overdue').execute();
      expect([raised.length, new Set(raised.map(({ warning_id }) => warning_id)).size]).toEqual([1000, 1000]);
      expect(await under.storage.countWarnings(BOSS)).toEqual({ medium: 1000 });
      const audited = await under.database.query.selectFrom('audit').select('subject').where('action', '=', 'warning.escalated').execute();
      expect(audited).toHaveLength(1000);
      expect(await under.storage.escalateOverdue()).toBe(false);
    });

    it('post the lead to the police once, and leave it to an officer where there is nobody to post it to', async () => {
      const id = await enter(under, warning('w', 'urgent'));
      expect(await under.storage.postWarningLead()).toBe(false);
      expect(await tasksOf(under, id)).toContain('protective-stop');
      const partner = {
        legal_basis: '第二十条',
        webhook: 'https://police.example',
        created_by: 'boss',
        created_at: 1,
        closed_at: null,
        version: 1,
      };
      await under.database.query
        .insertInto('partners')
        .values([
          { ...partner, id: 'police', name: '市局', kind: 'police' },
          { ...partner, id: 'bank', name: '某银行', kind: 'banks' },
        ])
        .execute();
      await Promise.all([1, 2, 3].map(() => under.storage.postWarningLead()));
      const posts = await under.database.query
        .selectFrom('partner_exchanges')
        .select(['partner_id', 'kind', 'subject', 'body_sealed'])
        .execute();
      expect(posts).toEqual([{ partner_id: 'police', kind: 'protective-stop', subject: id, body_sealed: expect.any(String) }]);
      expect(posts[0]?.body_sealed).not.toContain('13800001234');
      expect(await tasksOf(under, id)).toEqual(['call', 'visit']);
      expect(await under.storage.postWarningLead()).toBe(false);
    });

    it('say what is owed to him after an officer has spoken with him, and do not record it as sent before', async () => {
      const TELEGRAM = 'telegram:7';
      await under.storage.ensureConversation(TELEGRAM, 'telegram', '13800001234');
      const status = (now: 'open' | 'pending') =>
        under.database.query.updateTable('conversations').set({ status: now }).where('id', '=', TELEGRAM).execute();
      const say = async (): Promise<string | null> => {
        const notice = await under.storage.dueNotice();
        if (!notice) return null;
        const { phone } = await under.storage.noticeTo(notice.warningId);
        await under.storage.sayNotice(notice, await under.storage.conversationOfPhone(phone ?? ''), '先停下，别转账');
        return notice.stepId;
      };
      const results = async () => (await under.storage.readWarning(id, BOSS))?.steps.map(({ result }) => result);
      await status('open');
      const id = await enter(under, warning('w', 'medium'));
      expect(await say()).not.toBeNull();
      // The call does not wait for the end of the talk.
      expect([await results(), await tasksOf(under, id), await under.storage.claimDue(['telegram'])]).toEqual([['unsent'], ['call'], null]);
      expect(await say()).toBeNull();
      under.clock.now += 5 * MIN;
      expect(await say()).not.toBeNull();
      expect(await results()).toEqual(['unsent']);
      await status('pending');
      under.clock.now += 5 * MIN;
      expect(await say()).not.toBeNull();
      expect(await results()).toEqual(['unsent', 'sent']);
      // Taken by an officer before the sender has it: withdrawn, and owed again.
      await status('open');
      const due = await under.storage.claimDue(['telegram']);
      expect(due?.said).toBeNull();
      if (due) await under.storage.settle(due, { state: 'withdrawn', dueAt: under.clock.now, reason: null, platformId: null });
      await status('pending');
      under.clock.now += 5 * MIN;
      expect(await say()).not.toBeNull();
      expect((await under.storage.claimDue(['telegram']))?.said?.text).toBe('先停下，别转账');
    });

    it('are not settled by news of a visit before he said that nobody cheats him', async () => {
      const id = await enter(under, warning('w', 'high'));
      under.clock.now += 60 * MIN;
      await done(id, 'call', 'unpersuaded');
      under.clock.now += 60 * MIN;
      await done(id, 'visit', 'persuaded', { at: under.clock.now - 90 * MIN });
      expect(await under.storage.readWarning(id, BOSS)).toMatchObject({ mayClose: false, settledAt: null });
      expect(await tasksOf(under, id)).toContain('visit');
      await done(id, 'visit', 'persuaded');
      expect(await under.storage.readWarning(id, BOSS)).toMatchObject({ mayClose: true });
    });

    it('keep the deadlines under which they came', async () => {
      const id = await enter(under, warning('w', 'medium'));
      const hasty = { ...DISSUASION_PLAN, callBacks: { first: 1, second: 2 } };
      await under.storage.receiveWarnings([warning('other', 'medium')], hasty);
      await done(id, 'visit', 'persuaded');
      await under.storage.closeWarning(id, 'boss', 'close-004');
      expect((await under.storage.readWarning(id, BOSS))?.tasks[0]?.startsAt).toBe(under.clock.now + DAY);
    });

    it('keep nothing of a person in clear, and nothing at all once he is erased', async () => {
      const [open_, over] = [await enter(under, warning('a', 'low')), await enter(under, warning('b', 'low'))];
      await done(over, 'visit', 'persuaded', { note: '女儿在家' });
      await under.storage.closeWarning(over, 'boss', 'close-005', '都说清楚了');
      const stored = (await under.bytes()).toString('latin1');
      for (const secret of ['13800001234', '6217000012345678903', '钱三多', '女儿在家'])
        expect(stored.includes(Buffer.from(secret).toString('latin1'))).toBe(false);
      // Open, and closed with call-backs owed: both stay until they are over.
      const asked = await under.storage.findErasable({ by: 'own-number', number: '+86 138-0000-1234' });
      const [whose] = asked.kind === 'found' ? asked.several : [];
      await under.storage.forgetBeside(whose as never);
      expect((await under.storage.erasableFacts(whose as never)).warnings).toBe(2);
      under.clock.now += 4 * DAY;
      await done(over, 'first-call-back', 'persuaded');
      await done(over, 'second-call-back', 'persuaded');
      await under.database.query
        .insertInto('partners')
        .values({
          id: 'police',
          name: '市局',
          kind: 'police',
          legal_basis: '第二十条',
          webhook: null,
          created_by: 'boss',
          created_at: 1,
          version: 1,
        })
        .execute();
      await under.storage.postToPartners({
        id: 'p',
        to: 'police',
        kind: 'protective-stop',
        subject: over,
        body: {},
        legalBasis: '第二十条',
      });
      while (await under.storage.tidyWarnings());
      expect(await under.storage.postsFor('police', false)).toMatchObject([{ subject: over, body: null }]);
      const read = await under.storage.readWarning(over, BOSS);
      expect([read?.person, read?.steps.map(({ note }) => note)]).toEqual([null, [null, null, null, null]]);
      expect((await under.storage.readWarning(open_, BOSS))?.person).not.toBeNull();
      // Late news reopen it: there is nothing of him that could be posted, and no end of trying.
      await done(over, 'call', 'paid');
      expect(await tasksOf(under, over)).toContain('protective-stop');
      expect(await under.storage.postWarningLead()).toBe(false);
    });
  });
}
