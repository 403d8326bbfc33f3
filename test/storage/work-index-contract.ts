import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/desk/waiting-times.ts';
import { dueBulletin, makeBulletin } from '../../src/work-index/bulletin.ts';
import { FORMULA } from '../../src/work-index/formula.ts';
import { makeIndexDay, recompute } from '../../src/work-index/index-day.ts';
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

    it('forgets grids after four hundred days, and the city never', async () => {
      await makeIndexDay(deps());
      const first = yesterday();
      under.clock.now += 402 * DAY;
      await makeIndexDay(deps());
      expect(await under.storage.indexHistory('grid:g1', first, first)).toEqual([]);
      expect(await under.storage.indexHistory('city', first, first)).toHaveLength(1);
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
