import { sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { warnedErasure } from '../dissuasion/left-over-warnings.ts';
import { disputesForgotten } from '../privacy/forget-elsewhere.ts';
import { phoneOpensFrom } from './officer-proofs.ts';

/** Milliseconds: so long a child's registration waits for its guardian. */
const GUARDIAN_WAITS = 7 * DAY;

/** Parameters of a statement are few in some databases. */
const AT_ONCE = 90;

export function citizenErasure(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;

  /**
   * Destroys the key and everything that points to him; what stays is that there was a registration, and what was agreed to.
   * @param opensFrom of the session that asks: what hangs on his number from before it, or from before an officer confirmed
   * the number, stays
   */
  async function eraseCitizen(id: string, officerId: string | null = null, opensFrom = 0): Promise<boolean> {
    const row = await query
      .selectFrom('citizens')
      .select(['person_id', 'phone_hash', phoneOpensFrom().as('opens_from')])
      .where('id', '=', id)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    if (!row) return false;
    const now = sources.now();
    const since = Math.max(opensFrom, row.opens_from);
    const disputes = row.phone_hash === null ? [] : await disputesForgotten(context, [row.phone_hash], since);
    await database.batch([
      // Before he is erased: of two who do it together one has done it.
      query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression(
          query
            .selectFrom('citizens')
            .select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${officerId}`.as('officer_id'),
              sql.lit('citizen.erased' as const).as('action'),
              ref('citizens.id').as('subject'),
            ])
            .where('id', '=', id)
            .where('erased_at', 'is', null),
        ),
      query.updateTable('persons').set({ key_wrapped: null, gone_at: now }).where('id', '=', row.person_id),
      query
        .updateTable('citizens')
        .set({
          grid_id: null,
          age_band: null,
          job: null,
          name_sealed: null,
          phone_sealed: null,
          phone_hash: null,
          phone_proved_at: null,
          phone_opens_from: null,
          guardian_sealed: null,
          guardian_phone_sealed: null,
          guardian_proved_at: null,
          updated_at: now,
          erased_at: now,
        })
        .where('id', '=', id),
      query.deleteFrom('citizen_sessions').where('citizen_id', '=', id),
      query.deleteFrom('citizen_codes').where('citizen_id', '=', id),
      query.deleteFrom('citizen_links').where('citizen_id', '=', id),
      query.deleteFrom('citizen_check_ups').where('citizen_id', '=', id),
      query.deleteFrom('teaching_done').where('citizen_id', '=', id),
      query.deleteFrom('lesson_pushes').where('citizen_id', '=', id),
      query.deleteFrom('citizen_conversations').where('citizen_id', '=', id),
      query
        .updateTable('citizen_consents')
        .set({ withdrawn_at: now, withdrawn_through: 'erasure' })
        .where('citizen_id', '=', id)
        .where('withdrawn_at', 'is', null),
      ...(row.phone_hash === null ? [] : warnedErasure(query, row.phone_hash, now, since)),
      ...disputes,
    ]);
    return true;
  }

  return {
    eraseCitizen,

    /** Numbers of cases that are not closed, in these conversations: what stays on its legal basis. */
    async openCaseNumbers(conversationIds: readonly string[]): Promise<readonly string[]> {
      const numbers: string[] = [];
      for (let from = 0; from < conversationIds.length; from += AT_ONCE) {
        const rows = await query
          .selectFrom('cases')
          .select('number')
          .where('conversation_id', 'in', conversationIds.slice(from, from + AT_ONCE))
          .where('status', '<>', 'closed')
          .execute();
        numbers.push(...rows.map(({ number }) => number));
      }
      return numbers.sort();
    },

    /**
     * One piece of tidying: a child whose guardian never answered is erased; codes, links and sessions that are over go.
     * @returns false when there was nothing to do
     */
    async tidyCitizens(): Promise<boolean> {
      const now = sources.now();
      const child = await query
        .selectFrom('citizens')
        .select('id')
        .where('age_band', '=', 'under14')
        .where('guardian_proved_at', 'is', null)
        .where('erased_at', 'is', null)
        .where('updated_at', '<', now - GUARDIAN_WAITS)
        .limit(1)
        .executeTakeFirst();
      if (child) return eraseCitizen(child.id);
      const gone = await query.deleteFrom('citizen_codes').where('expires_at', '<', now).returning('code_hash').execute();
      const over = await query.deleteFrom('citizen_sessions').where('expires_at', '<', now).returning('token_hash').execute();
      const links = await query.deleteFrom('citizen_links').where('expires_at', '<', now).returning('token_hash').execute();
      return gone.length + over.length + links.length > 0;
    },
  };
}
