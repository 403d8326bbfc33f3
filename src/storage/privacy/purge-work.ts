import { type Compilable, type RawBuilder, sql } from 'kysely';
import { DAY } from '../../durations.ts';
import { AHEAD_OF_UTC } from '../../hotline-time.ts';
import type { StorageContext } from '../context.ts';
import { FORGOTTEN_AFTER } from '../set-aside.ts';
import { SOUGHT_KEPT } from './erasure-requests.ts';

/** So long after its end a session, a link or an unmasking is kept, and an event for live pages. */
const SHORT = 30 * DAY;
/** Rows that go at once. */
const AT_ONCE = 500;

interface Piece {
  readonly kind: string;
  readonly table: string;
  readonly key: readonly string[];
  /** Which rows are over. */
  readonly over: RawBuilder<unknown>;
  /** Instead of removing the row. */
  readonly set?: RawBuilder<unknown>;
}

/** What the desk writes for its own work, sessions, and what live pages listened to: removed when its time is over. */
export function purgeWork({ database, sources }: StorageContext) {
  const { query } = database;

  const pieces = (work: number, now: number): readonly Piece[] => [
    // The newest stays: it says where live pages begin to listen.
    {
      kind: 'events',
      table: 'events',
      key: ['seq'],
      over: sql`created_at < ${now - SHORT} and seq < (select max(seq) from events)`,
    },
    { kind: 'session', table: 'sessions', key: ['id_hash'], over: sql`expires_at < ${now - SHORT}` },
    { kind: 'session', table: 'invitations', key: ['token_hash'], over: sql`expires_at < ${now - SHORT}` },
    { kind: 'session', table: 'unmaskings', key: ['officer_id', 'case_id'], over: sql`until < ${now - SHORT}` },
    { kind: 'session', table: 'presence', key: ['officer_id', 'place'], over: sql`seen_at < ${now - SHORT}` },
    { kind: 'reading', table: 'second_readings', key: ['id'], over: sql`expires_at <= ${now}` },
    { kind: 'configuration', table: 'channel_memory', key: ['id'], over: sql`expires_at <= ${now}` },
    { kind: 'work', table: 'handovers', key: ['id'], over: sql`created_at < ${now - work}` },
    { kind: 'work', table: 'bulletins', key: ['kind', 'day'], over: sql`made_at < ${now - work}` },
    { kind: 'work', table: 'new_scripts', key: ['id'], over: sql`updated_at < ${now - work} and last_at < ${now - work}` },
    {
      kind: 'work',
      table: 'draft_builds',
      key: ['id'],
      over: sql`report_sealed is not null and ended_at < ${now - work}`,
      set: sql`report_sealed = null`,
    },
    {
      kind: 'work',
      table: 'teaching_texts',
      key: ['id'],
      over: sql`state in ('refused', 'withdrawn') and updated_at < ${now - work}
        and id not in (select text_id from daily_turns where text_id is not null)`,
    },
    { kind: 'work', table: 'set_aside', key: ['queue', 'subject'], over: sql`until < ${now - FORGOTTEN_AFTER}` },
    { kind: 'erasure', table: 'erasure_requests', key: ['id'], over: sql`ordered_at is null and sought_at < ${now - SOUGHT_KEPT}` },
    { kind: 'dispute', table: 'identifier_disputes', key: ['id'], over: sql`decided_at < ${now - work}` },
  ];

  async function removed({ table, key, over, set }: Piece): Promise<number> {
    const keys = sql.join(key.map((name) => sql.ref(name)));
    const which = sql`(${keys}) in (select ${keys} from ${sql.table(table)} where ${over} limit ${sql.lit(AT_ONCE)}) and ${over}`;
    const act = set === undefined ? sql`delete from ${sql.table(table)}` : sql`update ${sql.table(table)} set ${set}`;
    const { rows } = await sql`${act} where ${which} returning ${keys}`.execute(query);
    return rows.length;
  }

  return {
    /** Up to some hundred rows of one kind whose time is over. @param work milliseconds @returns false when there were none */
    async purgeWork(work: number): Promise<boolean> {
      for (const piece of pieces(work, sources.now())) {
        const count = await removed(piece);
        if (count === 0) continue;
        await notePurge(piece.kind, count);
        return true;
      }
      return false;
    },
    notePurge,
  };

  /** That so many of a kind were removed today. */
  async function notePurge(kind: string, count: number): Promise<void> {
    if (count === 0) return;
    const at = sources.now();
    const day = Math.floor((at + AHEAD_OF_UTC) / DAY);
    const noted: Compilable = query
      .insertInto('purges')
      .values({ kind, day, removed: count, at })
      .onConflict((conflict) =>
        conflict.columns(['kind', 'day']).doUpdateSet(({ ref }) => ({ removed: sql<number>`${ref('purges.removed')} + ${count}`, at })),
      );
    await database.batch([noted]);
  }
}
