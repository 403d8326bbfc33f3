import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COURSE_LASTS } from '../../src/storage/places/course-ids.ts';
import type { GridKind } from '../../src/storage/places/places-tables.ts';
import { ADVISOR, BOSS, enter, peopleOfDissuasion, WANG, warning } from './dissuasion-under-test.ts';
import { account, type OpenStorage, type StorageUnderTest } from './storage-under-test.ts';

const WEEK = 7 * 24 * 3_600_000;
const TASKS: Readonly<Record<GridKind, readonly string[]>> = {
  village: ['one', 'two'],
  estate: [],
  company: ['one'],
  school: [],
  market: [],
  other: [],
};
const EAST = { town: '织里镇', name: '东湖村', kind: 'village', people: 320 } as const;

export function testPlaces(name: string, open: OpenStorage): void {
  describe(`places in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await peopleOfDissuasion(under);
      await under.database.query
        .insertInto('officers')
        .values(account('a2', '费顾问', 'advisor'))
        .execute();
    });
    afterEach(() => under.close());
    const audited = async (action: string) =>
      (await under.database.query.selectFrom('audit').select(['action', 'subject']).execute()).filter((row) => row.action === action);
    const form = (stepId: string, parts: object = {}) => ({
      stepId,
      warningId: 'w',
      officerId: 'a1',
      kind: 'finish' as const,
      at: under.clock.now,
      words: { note: '说到孙子就停了', signed: '沈顾问', family: { name: '钱小多', relation: '儿子', phone: '13700137000' } },
      ...parts,
    });

    it('makes a grid once, changes it as it was seen, closes it with its advisors, and opens it again under its name', async () => {
      const { storage } = under;
      expect(await storage.addGrid('new-grid', EAST, 'boss')).toBe('new-grid');
      expect(await storage.addGrid('new-grid', EAST, 'boss')).toBe('new-grid');
      expect(await storage.addGrid('other-grid', EAST, 'boss')).toBeNull();
      expect(await audited('grid.added')).toHaveLength(1);
      const seen = { id: 'new-grid', ...EAST };
      expect(await storage.changeGrid(seen, { ...EAST, people: 400 }, 'boss')).toBe('done');
      expect(await storage.changeGrid(seen, { ...EAST, people: 500 }, 'boss')).toBe('changed');
      expect(await storage.changeGrid({ ...seen, people: 400 }, { ...EAST, name: '晓河村' }, 'boss')).toBe('taken');
      await storage.assignAdvisor('new-grid', 'a1', under.clock.now, 'boss');
      expect(await storage.closeGrid(seen, 'boss')).toBe(false);
      expect(await storage.closeGrid({ ...seen, people: 400 }, 'boss')).toBe(true);
      expect([await storage.readGrid('new-grid'), await storage.gridsOf('a1')]).toEqual([null, ['g1']]);
      expect(await storage.addGrid('third-grid', EAST, 'boss')).toBe('new-grid');
      expect(await storage.readGrid('new-grid')).toEqual(seen);
    });

    it('imports a list once, new rows and known ones', async () => {
      const { storage } = under;
      const rows = Array.from({ length: 40 }, (_, at) => ({
        town: '八里店镇',
        name: `网格${at}`,
        kind: 'estate' as const,
        people: 300 + at,
      }));
      await storage.importGrids('import-1', [...rows, { ...EAST, name: '晓河村', people: 999 }], 'boss');
      await storage.importGrids('import-1', rows, 'boss');
      const grids = await storage.listGrids();
      expect(grids).toHaveLength(42);
      expect(await storage.readGrid('g1')).toMatchObject({ id: 'g1', people: 999 });
      expect(new Set(grids.map(({ id }) => id)).size).toBe(42);
    });

    it('assigns advisors alone, once at a time, from a day to a day', async () => {
      const { storage, clock } = under;
      const since = clock.now - WEEK;
      expect(await storage.assignAdvisor('g2', 'a1', since, 'boss')).toBe(true);
      expect(await storage.assignAdvisor('g2', 'a1', since - WEEK, 'boss')).toBe(true);
      expect(await storage.assignAdvisor('g2', 'o1', since, 'boss')).toBe(false);
      expect(await storage.assignAdvisor('nowhere', 'a2', since, 'boss')).toBe(false);
      expect([...(await storage.gridsOf('a1'))].sort()).toEqual(['g1', 'g2']);
      expect(await storage.endAssignment('g2', 'a1', 'boss')).toBe(true);
      expect(await storage.endAssignment('g2', 'a1', 'boss')).toBe(false);
      expect(await storage.assignmentsOf('g2')).toEqual([
        { gridId: 'g2', officerId: 'a1', display: '沈顾问', since, until: clock.now, disabled: false },
      ]);
      // Back from the same day on.
      expect(await storage.assignAdvisor('g2', 'a1', since, 'boss')).toBe(true);
      expect([await audited('advisor.assigned'), await audited('advisor.ended')].map((rows) => rows.length)).toEqual([2, 1]);
      await storage.setDisabled('a1', true);
      expect(await storage.assignAdvisor('g2', 'a1', since + 1, 'boss')).toBe(true);
      expect((await storage.assignmentsNow()).map(({ officerId }) => officerId)).toEqual([]);
    });

    it('makes the tasks of a week once however many do it, and lists what was left', async () => {
      const { storage, clock } = under;
      const week = { from: clock.now + 1, until: clock.now + WEEK };
      const both = await Promise.all([storage.makeWeek(week, TASKS), storage.makeWeek(week, TASKS)]);
      expect(both).toContain(true);
      expect(await storage.makeWeek(week, TASKS)).toBe(false);
      const own = await storage.tasksOfAdvisor('a1', 0, week.from);
      expect(own.map(({ gridId, task }) => [gridId, task]).sort()).toEqual([
        ['g1', 'one'],
        ['g1', 'two'],
      ]);
      const [first] = own;
      expect(await storage.finishGridTask(first?.id ?? '', 'a2', 'step-0001', clock.now)).toBeNull();
      clock.now += 1000;
      for (let sent = 0; sent < 2; sent++)
        expect(await storage.finishGridTask(first?.id ?? '', 'a1', 'step-0001', clock.now + WEEK)).toEqual({ own: true });
      expect(await storage.finishGridTask(first?.id ?? '', 'a1', 'step-0002', clock.now)).toEqual({ own: false });
      expect(await audited('grid-task.done')).toHaveLength(1);
      expect((await storage.tasksOfGrid('g1', 0)).find(({ id }) => id === first?.id)).toMatchObject({
        doneAt: clock.now,
        doneBy: '沈顾问',
      });
      expect(await storage.overdueGridTasks(0, 10)).toEqual([]);
      clock.now = week.until;
      expect((await storage.overdueGridTasks(0, 10)).map(({ gridId }) => gridId).sort()).toEqual(['g1', 'g2', 'g2']);
      expect((await storage.coverageFigures()).map(({ id, tasksDone, tasksDue }) => [id, tasksDone, tasksDue])).toEqual([
        ['g2', 0, 2],
        ['g1', 1, 2],
      ]);
    });

    it('gives a grid that was made in the middle of a week its tasks with the next one', async () => {
      const { storage, clock } = under;
      expect(await storage.makeWeek({ from: clock.now, until: clock.now + WEEK }, TASKS)).toBe(false);
      expect(await storage.makeWeek({ from: clock.now + WEEK, until: clock.now + 2 * WEEK }, TASKS)).toBe(true);
    });

    it('counts as trained whose required courses are all younger than a year', async () => {
      const { storage, clock } = under;
      const trained = async () => (await storage.coverageFigures()).find(({ id }) => id === 'g1')?.trained;
      expect(await storage.confirmTraining('o1', 'basics', clock.now, 'boss')).toBe(false);
      for (const course of ['basics', 'doorstep', 'doorstep'] as const) await storage.confirmTraining('a1', course, clock.now, 'boss');
      expect(await trained()).toBe(0);
      await storage.confirmTraining('a1', 'privacy', clock.now - COURSE_LASTS + WEEK, 'boss');
      expect(await trained()).toBe(1);
      expect((await storage.trainings('a1')).map(({ course, confirmedBy }) => [course, confirmedBy])).toContainEqual(['basics', '周主管']);
      expect(await audited('training.confirmed')).toHaveLength(3);
      clock.now += WEEK;
      expect(await trained()).toBe(0);
    });

    it('lists visits that are owed, to an advisor those of his grids alone', async () => {
      const { storage, clock } = under;
      const here = await enter(under, warning('1', 'high', { gridId: 'g1' }));
      const there = await enter(under, warning('2', 'urgent', { gridId: 'g2' }));
      // Written to first: no visit yet.
      await enter(under, warning('3', 'medium', { gridId: 'g1' }));
      expect((await storage.openVisits(WANG)).map(({ warningId }) => warningId)).toEqual([there, here]);
      expect(await storage.openVisits(ADVISOR)).toMatchObject([
        { warningId: here, tier: 'high', name: '钱三多', grid: { name: '晓河村' } },
      ]);
      const may = (id: string) => storage.mayVisit(ADVISOR, id, clock.now - 1000);
      expect([await may(here), await may(there), await storage.mayVisit(BOSS, there, 0)]).toEqual([true, false, true]);
      await storage.keepDoorstepForm(form('step-0001', { warningId: here }));
      await storage.recordStep({ stepId: 'step-0001', warningId: here, kind: 'visit', result: 'persuaded', officerId: 'a1' });
      expect([await may(here), (await storage.openVisits(ADVISOR)).length]).toEqual([true, 0]);
      clock.now += 2000;
      expect(await may(here)).toBe(false);
      // Nor does an officer read whom it is about once nothing is owed there, unless he was there, it is his, or he comes along.
      expect([await storage.mayVisit(WANG, here, clock.now - 1000), await storage.mayVisit(BOSS, here, 0)]).toEqual([false, false]);
      await storage.keepDoorstepForm(form('step-0002', { warningId: here, officerId: 'boss' }));
      expect([await storage.mayVisit(BOSS, here, clock.now - 1000), await storage.mayVisit(BOSS, here, clock.now)]).toEqual([true, false]);
      expect(await storage.setCompanion(here, 'o2', 'boss')).toBe(true);
      const mayOther = () => storage.mayVisit({ id: 'o2', role: 'officer' }, here, clock.now);
      expect(await mayOther()).toBe(true);
      await under.database.query.updateTable('warnings').set({ status: 'closed', closed_at: clock.now }).where('id', '=', here).execute();
      expect(await mayOther()).toBe(false);
    });

    it('names who comes along, of those who may work on cases', async () => {
      const { storage } = under;
      const id = await enter(under, warning('1', 'urgent', { gridId: 'g1' }));
      expect(await storage.setCompanion(id, 'a2', 'boss')).toBe(false);
      expect(await storage.companionOf(id)).toBeNull();
      expect(await storage.setCompanion(id, 'o2', 'boss')).toBe(true);
      expect(await storage.setCompanion(id, 'o1', 'boss')).toBe(true);
      expect(await storage.companionOf(id)).toEqual({ id: 'o1', display: '王警官' });
      expect((await storage.companions()).get(id)?.id).toBe('o1');
      await storage.setDisabled('o1', true);
      expect(await storage.companionOf(id)).toBeNull();
    });

    it('keeps what is sent in from a doorstep once, sealed, and loses it with the person', async () => {
      const { storage, database, clock } = under;
      const warningId = await enter(under, warning('1', 'high', { gridId: 'g1' }));
      const sent = form('step-0001', { warningId, result: 'persuaded', at: clock.now + WEEK });
      expect([await storage.keepDoorstepForm(sent), await storage.keepDoorstepForm(sent)]).toEqual(['now', 'before']);
      expect(await storage.keepDoorstepForm({ ...sent, result: 'paid' })).toBe('other');
      expect(await storage.hasDoorstepForm('step-0001')).toBe(true);
      expect(await audited('visit.recorded')).toHaveLength(1);
      const [entry] = await storage.doorstepRecord(warningId);
      expect(entry).toMatchObject({ result: 'persuaded', at: clock.now, display: '沈顾问', words: sent.words });
      const bytes = (await under.bytes()).toString('utf8');
      for (const secret of ['钱小多', '13700137000', '说到孙子就停了']) expect(bytes).not.toContain(secret);
      expect(await storage.eraseDoorstepWords()).toBe(false);
      await database.query.updateTable('warnings').set({ subject_sealed: null }).execute();
      expect(await storage.eraseDoorstepWords()).toBe(true);
      expect(await storage.eraseDoorstepWords()).toBe(false);
      expect((await storage.doorstepRecord(warningId))[0]?.words).toBeNull();
    });

    it('writes down that a visit was read, not every time', async () => {
      for (let times = 0; times < 3; times++) await under.storage.noteVisitRead('w', 'a1');
      under.clock.now += 600_001;
      await under.storage.noteVisitRead('w', 'a1');
      expect(await audited('visit.read')).toHaveLength(2);
    });
  });
}
