import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, startOfDay } from '../../src/desk/waiting-times.ts';
import type { FoundScript } from '../../src/storage/new-scripts.ts';
import { type Bulletin, dueBulletin, makeBulletin } from '../../src/work-index/bulletin.ts';
import { FORMULA } from '../../src/work-index/formula.ts';
import { madeLate, makeIndexDay, recompute } from '../../src/work-index/index-day.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

const DAY = 86_400_000;

export function testWorkIndex(name: string, open: OpenStorage): void {
  describe(`the index of the work in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      const grids = [
        ['g1', '利强村', '织里', 300],
        ['g2', '晟舟村', '织里', 500],
        ['g3', '升山村', '八里店', 800],
      ] as const;
      await under.database.query
        .insertInto('grids')
        .values(
          grids.map(([id, called, town, people]) => ({
            id,
            name: called,
            town,
            kind: 'village' as const,
            people,
            created_at: 0,
            closed_at: null,
          })),
        )
        .execute();
      await closed('c1', '利强村', 2_000_000, 1000);
      await closed('c2', '织里', 500_000, 2000);
      await closed('c3', null, 0, 3000);
    });
    afterEach(() => under.close());

    const deps = () => ({ storage: under.storage, now: () => under.clock.now, config: { CITY: '湖州', PEOPLE_PER_ADVISOR: 300 } });
    const yesterday = (): number => dayOf(under.clock.now) - 1;
    async function closed(id: string, community: string | null, lost: number, before: number): Promise<void> {
      const { query } = under.database;
      await under.storage.ensureConversation(`web:${id}`, 'web');
      await query
        .insertInto('cases')
        .values({
          id,
          number: id,
          conversation_id: `web:${id}`,
          urgency: 'P1',
          reason: 'paid',
          facts_sealed: '',
          status: 'closed',
          owner_id: null,
          truth: 'scam',
          true_type: 'loan',
          lost,
          saved: 0,
          community,
          created_at: under.clock.now - DAY - before,
          updated_at: 0,
          closed_at: under.clock.now - DAY - before,
        })
        .execute();
    }

    /** What happens on one day, with consequences on later ones. */
    async function live({ storage, database, clock }: StorageUnderTest, day: number): Promise<void> {
      const { query } = database;
      const now = clock.now;
      await storage.ensureConversation(`web:d${day}`, 'web');
      const { person_id } = await query
        .selectFrom('conversations')
        .select('person_id')
        .where('id', '=', `web:d${day}`)
        .executeTakeFirstOrThrow();
      await query
        .insertInto('citizens')
        .values({
          id: `z${day}`,
          person_id,
          grid_id: 'g2',
          age_band: '31-45',
          phone_hash: `h${day}`,
          phone_proved_at: now,
          created_at: now,
          updated_at: now,
        })
        .execute();
      await query
        .insertInto('teaching_done')
        .values({ citizen_id: `z${day}`, lesson: 'loan', kind: 'quiz', result: 80, at: now })
        .execute();
      await query
        .insertInto('warnings')
        .values({
          ...{ id: `w${day}`, source: 's', external_id: `w${day}`, body_hash: '', plan_id: 'plan', tier: 'high', rank: 3, grid_id: 'g1' },
          ...{ status: 'open', turn: 0, meet_by: now + 7_200_000, cheated: 0, created_at: now, updated_at: now },
        } as never)
        .execute();
      // Whoever came the day before yesterday is met today, or persuaded by telephone; who came yesterday has paid.
      await query
        .updateTable('warnings')
        .set({ met_at: day % 2 === 0 ? now : null, settled_at: now })
        .where('id', '=', `w${day - 2}`)
        .execute();
      if (day > 0) {
        await query
          .insertInto('warning_steps')
          .values({
            id: `paid${day}`,
            warning_id: `w${day - 1}`,
            turn: 1,
            kind: 'call',
            result: 'paid',
            tier: 'urgent',
            at: now,
            created_at: now,
          } as never)
          .execute();
        await query
          .updateTable('warnings')
          .set({ cheated: 1 })
          .where('id', '=', `w${day - 1}`)
          .execute();
      }
      if (day === 3) await query.updateTable('grids').set({ closed_at: now }).where('id', '=', 'g3').execute();
      if (day === 4)
        await query
          .insertInto('grids')
          .values({ id: 'g4', name: 'g4', town: '八里店', kind: 'village', people: 9, created_at: now, closed_at: null })
          .execute();
      await query
        .insertInto('stop_leads')
        .values({
          id: `l${day}`,
          number: `Z${day}`,
          token_hash: `t${day}`,
          origin: 'page',
          state: 'sent',
          acts: 0,
          version: 1,
          body_sealed: '',
          sent_at: now,
          created_at: now,
          updated_at: now,
        })
        .execute();
      await query
        .insertInto('stop_transfers')
        .values({
          lead_id: `l${day}`,
          position: 1,
          body_sealed: '',
          account_hash: null,
          way: 'bank',
          amount: 1_000_000,
          paid_at: now,
          created_at: now,
        })
        .execute();
      if (day > 1)
        await query
          .insertInto('stop_answers')
          .values({
            ...{
              external_id: `a${day}`,
              lead_id: `l${day - 2}`,
              position: 1,
              body_hash: '',
              stop_hash: `s${day}`,
              stopped: 500_000 * day,
              own_share: 100_000,
            },
            ...{ others_share: null, returned: 50_000, refused: 0, detail_sealed: '', answered_at: now, created_at: now },
          })
          .execute();
    }

    it('is made once a day however many try, and kept whole', async () => {
      const made = await Promise.all([1, 2, 3].map(() => makeIndexDay(deps())));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await makeIndexDay(deps())).toBe(false);
      const rows = await under.storage.indexAreas(yesterday(), FORMULA.version);
      expect(rows.map(({ area }) => area).sort()).toEqual(['city', 'grid:g1', 'grid:g2', 'grid:g3', 'town:八里店', 'town:织里']);
      expect(await under.storage.newestIndexDay(yesterday() + 5)).toEqual({ day: yesterday(), version: FORMULA.version });
      under.clock.now += DAY;
      expect(await makeIndexDay(deps())).toBe(true);
      expect(await under.storage.indexHistory('city', 0, yesterday())).toHaveLength(2);
    });

    it('is counted again from its inputs byte for byte, also after the cases have changed', async () => {
      await makeIndexDay(deps());
      await under.database.query.updateTable('cases').set({ lost: 1, community: '升山村' }).execute();
      expect(await recompute(under.storage, yesterday(), FORMULA.version)).toBe(true);
      expect(await recompute(under.storage, yesterday() - 1, FORMULA.version)).toBeNull();
      await under.database.query.updateTable('index_areas').set({ score: 999 }).where('area', '=', 'grid:g2').execute();
      expect(await recompute(under.storage, yesterday(), FORMULA.version)).toBe(false);
      await under.database.query.updateTable('index_areas').set({ score: null }).where('area', '=', 'grid:g2').execute();
      await under.database.query.updateTable('index_areas').set({ name: '别的村' }).where('area', '=', 'grid:g2').execute();
      expect(await recompute(under.storage, yesterday(), FORMULA.version)).toBe(false);
    });

    it('makes up the days on which no server ran as they would have come out then, sixty at most', async () => {
      const steadily = await open();
      const places = ['g1', 'g2', 'g3'].map((id) => ({
        id,
        name: id,
        town: '织里',
        kind: 'village' as const,
        people: 500,
        created_at: 0,
        closed_at: null,
      }));
      await steadily.database.query.insertInto('grids').values(places).execute();
      await under.database.query.deleteFrom('grids').execute();
      await under.database.query.insertInto('grids').values(places).execute();
      await under.database.query.deleteFrom('cases').execute();
      const first = under.clock.now;
      const both = async (work: (one: StorageUnderTest) => Promise<unknown>): Promise<void> => {
        for (const one of [steadily, under]) await work(one);
      };
      await both((one) => one.database.query.insertInto('warning_plans').values({ id: 'plan', body: '{}', created_at: 0 }).execute());
      const make = (one: StorageUnderTest) => makeIndexDay({ ...deps(), storage: one.storage, now: () => one.clock.now });
      for (let day = 0; day <= 6; day++) {
        await both(async (one) => {
          one.clock.now = first + day * DAY;
          await live(one, day);
        });
        // The one runs every night, the other on the first and on the last.
        while (await make(steadily));
        if (day === 0 || day === 6) while (await make(under));
      }
      const last = dayOf(first + 6 * DAY) - 1;
      const areas = [];
      for (let day = last - 6; day <= last; day++) {
        const made = await under.storage.indexAreas(day, FORMULA.version);
        expect([day, made]).toEqual([day, await steadily.storage.indexAreas(day, FORMULA.version)]);
        expect(await recompute(under.storage, day, FORMULA.version)).toBe(true);
        areas.push(JSON.stringify(made));
      }
      // Something happens every day: the test would not see it if all were alike.
      expect(new Set(areas).size).toBe(7);
      expect((await under.storage.indexHistory('city', 0, last)).map(({ day, madeAt }) => madeLate(day, madeAt))).toEqual([
        false,
        true,
        true,
        true,
        true,
        true,
        false,
      ]);
      await steadily.close();

      under.clock.now += 100 * DAY;
      while (await make(under));
      const days = await under.storage.indexDaysMade(0, 1e6);
      expect(days.size).toBe(7 + 61);
      expect(days.has(dayOf(under.clock.now) - 1 - 60)).toBe(true);
      expect(days.has(dayOf(under.clock.now) - 1 - 61)).toBe(false);
    });

    it('makes up nothing from before it began', async () => {
      while (await makeIndexDay(deps()));
      expect([...(await under.storage.indexDaysMade(0, 1e6))]).toEqual([yesterday()]);
    });

    it('forgets grids after four hundred days, and the city never', async () => {
      await makeIndexDay(deps());
      const first = yesterday();
      under.clock.now += 402 * DAY;
      await makeIndexDay(deps());
      expect(await under.storage.indexHistory('grid:g1', first, first)).toEqual([]);
      expect(await under.storage.indexHistory('city', first, first)).toHaveLength(1);
    });

    it('makes up the bulletins of days without a server, bounded, once, and none from before the first', async () => {
      while (await makeBulletin(deps()));
      const first = dueBulletin('day', under.clock.now);
      under.clock.now += 10 * DAY;
      while (await makeBulletin(deps()));
      const days = (await under.storage.listBulletins('day', 99)).map(({ day }) => day);
      expect(days).toEqual(Array.from({ length: 11 }, (_, back) => first + 10 - back));
      expect(JSON.parse((await under.storage.readBulletin('day', first + 10))?.body ?? '').now).not.toBeNull();
      expect(JSON.parse((await under.storage.readBulletin('day', first + 5))?.body ?? '').now).toBeNull();
      under.clock.now += 100 * DAY;
      while (await makeBulletin(deps()));
      expect(await under.storage.listBulletins('day', 999)).toHaveLength(11 + 61);
      const weeks = (await under.storage.listBulletins('week', 99)).map(({ day }) => day);
      expect(weeks.every((day) => (day - (weeks[0] ?? 0)) % 7 === 0)).toBe(true);
      expect(await makeBulletin(deps())).toBe(false);
    });

    it('has every script that was found on its day, those of many citizens first, whatever came in the night after', async () => {
      const { query } = under.database;
      const [start, end] = [startOfDay(yesterday()), startOfDay(yesterday() + 1)];
      const seen = {
        kind: 'burst',
        texts: 9,
        senders: 3,
        firstAt: start - DAY,
        lastAt: start - 1,
        messageIds: [],
        phrases: ['兰亭阁'],
      } as const;
      const marks = { signals: [], score: 0.4, type: 'elder' };
      const found = async (at: number, parts: Partial<FoundScript>): Promise<void> => {
        const now = under.clock.now;
        under.clock.now = at;
        await under.storage.keepScript({ ...seen, ...marks, messageIds: [`m${at}${parts.senders}`], ...parts }, null);
        under.clock.now = now;
      };
      await found(start - 1, { senders: 90 });
      await found(start, { senders: 7 });
      await found(end - 1, { senders: 8, lastAt: start + 5 });
      await found(end, { senders: 91 });
      for (let at = 0; at < 60; at++) await found(start + 100 + at, { kind: 'probing', senders: 1, lastAt: end - 1 });
      for (let at = 0; at < 60; at++) await found(end + 100 + at, { senders: 9, lastAt: end + 200 });
      expect(await query.selectFrom('new_scripts').select('id').execute()).toHaveLength(124);
      while (await makeBulletin(deps()));
      const { scripts } = JSON.parse((await under.storage.readBulletin('day', yesterday()))?.body ?? '') as Bulletin;
      expect(scripts.map(({ senders }) => senders)).toEqual([8, 7, ...Array(48).fill(1)]);
      expect(scripts[0]).toEqual({ id: expect.any(String), kind: 'burst', type: 'elder', texts: 9, senders: 8, phrases: ['兰亭阁'] });
    });

    it('has its bulletins made once, and kept as they were made', async () => {
      const made = await Promise.all([1, 2, 3].map(() => makeBulletin(deps())));
      expect(made.filter(Boolean).length).toBeGreaterThanOrEqual(1);
      while (await makeBulletin(deps()));
      expect(await under.storage.listBulletins('day', 10)).toHaveLength(1);
      expect(await under.storage.listBulletins('week', 10)).toHaveLength(1);
      const kept = await under.storage.readBulletin('day', dueBulletin('day', under.clock.now));
      expect(JSON.parse(kept?.body ?? '')).toMatchObject({ figures: { scams: 3, withLoss: 2, lost: 2_500_000, warned: 0 } });
      await under.database.query.deleteFrom('cases').execute();
      expect(await makeBulletin(deps())).toBe(false);
      expect((await under.storage.readBulletin('day', dueBulletin('day', under.clock.now)))?.body).toBe(kept?.body);
    });
  });
}
