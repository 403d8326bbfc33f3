import { type Compilable, sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { leftBehind } from './erased-consults.ts';
import { forgetQuotes } from './forget-elsewhere.ts';
import { KEPT, KEPT_TABLES } from './kept.ts';

/** Platforms deliver a message again for a day or so; until then it must be known that its person was erased. Milliseconds. */
const KNOWN_FOR = 3 * DAY;
/** Where it hangs from then on; names nobody. */
const GONE = 'gone:';
const BY_CONVERSATION = KEPT_TABLES.filter(
  ({ table, columns }) => table !== 'conversations' && columns.foreignId?.includes('conversation_id'),
);

/**
 * After an erasure the key is gone and nothing can be read. What still stands are texts nobody can open and, in the id of the
 * conversation, how a platform calls the citizen. Both go here; what counts (colour, type, time) stays, and hangs on no one.
 */
export function detachConsult(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;

  function moved(from: string, personId: string, to: string, now: number): Compilable[] {
    const raw = (statement: ReturnType<typeof sql>): Compilable => ({ compile: () => statement.compile(query) });
    // Only while it is still his: somebody may have begun anew in the same place.
    const isMoved = sql`exists (select 1 from conversations where id = ${to})`;
    const messages = sql`select id from messages where conversation_id = ${from}`;
    const cases = sql`select id from cases where conversation_id = ${from}`;
    /** What stands sealed in these rows, emptied. */
    const emptied = (table: keyof typeof KEPT, which: ReturnType<typeof sql>): Compilable[] => {
      const { sealed = [], hash = [] } = KEPT[table].columns as Record<string, readonly string[]>;
      const columns = [...sealed, ...hash].map((column) => sql`${sql.ref(column)} = ${OPTIONAL.has(`${table}.${column}`) ? null : ''}`);
      return columns.length === 0 ? [] : [raw(sql`update ${sql.table(table)} set ${sql.join(columns)} where ${which} and ${isMoved}`)];
    };
    return [
      ...leftBehind(
        query,
        () => query.selectFrom('conversations').select('id').where('id', '=', from).where('person_id', '=', personId),
        now,
      ),
      query
        .insertInto('conversations')
        .columns(['id', 'channel', 'person_id', 'status', 'turn', 'created_at', 'updated_at'])
        .expression((is) =>
          is
            .selectFrom('conversations')
            .select(({ val }) => [val(to).as('id'), 'channel', 'person_id', 'status', 'turn', 'created_at', 'updated_at'])
            .where('id', '=', from)
            .where('person_id', '=', personId),
        ),
      raw(sql`delete from attachment_parts where attachment_id in
        (select id from attachments where message_id in (${messages})) and ${isMoved}`),
      ...emptied('attachments', sql`message_id in (${messages})`),
      ...emptied('outcomes', sql`conversation_id = ${from}`),
      ...emptied('judgements', sql`conversation_id = ${from}`),
      ...emptied('case_notes', sql`case_id in (${cases})`),
      ...emptied('money_facts', sql`case_id in (${cases})`),
      ...emptied('call_backs', sql`case_id in (${cases})`),
      ...emptied('receipts', sql`case_id in (${cases})`),
      raw(sql`update audit set reason_sealed = null where reason_sealed is not null
        and (subject in (${cases}) or subject = ${personId}) and ${isMoved}`),
      raw(sql`update outbox set platform_id = null where conversation_id = ${from} and ${isMoved}`),
      raw(sql`update pattern_hits set conversation_id = ${to} where message_id in (${messages}) and ${isMoved}`),
      ...emptied('cases', sql`conversation_id = ${from}`),
      ...emptied('messages', sql`conversation_id = ${from}`),
      raw(sql`update messages set external_id = ${GONE} || id where conversation_id = ${from} and ${isMoved}`),
      ...BY_CONVERSATION.filter(({ table }) => table !== 'pattern_hits').map(({ table }) =>
        raw(sql`update ${sql.table(table)} set conversation_id = ${to} where conversation_id = ${from} and ${isMoved}`),
      ),
      raw(sql`delete from conversations where id = ${from} and person_id = ${personId} and ${isMoved}`),
    ];
  }

  return {
    /** One conversation of one erased person, three days after its last word. False: there was none. */
    async detachConsult(): Promise<boolean> {
      const now = sources.now();
      const erased = await query
        .selectFrom('persons')
        .select('id')
        .where('key_wrapped', 'is', null)
        .where('detached_at', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('conversations')
                .select('conversations.id')
                .whereRef('person_id', '=', 'persons.id')
                .where('updated_at', '>=', now - KNOWN_FOR),
            ),
          ),
        )
        .limit(1)
        .executeTakeFirst();
      if (!erased) return false;
      const attached = await query
        .selectFrom('conversations')
        .select('id')
        .where('person_id', '=', erased.id)
        .where('id', 'not like', `${GONE}%`)
        .limit(1)
        .executeTakeFirst();
      // Should the program have died right after the key was gone.
      if (attached) await forgetQuotes(context, [attached.id]);
      await database.batch(
        attached
          ? moved(attached.id, erased.id, `${GONE}${sources.id()}`, now)
          : [query.updateTable('persons').set({ detached_at: now }).where('id', '=', erased.id).where('key_wrapped', 'is', null)],
      );
      return true;
    },
  };
}

/** Columns that may be null; the others become empty. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'messages.sender_sealed',
  'outcomes.inputs_sealed',
  'attachments.text_found_sealed',
  'attachments.sha256_sealed',
  'call_backs.note_sealed',
  'cases.police_sealed',
]);
