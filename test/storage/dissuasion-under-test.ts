import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import type { Tier } from '../../src/storage/dissuasion/tier-plan.ts';
import type { NewWarning } from '../../src/storage/dissuasion/warned-person.ts';
import { account, type StorageUnderTest } from './storage-under-test.ts';

export const BOSS = { id: 'boss', role: 'supervisor' } as const;
export const WANG = { id: 'o1', role: 'officer' } as const;
export const ADVISOR = { id: 'a1', role: 'advisor' } as const;
/** A minute in milliseconds. */
export const MIN = 60_000;

export function warning(externalId: string, tier: Tier = 'high', changes: Partial<NewWarning> = {}): NewWarning {
  return {
    source: 'centre',
    externalId,
    tier,
    type: 'authority',
    town: '织里镇',
    gridId: null,
    person: {
      phone: '13800001234',
      name: '钱三多',
      address: '利济路9号',
      story: '与境外号码通话四十分钟',
      account: '6217000012345678903',
      amount: 1_000_000,
    },
    ...changes,
  };
}

/** Officers o1 and o2, a supervisor, two grids, and an advisor of the first one. */
export async function peopleOfDissuasion({ database, clock }: StorageUnderTest): Promise<void> {
  await database.query
    .insertInto('officers')
    .values([account('o1', '王警官'), account('o2', '李警官'), account('boss', '周主管', 'supervisor'), account('a1', '沈顾问', 'advisor')])
    .execute();
  const grid = { town: '织里镇', kind: 'village' as const, people: 300, created_at: clock.now, closed_at: null };
  await database.query
    .insertInto('grids')
    .values([
      { ...grid, id: 'g1', name: '晓河村' },
      { ...grid, id: 'g2', name: '东湾村' },
    ])
    .execute();
  await database.query.insertInto('grid_advisors').values({ grid_id: 'g1', officer_id: 'a1', since: clock.now, until: null }).execute();
}

/** @returns its id */
export async function enter({ storage }: StorageUnderTest, one: NewWarning): Promise<string> {
  const [received] = await storage.receiveWarnings([one], DISSUASION_PLAN);
  return received?.id ?? '';
}

export async function tasksOf({ database }: StorageUnderTest, warningId: string): Promise<readonly string[]> {
  const rows = await database.query
    .selectFrom('warning_tasks')
    .select('kind')
    .where('warning_id', '=', warningId)
    .where('done_at', 'is', null)
    .orderBy('kind')
    .execute();
  return rows.map(({ kind }) => kind);
}
