import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Publication } from '../../src/storage/draft.ts';
import { type OpenStorage, START, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const LEASE = 30_000;
const FILE = { path: 'scam-patterns/patterns/phishing/new.yaml', body: 'id: new\n', baseChecksum: null };
const [ANNA, BORIS] = ['o1', 'o2'] as const;

export function testDrafts(name: string, open: OpenStorage): void {
  describe(`drafts in ${name}`, () => {
    let under: StorageUnderTest;
    let id: string;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
      for (const version of ['1.0.0', '1.1.0']) await under.storage.keepRelease({ version, checksum: `${version}-sum` }, []);
      await under.storage.activateRelease('1.0.0', null, 0);
      id = await under.storage.createDraft({ title: '违停罚款', base: '1.0.0', officerId: ANNA });
    });
    afterEach(() => under.close());

    const draft = async () => (await under.storage.readDraft(id)) ?? expect.fail('there is no draft');
    const save = (edits: number, body: string | null = FILE.body, officerId: string = ANNA) =>
      under.storage.saveDraftFile(id, { ...FILE, body }, { officerId, edits });
    const propose = (edits: number, officerId: string = ANNA) => under.storage.proposeDraft(id, { officerId, edits, remark: null });
    const audited = async () => {
      const rows = await under.database.query.selectFrom('audit').select(['action', 'officer_id', 'subject']).orderBy('seq').execute();
      return rows.filter(({ subject }) => subject === id).map(({ action, officer_id }) => `${action} ${officer_id}`);
    };
    const steps = async () => (await under.storage.draftSteps(id)).map(({ kind, officer, remark }) => [kind, officer, remark]);
    /** Proposed, and measured as 1.1.0. @returns the build's id */
    const passed = async (state: 'passed' | 'failed' = 'passed', version = '1.1.0') => {
      const { edits } = await draft();
      await under.storage.wantBuild(id, { officerId: ANNA, edits });
      const build = (await under.storage.takeBuild('w1', LEASE)) ?? expect.fail('nothing is wanted');
      await under.storage.endBuild(build.id, 'w1', { state, version, checksum: `${version}-sum`, report: '{"gate":[]}' });
      return build.id;
    };
    const publish = async (buildId: string, parts: Partial<Publication> = {}) =>
      under.storage.publishDraft(id, {
        officerId: BORIS,
        edits: (await draft()).edits,
        buildId,
        version: '1.1.0',
        callBacks: [],
        alone: false,
        seen: 1,
        ...parts,
      });

    it('begin on a release, and are found again, the newest change first', async () => {
      expect(await draft()).toEqual({
        id,
        title: '违停罚款',
        base: '1.0.0',
        state: 'open',
        edits: 0,
        authorId: ANNA,
        author: '接线员o1',
        proposedBy: null,
        publishedAs: null,
        createdAt: START,
        updatedAt: START,
      });
      under.clock.now += 1000;
      const second = await under.storage.createDraft({ title: '二', base: '1.0.0', officerId: BORIS });
      const listed = async (most = 10) => (await under.storage.listDrafts(['open'], most)).map((one) => one.id);
      expect(await listed()).toEqual([second, id]);
      under.clock.now += 1000;
      await save(0);
      expect(await listed()).toEqual([id, second]);
      expect(await listed(1)).toEqual([id]);
      expect([await under.storage.listDrafts(['proposed', 'published'], 10), await under.storage.listDrafts([], 10)]).toEqual([[], []]);
      expect(await under.storage.readDraft('nobody')).toBeNull();
    });

    it('begin once for one form, with the files that it brings', async () => {
      const form = { id: 'form-1', title: '一', base: '1.0.0', officerId: ANNA, files: [FILE] };
      expect(await Promise.all([under.storage.createDraft(form), under.storage.createDraft(form)])).toEqual(['form-1', 'form-1']);
      expect(await under.storage.draftFiles('form-1')).toMatchObject([{ ...FILE, officer: '接线员o1' }]);
      expect(await under.storage.listDrafts(['open'], 10)).toHaveLength(2);
      await expect(under.storage.createDraft({ ...form, officerId: BORIS })).rejects.toThrow();
    });

    it('keep of a file what it is now, what it was at the first change, and whose word it is', async () => {
      const file = { ...FILE, baseChecksum: 'first' };
      await under.storage.saveDraftFile(id, file, { officerId: ANNA, edits: 0 });
      under.clock.now += 1000;
      await under.storage.saveDraftFile(id, { ...file, body: null, baseChecksum: 'later' }, { officerId: BORIS, edits: 1 });
      expect(await under.storage.draftFiles(id)).toEqual([
        { path: FILE.path, body: null, baseChecksum: 'first', officer: '接线员o2', updatedAt: START + 1000 },
      ]);
      expect(await draft()).toMatchObject({ edits: 2, updatedAt: START + 1000 });
      expect(await under.storage.dropDraftFile(id, FILE.path, { officerId: ANNA, edits: 2 })).toBe('done');
      expect(await under.storage.draftFiles(id)).toEqual([]);
      expect(await steps()).toEqual([
        ['begun', '接线员o1', null],
        ['changed', '接线员o1', FILE.path],
        ['changed', '接线员o2', FILE.path],
        ['changed', '接线员o1', FILE.path],
      ]);
    });

    it('are not changed by what changes nothing', async () => {
      await save(0);
      expect([await save(1), await under.storage.dropDraftFile(id, 'other.yaml', { officerId: ANNA, edits: 1 })]).toEqual(['done', 'done']);
      expect((await draft()).edits).toBe(1);
      expect(await audited()).toEqual([`draft.begun ${ANNA}`, `draft.changed ${ANNA}`]);
    });

    it('are changed by one of two who change them at once', async () => {
      const both = await Promise.all([save(0, 'a\n', ANNA), save(0, 'b\n', BORIS)]);
      expect([...both].sort()).toEqual(['done', 'overtaken']);
      expect((await under.storage.draftFiles(id)).map(({ body }) => body)).toEqual([both[0] === 'done' ? 'a\n' : 'b\n']);
      expect((await draft()).edits).toBe(1);
      expect(await audited()).toHaveLength(2);
      expect(await save(0, 'c\n')).toBe('overtaken');
      expect(await under.storage.saveDraftFile('nobody', FILE, { officerId: ANNA, edits: 0 })).toBe('unknown');
    });

    it.each(['changed', 'withdrawn'] as const)('are proposed or %s, of two who do both at once', async (other) => {
      const change = () =>
        other === 'changed' ? save(0, 'x\n', BORIS) : under.storage.withdrawDraft(id, { officerId: BORIS, edits: 0, remark: null });
      const results = await Promise.all([propose(0), change()]);
      const done = results.filter((result) => result === 'done').length;
      // Of two that look at once, one is overtaken. With two connections one may also look when the other has ended.
      expect(['done,overtaken', 'done,state', ...(other === 'withdrawn' ? ['done,done'] : [])]).toContain(results.sort().join());
      expect(await steps()).toHaveLength(1 + done);
      expect(await audited()).toHaveLength(1 + done);
    });

    it('stand still while they are proposed, and come back with a reason', async () => {
      await save(0);
      expect(await propose(0)).toBe('overtaken');
      expect(await propose(1)).toBe('done');
      expect(await draft()).toMatchObject({ state: 'proposed', proposedBy: ANNA });
      const by = { officerId: BORIS, edits: 1 };
      expect(await Promise.all([save(1, 'x'), propose(1), under.storage.dropDraftFile(id, FILE.path, by)])).toEqual([
        'state',
        'state',
        'state',
      ]);
      expect(await under.storage.rebaseDraft(id, { base: '1.1.0', files: [] }, by)).toBe('state');
      expect(await under.storage.returnDraft(id, { ...by, remark: '缺反例' })).toBe('done');
      expect(await under.storage.returnDraft(id, { ...by, remark: '缺反例' })).toBe('state');
      expect(await draft()).toMatchObject({ state: 'open', proposedBy: null, edits: 1 });
      // The same edits may be proposed once more.
      expect(await propose(1, BORIS)).toBe('done');
      expect((await steps()).slice(2)).toEqual([
        ['proposed', '接线员o1', null],
        ['returned', '接线员o2', '缺反例'],
        ['proposed', '接线员o2', null],
      ]);
      expect((await audited()).slice(2)).toEqual([`draft.proposed ${ANNA}`, `draft.returned ${BORIS}`, `draft.proposed ${BORIS}`]);
    });

    it('end when they are withdrawn', async () => {
      await under.storage.wantBuild(id, { officerId: ANNA, edits: 0 });
      expect(await under.storage.withdrawDraft(id, { officerId: ANNA, edits: 0, remark: '重复了' })).toBe('done');
      expect(await draft()).toMatchObject({ state: 'withdrawn' });
      expect(await Promise.all([save(0), propose(0), under.storage.wantBuild(id, { officerId: ANNA, edits: 0 })])).toEqual([
        'state',
        'state',
        'state',
      ]);
      expect(await under.storage.takeBuild('w1', LEASE)).toBeNull();
    });

    it('go over to another release with their files, each still whose word it is', async () => {
      await save(0, 'by Anna\n');
      await under.storage.saveDraftFile(id, { path: 'intents/a.yaml', body: 'a', baseChecksum: 'old' }, { officerId: ANNA, edits: 1 });
      under.clock.now += 1000;
      const files = [
        { ...FILE, body: 'by Anna\n', baseChecksum: 'new' },
        { path: 'intents/a.yaml', body: 'solved', baseChecksum: 'new' },
      ];
      expect(await under.storage.rebaseDraft(id, { base: '1.1.0', files }, { officerId: BORIS, edits: 2 })).toBe('done');
      expect(await draft()).toMatchObject({ base: '1.1.0', edits: 3 });
      expect(await under.storage.draftFiles(id)).toEqual([
        { path: 'intents/a.yaml', body: 'solved', baseChecksum: 'new', officer: '接线员o2', updatedAt: START + 1000 },
        { path: FILE.path, body: 'by Anna\n', baseChecksum: 'new', officer: '接线员o1', updatedAt: START },
      ]);
      expect((await steps()).at(-1)).toEqual(['rebased', '接线员o2', '1.1.0']);
    });

    describe('being built', () => {
      const want = (edits = 0) => under.storage.wantBuild(id, { officerId: ANNA, edits });
      const note = (build: string, worker: string) => under.storage.noteBuildProgress(build, worker, { done: 2, of: 5 }, LEASE);
      const end = (build: string, worker: string) =>
        under.storage.endBuild(build, worker, { state: 'failed', version: null, checksum: null, report: '{"broken":"x"}' });

      it('are wanted once for the same edits', async () => {
        expect(await Promise.all([want(), want()])).toEqual(['done', 'done']);
        expect(await want(7)).toBe('overtaken');
        expect(await audited()).toEqual([`draft.begun ${ANNA}`, `build.wanted ${ANNA}`]);
        const first = await under.storage.takeBuild('w1', LEASE);
        expect(await want()).toBe('done');
        expect(await under.storage.takeBuild('w2', LEASE)).toBeNull();
        await end(first?.id ?? '', 'w1');
        expect(await want()).toBe('done');
        expect(await under.storage.newestBuild(id)).toMatchObject({ state: 'wanted', report: null, edits: 0, base: '1.0.0' });
      });

      it('are taken by one of two workers, the oldest first', async () => {
        await want();
        under.clock.now += 1000;
        const second = await under.storage.createDraft({ title: '二', base: '1.0.0', officerId: BORIS });
        await under.storage.wantBuild(second, { officerId: BORIS, edits: 0 });
        const taken = await Promise.all(['w1', 'w2', 'w3'].map((worker) => under.storage.takeBuild(worker, LEASE)));
        expect(taken.map((build) => build?.draftId ?? 'none').sort()).toEqual([id, second, 'none'].sort());
      });

      it('tell how far they are, and what came of it, sealed', async () => {
        await want();
        const build = (await under.storage.takeBuild('w1', LEASE))?.id ?? '';
        expect(await note(build, 'w1')).toBe(true);
        expect(await under.storage.newestBuild(id)).toMatchObject({ id: build, state: 'running', done: 2, of: 5, endedAt: null });
        under.clock.now += 1000;
        const report = '{"radius":"他说他姓王"}';
        expect(await under.storage.endBuild(build, 'w1', { state: 'passed', version: '1.1.0', checksum: 'sum', report })).toBe(true);
        expect(await under.storage.newestBuild(id)).toMatchObject({
          ...{ state: 'passed', version: '1.1.0', checksum: 'sum', report },
          endedAt: START + 1000,
        });
        expect((await under.bytes()).includes('他说他姓王')).toBe(false);
        expect(await end(build, 'w1')).toBe(false);
        expect(await under.storage.newestBuild('nobody')).toBeNull();
      });

      it('are taken up by another when the first is not heard of in time, and then are his alone', async () => {
        await want();
        const build = (await under.storage.takeBuild('w1', LEASE))?.id ?? '';
        under.clock.now += LEASE - 1;
        expect(await under.storage.takeBuild('w2', LEASE)).toBeNull();
        await note(build, 'w1');
        under.clock.now += LEASE - 1;
        expect(await under.storage.takeBuild('w2', LEASE)).toBeNull();
        under.clock.now += 1;
        const taken = await Promise.all(['w2', 'w3'].map((worker) => under.storage.takeBuild(worker, LEASE)));
        expect(taken.filter((one) => one?.id === build)).toHaveLength(1);
        const [winner, loser] = taken[0] ? ['w2', 'w3'] : ['w3', 'w2'];
        for (const other of ['w1', loser]) expect([await note(build, other), await end(build, other)]).toEqual([false, false]);
        expect([await note(build, winner), await end(build, winner)]).toEqual([true, true]);
        expect(await under.storage.newestBuild(id)).toMatchObject({ state: 'failed', report: '{"broken":"x"}' });
      });

      it('are wanted by nobody any more once the draft is changed', async () => {
        await want();
        const build = (await under.storage.takeBuild('w1', LEASE))?.id ?? '';
        await save(0);
        expect([await note(build, 'w1'), await end(build, 'w1')]).toEqual([false, false]);
        expect(await under.storage.newestBuild(id)).toBeNull();
        expect(await want(1)).toBe('done');
        expect((await under.storage.takeBuild('w1', LEASE))?.id).not.toBe(build);
      });
    });

    describe('being published', () => {
      beforeEach(async () => {
        await save(0);
        await propose(1);
      });

      it('are put to work, and everybody on the list is to be called back, once', async () => {
        const callBacks = ['web:1', 'web:2', 'web:1'].map((conversationId, at) => ({ conversationId, messageId: `m${at}` }));
        expect(await publish(await passed(), { callBacks })).toBe('done');
        expect(await draft()).toMatchObject({ state: 'published', publishedAs: '1.1.0' });
        expect(await under.storage.newestActivation()).toMatchObject({ seq: 2, version: '1.1.0', officer: '接线员o2' });
        expect((await steps()).at(-1)).toEqual(['published', '接线员o2', '1.1.0']);
        const listed = await under.database.query.selectFrom('release_call_backs').selectAll().orderBy('conversation_id').execute();
        expect(listed.map(({ conversation_id, message_id }) => [conversation_id, message_id])).toEqual([
          ['web:1', 'm0'],
          ['web:2', 'm1'],
        ]);
        expect(listed[0]).toMatchObject({ version: '1.1.0', attempts: 0, done_at: null, created_at: START });
        expect((await audited()).slice(3)).toEqual([`build.wanted ${ANNA}`, `draft.published ${BORIS}`]);
        const activated = await under.database.query.selectFrom('audit').selectAll().where('action', '=', 'release.activated').execute();
        expect(activated.map(({ officer_id, subject }) => [officer_id, subject])).toEqual([
          [null, '1.0.0'],
          [BORIS, '1.1.0'],
        ]);
        expect(await publish('any')).toBe('state');
      });

      it('need another person, unless one does it alone, and that is written down', async () => {
        const build = await passed();
        expect(await publish(build, { officerId: ANNA })).toBe('same-person');
        expect(await publish(build, { officerId: ANNA, alone: true })).toBe('done');
        expect((await audited()).slice(4)).toEqual([`draft.published ${ANNA}`, `draft.published-alone ${ANNA}`]);
      });

      it('are not called published alone where two did it, whatever is allowed', async () => {
        expect(await publish(await passed(), { alone: true })).toBe('done');
        expect((await audited()).slice(4)).toEqual([`draft.published ${BORIS}`]);
      });

      it('are published by one of two who do it at once', async () => {
        const build = await passed();
        const both = await Promise.all([publish(build), publish(build, { officerId: ANNA, alone: true })]);
        // The second one hears that another release is at work, or that this draft is published: both are so.
        expect([
          ['done', 'overtaken'],
          ['done', 'state'],
        ]).toContainEqual([...both].sort());
        expect((await under.storage.listActivations(10)).map(({ seq }) => seq)).toEqual([2, 1]);
        expect((await steps()).filter(([kind]) => kind === 'published')).toHaveLength(1);
      });

      it('do not pass by another draft that is published at the same time', async () => {
        await under.storage.keepRelease({ version: '1.2.0', checksum: '1.2.0-sum' }, []);
        const first = { id, build: await passed() };
        id = await under.storage.createDraft({ title: '二', base: '1.0.0', officerId: ANNA, files: [FILE] });
        await propose(0);
        const second = { id, build: await passed('passed', '1.2.0') };
        const one = (of: typeof first, version: string, edits: number) =>
          under.storage.publishDraft(of.id, { officerId: BORIS, edits, buildId: of.build, version, callBacks: [], alone: false, seen: 1 });
        expect((await Promise.all([one(first, '1.1.0', 1), one(second, '1.2.0', 0)])).sort()).toEqual(['done', 'overtaken']);
        expect(await under.storage.listActivations(10)).toHaveLength(2);
        expect((await under.storage.listDrafts(['proposed', 'published'], 10)).map(({ state }) => state).sort()).toEqual([
          'proposed',
          'published',
        ]);
      });

      it.each<[string, () => Promise<string>]>([
        ['no build', async () => 'none'],
        ['a build that failed', () => passed('failed')],
        ['a build of a version that is not kept', () => passed('passed', '7.0.0')],
        [
          'a build with a newer one behind it',
          async () => {
            const first = await passed();
            under.clock.now += 1000;
            await passed('failed');
            return first;
          },
        ],
        [
          'a build of other edits',
          async () => {
            const first = await passed();
            await under.storage.returnDraft(id, { officerId: BORIS, edits: 1, remark: '再改改' });
            await save(1, 'other\n');
            await propose(2);
            return first;
          },
        ],
      ])('have not passed with %s', async (_, build) => {
        const buildId = await build();
        expect(await publish(buildId)).toBe('not-passed');
        expect(await under.storage.listActivations(10)).toHaveLength(1);
      });

      it('have not passed as another version than the one that was measured', async () => {
        expect(await publish(await passed(), { version: '1.0.0' })).toBe('not-passed');
      });

      it('are overtaken when something else is at work than their base', async () => {
        const build = await passed();
        await under.storage.keepRelease({ version: '1.0.1', checksum: 'x' }, []);
        await under.storage.activateRelease('1.0.1', null, 1);
        expect([await publish(build), await publish(build, { seen: 2 })]).toEqual(['overtaken', 'overtaken']);
        // Refused everywhere: the base goes on.
        await under.storage.refuseActivation(2, 'library.probe');
        expect([await publish(build), await publish(build, { seen: 2 })]).toEqual(['overtaken', 'done']);
      });

      it('are overtaken when they are not what was read any more', async () => {
        expect(await publish(await passed(), { edits: 0 })).toBe('overtaken');
        expect(await publish(await passed(), { seen: 0 })).toBe('overtaken');
        // A number that was never given leaves no gap.
        expect(await publish(await passed(), { seen: 2 })).toBe('overtaken');
      });
    });

    it('are looked at once more after their publication, until somebody has ended it, and list each conversation once', async () => {
      const { takeDueCallBacks, endDueCallBacks } = under.storage;
      await propose(0);
      const early = { conversationId: 'web:c1', messageId: 'm1' };
      expect(await publish(await passed(), { callBacks: [early] })).toBe('done');
      expect(await takeDueCallBacks(LEASE)).toBeNull();
      under.clock.now += 60_000;
      const both = await Promise.all([takeDueCallBacks(LEASE), takeDueCallBacks(LEASE)]);
      const due = { draftId: id, version: '1.1.0' };
      expect(both.filter(Boolean)).toEqual([due]);
      under.clock.now += LEASE;
      expect(await takeDueCallBacks(LEASE)).toEqual(due);
      const late = Array.from({ length: 60 }, (_, at) => ({ conversationId: `web:late${at}`, messageId: `late${at}` }));
      for (const callBacks of [late, [{ ...early, messageId: 'm2' }, ...late]]) await endDueCallBacks(due, callBacks);
      const rows = await under.database.query.selectFrom('release_call_backs').select(['version', 'message_id']).execute();
      expect(rows).toHaveLength(61);
      expect(rows).toContainEqual({ version: '1.1.0', message_id: 'm1' });
      under.clock.now += LEASE;
      expect(await takeDueCallBacks(LEASE)).toBeNull();
    });

    it('count how often a program has begun to measure them', async () => {
      await under.storage.wantBuild(id, { officerId: ANNA, edits: 0 });
      for (const attempts of [1, 2]) {
        expect(await under.storage.takeBuild('w1', LEASE)).toMatchObject({ attempts });
        under.clock.now += LEASE;
      }
    });
  });
}
