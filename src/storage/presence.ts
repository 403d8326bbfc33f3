import { DAY } from '../durations.ts';
import type { StorageContext } from './context.ts';
import type { Role } from './desk-schema.ts';

/** Any page of the desk; else the id of the case whose page it is. */
export const AT_THE_DESK = 'desk';
/** So long an open page counts after its last sign of life; it gives one every 15 seconds. Milliseconds. */
export const PRESENT_FOR = 45_000;
/** After he has left a page: whoever goes on to the next one is not gone meanwhile. Milliseconds. */
const GONE_AFTER = 5000;
/** Where somebody was so long ago, nobody asks any more. Milliseconds. */
const FORGOTTEN_AFTER = DAY;

const TYPING = ' typing';

/** The place of whoever is writing in a case. */
export function typingAt(caseId: string): string {
  return `${caseId}${TYPING}`;
}

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
    /**
     * Writing in a case that he owns is work on it.
     * @param places `desk`, and the id of a case where its page is open
     */
    async noteSeen(officerId: string, ...places: string[]): Promise<void> {
      const seen_at = sources.now();
      const writing = places.filter((place) => place.endsWith(TYPING)).map((place) => place.slice(0, -TYPING.length));
      await database.batch([
        query
          .insertInto('presence')
          .values(places.map((place) => ({ officer_id: officerId, place, seen_at })))
          .onConflict((conflict) => conflict.columns(['officer_id', 'place']).doUpdateSet({ seen_at })),
        query
          .deleteFrom('presence')
          .where('officer_id', '=', officerId)
          .where('seen_at', '<', seen_at - FORGOTTEN_AFTER),
        ...writing.map((caseId) =>
          query
            .updateTable('cases')
            .set({ touched_at: seen_at })
            .where('id', '=', caseId)
            .where('owner_id', '=', officerId)
            .where('status', '=', 'claimed'),
        ),
      ]);
    },

    /** He went: signed out, or closed the page. */
    async noteGone(officerId: string, place?: string): Promise<void> {
      await query
        .deleteFrom('presence')
        .where('officer_id', '=', officerId)
        .$if(place !== undefined, (gone) => gone.where('place', '=', place ?? ''))
        .execute();
    },

    /** He has left a page: soon nobody is there any more, unless another page of his gives a sign of life. */
    async noteLeaving(officerId: string, place: string): Promise<void> {
      const lapsing = sources.now() - PRESENT_FOR + GONE_AFTER;
      await query
        .updateTable('presence')
        .set({ seen_at: lapsing })
        .where('officer_id', '=', officerId)
        .where('place', '=', place)
        .where('seen_at', '>', lapsing)
        .execute();
    },

    /** @param within milliseconds */
    async presentAt(place: string, within: number = PRESENT_FOR): Promise<readonly Present[]> {
      const rows = await query
        .selectFrom('presence')
        .innerJoin('officers', 'officers.id', 'presence.officer_id')
        .select(['officers.id', 'display', 'role', 'seen_at'])
        .where('place', '=', place)
        .where('seen_at', '>', sources.now() - within)
        .where('seen_at', '<=', sources.now() + PRESENT_FOR)
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
        .where('place', '=', AT_THE_DESK)
        .where('seen_at', '>', sources.now() - PRESENT_FOR)
        // Behind it the clock was set back, and nobody knows when he was here.
        .where('seen_at', '<=', sources.now() + PRESENT_FOR)
        .where('role', '<>', 'librarian')
        .where('disabled', '=', 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
