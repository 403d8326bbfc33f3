import type { StorageContext } from './context.ts';
import type { Role } from './schema.ts';

/** Any page of the desk; else the id of the case whose page it is. */
export const AT_THE_DESK = 'desk';
/** So long an open page counts after its last sign of life; it gives one every 15 seconds. Milliseconds. */
export const PRESENT_FOR = 45_000;

export interface Present {
  readonly id: string;
  readonly display: string;
  readonly role: Role;
  readonly seenAt: number;
}

/** Who has the desk, or one case, on screen at this moment. */
export function presence({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** @param place `desk`, and the id of a case where its page is open */
    async noteSeen(officerId: string, place: string): Promise<void> {
      const seen_at = sources.now();
      await query
        .insertInto('presence')
        .values({ officer_id: officerId, place, seen_at })
        .onConflict((conflict) => conflict.columns(['officer_id', 'place']).doUpdateSet({ seen_at }))
        .execute();
    },

    /** He went: signed out, or closed the page. */
    async noteGone(officerId: string, place?: string): Promise<void> {
      await query
        .deleteFrom('presence')
        .where('officer_id', '=', officerId)
        .$if(place !== undefined, (gone) => gone.where('place', '=', place ?? ''))
        .execute();
    },

    async presentAt(place: string): Promise<readonly Present[]> {
      const rows = await query
        .selectFrom('presence')
        .innerJoin('officers', 'officers.id', 'presence.officer_id')
        .select(['officers.id', 'display', 'role', 'seen_at'])
        .where('place', '=', place)
        .where('seen_at', '>', sources.now() - PRESENT_FOR)
        .where('disabled', '=', 0)
        .orderBy('display')
        .execute();
      return rows.map(({ seen_at, ...officer }) => ({ ...officer, seenAt: seen_at }));
    },

    /** Can anybody who takes cases see one that comes in now? */
    async isStaffed(): Promise<boolean> {
      const row = await query
        .selectFrom('presence')
        .innerJoin('officers', 'officers.id', 'presence.officer_id')
        .select('officers.id')
        .where('seen_at', '>', sources.now() - PRESENT_FOR)
        .where('role', '<>', 'librarian')
        .where('disabled', '=', 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
